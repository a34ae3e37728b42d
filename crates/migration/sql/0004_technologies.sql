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
    holder text,                           -- of local wisdom: never public
    credit text,                           -- how the holder wants to be named, public
    consent text,                          -- how and when the holder agreed, never public
    clinic_id uuid not null references clinic (id),
    province text not null,
    readiness integer check (readiness between 1 and 9),
    conditions text,
    evidence text,
    status text not null check (status in ('draft', 'published', 'archived')),
    invented boolean not null,
    name_sort bytea not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index technology_by_name on technology (status, name_sort, id);
create index technology_of_clinic on technology (clinic_id, status, name_sort, id);
create index technology_of_province on technology (province, status, name_sort, id);

-- What each is good for: claimed by its clinic, and reported by those who used it.
create table technology_benefit (
    technology_id uuid not null references technology (id),
    benefit text not null,
    claimed boolean not null,
    reported integer not null,             -- follow-up answers that told of it
    primary key (technology_id, benefit)
);

-- What follow-up answers said of it; totals, rebuilt from the answers at will.
create table technology_outcome (
    technology_id uuid primary key references technology (id),
    answers integer not null,
    applied integer not null               -- of these, how many use it
);

-- Which word stands how often where, for published ones; a projection, rebuilt at will.
create table technology_word (
    word text not null,
    technology_id uuid not null references technology (id),
    weight integer not null,               -- occurrences, those in the name counted three times
    primary key (technology_id, word)
);
create index technology_word_where on technology_word (word, technology_id, weight);

-- Every word that ever stood in one, for finding words by a part of them.
create table technology_term (
    word text primary key
);
