-- The lines of work of projects: what the ministry entered, and what it changed of those that come with the
-- program. A project names its line of work by the code.

create table programme (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    scope text,                            -- what belongs to it; null: nobody has said
    least_level text check (least_level in ('inform', 'consult', 'involve', 'collaborate', 'empower')),
    source text,                           -- where it is known from
    updated_at timestamptz not null,
    version bigint not null,
    withdrawn_at timestamptz,              -- no new project may belong to it
    withdrawn_because text
);
