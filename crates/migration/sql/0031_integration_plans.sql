-- What the state plans for the provinces, and the integration plan of each fiscal year: the projects that
-- agencies carry out there, compiled, frozen and published (seed 004).

-- An item of the national plan, of the strategy of a provincial group, or of the plan of a province.
create table plan_item (
    id uuid primary key,
    code text not null unique,
    level text not null check (level in ('national', 'group', 'province')),
    name_th text not null,
    name_en text,
    first_year integer,                     -- fiscal years, Buddhist era; null: no source says
    last_year integer,
    province text,                         -- official code, of the plan of a province
    province_group text,                   -- Thai name, of the strategy of a group
    source text not null,
    note text,
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null,
    withdrawn_at timestamptz,
    withdrawn_because text
);

create table integration_plan (
    id uuid primary key,
    fiscal_year integer not null unique,   -- Buddhist era
    name_th text not null,
    name_en text,
    goal text,
    source text,                           -- the document it is taken from
    note text,
    stated_count bigint,                   -- what its paper says, where it says it
    stated_satang bigint,
    status text not null check (status in ('compiling', 'frozen', 'published')),
    edition integer not null,              -- counts how often it was frozen
    sealed_count bigint,                   -- the seal: as it stood when it was frozen
    sealed_satang bigint,
    sealed_sha256 text,
    frozen_at timestamptz,
    frozen_by uuid,
    published_at timestamptz,
    opened_because text,                   -- why it was opened again last
    invented boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null
);

-- A project in a plan.
create table plan_row (
    id uuid primary key,
    code text not null unique,
    plan_id uuid not null references integration_plan (id),
    number integer not null,               -- within its plan, from one
    name_th text not null,
    name_en text,
    agency_id uuid references organisation (id),
    agency_as_printed text,                -- by the name of its time
    provinces text not null,               -- official codes with spaces between, rising; empty: the whole country
    amount_satang bigint,                  -- null: not told yet
    mechanism text check (mechanism in ('agency_mission', 'network_clinic', 'other')),
    counterparts text not null,            -- one a line
    beneficiaries text not null,           -- one a line
    need_id uuid references need (id),     -- the citizen's need it came from
    project_id uuid references project (id),
    note text,
    compiled boolean not null,             -- follows its project: nobody has changed it by hand
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null,
    withdrawn_at timestamptz,
    withdrawn_because text,
    unique (plan_id, number)
);
create unique index plan_row_of_project on plan_row (plan_id, project_id) where project_id is not null;
create index plan_row_of_need on plan_row (need_id);
create index plan_row_from_project on plan_row (project_id);
create index plan_row_of_agency on plan_row (plan_id, agency_id);

create table plan_row_item (
    row_id uuid not null references plan_row (id),
    item_id uuid not null references plan_item (id),
    primary key (row_id, item_id)
);
create index plan_row_item_of on plan_row_item (item_id);
