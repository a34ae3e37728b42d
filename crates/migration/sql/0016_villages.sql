-- S&T villages: where they are, which years paid for them, what they apply, whom they taught, and
-- what each year brought.

create table village (
    id uuid primary key,
    code text not null unique,
    kind text not null check (kind in ('host', 'honour')),
    name_th text not null,
    name_en text,
    name_sort bytea not null,              -- Thai collation key of name_th
    province text not null,                -- official codes
    district text not null,
    subdistrict text,
    clinic_id uuid references clinic (id), -- who is responsible; null while not known
    occupation text,                       -- the lead occupation
    status text not null check (status in ('developing', 'model', 'ended', 'unknown')),
    mother_id uuid references village (id),-- the village it learned from
    source text,                           -- where it is known from
    note text,
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index village_by_name on village (name_sort, id);
create index village_of_province on village (province, name_sort, id);
create index village_of_district on village (district, name_sort, id);
create index village_of_clinic on village (clinic_id, name_sort, id);
create index village_of_mother on village (mother_id, name_sort);

-- The fiscal years that paid for it.
create table village_year (
    village_id uuid not null references village (id),
    fiscal_year integer not null,          -- Buddhist era
    primary key (fiscal_year, village_id)
);
create index village_year_of on village_year (village_id, fiscal_year);

create table village_technology (
    village_id uuid not null references village (id),
    technology_id uuid not null references technology (id),
    primary key (village_id, technology_id)
);
create index village_technology_where on village_technology (technology_id, village_id);

create table village_word (
    word text not null,
    village_id uuid not null references village (id),
    primary key (word, village_id)
);
create index village_word_of on village_word (village_id);

-- What a fiscal year brought; a year may be told of more than once.
create table village_progress (
    id uuid primary key,
    village_id uuid not null references village (id),
    fiscal_year integer not null,
    told text not null,
    value_chain text,                      -- steps of the value chain (VCCI), one a line
    recorded_at timestamptz not null
);
create index village_progress_of on village_progress (village_id, fiscal_year, id);
