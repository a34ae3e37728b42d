-- What was read of a text, so that no process reads it twice: its words and runs of letters, and what the
-- encoder understood of it. A projection: thrown away, it is made anew from the records.
create table sheet (
    record uuid primary key,
    kind text not null,                    -- which table the record stands in
    version bigint not null,               -- of the record, when its text was read
    form bigint not null,                  -- of the bytes: another program may write another
    spelling bytea not null,
    middle bytea,                          -- the vector it is found by; null: not understood yet
    understood bytea
);
create index sheet_of_kind on sheet (kind, record);
create index sheet_waiting on sheet (kind, record) where understood is null;

-- What follow-up answers told of a technology, apart: by whose they are, and by what kept people from using
-- it. Totals, as in technology_outcome.
create table technology_told (
    technology_id uuid not null references technology (id),
    about text not null check (about in ('group', 'setback')),
    word text not null,                    -- the kind of group, or the reason
    answers integer not null,
    applied integer not null,              -- of these, how many use it
    primary key (technology_id, about, word)
);
