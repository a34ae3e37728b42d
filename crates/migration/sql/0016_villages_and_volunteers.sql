-- S&T villages: where they are, which years paid for them, what they apply, whom they taught, and
-- what each year brought. S&T volunteers: their networks, their member cards, what they did and whose
-- needs they brought. And what an import needs to be undone.

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

-- A network of volunteers (อสวท.).
create table volunteer_network (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    name_sort bytea not null,              -- Thai collation key of name_th
    province text not null,                -- where it is at home; its members may live elsewhere
    clinic_id uuid references clinic (id), -- who coordinates it; null while not known
    since integer,                         -- fiscal year, Buddhist era
    source text,
    note text,
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index volunteer_network_by_name on volunteer_network (name_sort, id);

create table volunteer (
    id uuid primary key,
    code text not null unique,             -- on the member card, for people
    card text not null unique,             -- opens the member's own page; nobody else is told
    network_id uuid not null references volunteer_network (id),
    name text not null,                    -- personal
    name_sort bytea not null,              -- Thai collation key of the name without titles
    given_key bytea not null,              -- what each name is looked for by
    family_key bytea not null,
    alike text not null,                   -- equal where names sound the same
    province text not null,                -- official codes
    district text,
    subdistrict text,
    phone text,                            -- personal, E.164
    skills text,
    joined_on date,
    status text not null check (status in ('active', 'left', 'unknown')),
    named boolean not null,                -- agreed to stand on the network's public page
    source text,
    merged_into uuid references volunteer (id),
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index volunteer_by_name on volunteer (name_sort, id);
create index volunteer_of_province on volunteer (province, name_sort, id);
create index volunteer_of_network on volunteer (network_id, name_sort, id);
create index volunteer_given on volunteer (given_key);
create index volunteer_family on volunteer (family_key);
create index volunteer_alike on volunteer (alike, province);

-- What a volunteer did: whom they referred to a service, and what they gave themselves.
create table volunteer_deed (
    id uuid primary key,
    volunteer_id uuid not null references volunteer (id),
    kind text not null check (kind in ('referral', 'service')),
    on_day date not null,
    told text not null,
    recorded_at timestamptz not null
);
create index volunteer_deed_of on volunteer_deed (volunteer_id, on_day, id);

-- A need that a volunteer brought for somebody else.
create table volunteer_need (
    need_id uuid primary key references need (id),
    volunteer_id uuid not null references volunteer (id)
);
create index volunteer_need_of on volunteer_need (volunteer_id, need_id);

-- Two that look like one, and are two: somebody looked.
create table volunteer_apart (
    first_id uuid not null references volunteer (id),
    second_id uuid not null references volunteer (id),
    primary key (first_id, second_id)
);

-- What an import did with a record, and how the record stood before; erased when it is undone.
alter table import_record add column change text;
alter table import_record add column stood text;
alter table import add column undone_at timestamptz;
