-- What was brought in from files, and a digest of what each file said about each record.

create table import (
    id uuid primary key,
    code text not null unique,
    kind text not null,
    file text not null,                    -- its name
    digest text not null,                  -- SHA-256 of the file
    row_count integer not null,
    added integer not null,
    changed integer not null,
    unchanged integer not null,
    left_out integer not null,             -- bad rows, when only the good were kept
    at timestamptz not null
);

create table import_record (
    import_id uuid not null references import (id),
    record_id uuid not null,               -- of the table the kind is kept in
    salt bytea,                            -- erased with the person
    digest bytea not null,                 -- SHA-256 of salt and row
    primary key (import_id, record_id)
);
create index import_of_record on import_record (record_id);
