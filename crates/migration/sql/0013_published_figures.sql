-- Numbers somebody printed, each with its source and date; shown beside what the records say.

create table published_figure (
    id uuid primary key,
    fact text not null,
    value bigint not null,
    qualifier text not null check (qualifier in ('exactly', 'at_least', 'more_than')),
    unit text not null,
    as_of text not null,                   -- as printed: a day, a year or a document
    as_of_on date,                         -- when a day is known
    source text not null,
    note text,
    note_en text,
    imported_at timestamptz not null,
    unique (fact, as_of, source)
);
create index published_figure_of on published_figure (fact, as_of_on);
