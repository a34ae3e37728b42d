-- Technologies the network can transfer, and the words by which they are found.

create table technology (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    summary_th text not null,
    summary_en text,
    field text not null,
    kind text not null check (kind in ('research', 'expertise', 'local_wisdom')),
    holder text,
    clinic_id uuid not null references clinic (id),
    province text not null,
    readiness integer check (readiness between 1 and 9),
    conditions text,
    status text not null check (status in ('draft', 'published', 'archived')),
    name_sort bytea not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index technology_by_name on technology (status, name_sort, id);
create index technology_of_clinic on technology (clinic_id);

-- Which word stands how often where; a projection, rebuilt at will.
create table technology_word (
    word text not null,
    technology_id uuid not null references technology (id),
    weight integer not null,               -- occurrences, those in the name counted three times
    primary key (word, technology_id)
);
create index technology_word_of on technology_word (technology_id);
