-- What was before the system: projects known by their numbers alone, what staff of clinics learned
-- each year, and where the addresses of the former site lead.

create table past_project (
    id uuid primary key,
    code text not null unique,
    fiscal_year integer not null,          -- Buddhist era
    name_th text not null,
    name_en text,
    organiser text not null,               -- as it was called then
    clinic_id uuid references clinic (id), -- whose memory it is, where that is known
    province text,                         -- official code
    budget_satang bigint,                  -- null: no source says it
    recipients bigint,                     -- persons; null: no source says it
    result text,
    source text not null,
    note text,
    invented boolean not null,
    updated_at timestamptz not null
);
create index past_project_newest on past_project (fiscal_year desc, id desc);
create index past_project_of_clinic on past_project (clinic_id, fiscal_year desc);

create table training (
    id uuid primary key,
    code text not null unique,
    fiscal_year integer not null,          -- Buddhist era
    name_th text not null,
    name_en text,
    starts_on date,                        -- null: no source says the day
    ends_on date,
    place text,
    aims text not null,                    -- dimensions it serves, one a line
    participants bigint,                   -- persons; null: not known
    source text,
    note text,
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index training_newest on training (fiscal_year desc, id desc);

-- How many of a clinic's staff came.
create table training_clinic (
    training_id uuid not null references training (id),
    clinic_id uuid not null references clinic (id),
    persons bigint not null,
    primary key (training_id, clinic_id)
);
create index training_of_clinic on training_clinic (clinic_id);

create table old_address (
    id uuid primary key,
    old text not null unique,              -- path and query on the former site, in small letters
    new text not null,                     -- path on this site
    source text not null,
    imported_at timestamptz not null
);
