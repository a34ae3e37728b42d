-- The register in time: names of organisations with their days, who followed whom, since when an
-- institute belongs to a clinic, how to reach its office, provincial groups and regional centres.

create table organisation_name (
    organisation_id uuid not null references organisation (id),
    position integer not null,             -- in the order of time, from 1
    name_th text not null,
    name_en text,
    short text,                            -- abbreviation of its time, such as วท.
    valid_from date,                       -- null: not known
    valid_to date,                         -- last day; null: until the next name, or still
    source text,
    primary key (organisation_id, position)
);
create index organisation_name_in_thai on organisation_name (name_th);
-- What was entered before names had days: one name, its days not known.
insert into organisation_name (organisation_id, position, name_th, name_en)
select id, 1, name_th, name_en from organisation;

create table organisation_succession (
    predecessor_id uuid not null references organisation (id),
    successor_id uuid not null references organisation (id),
    succeeded_on date,                     -- null: no source says the day
    source text,
    primary key (predecessor_id, successor_id)
);
create index organisation_succession_of on organisation_succession (successor_id);

alter table clinic_institute add column joined_on date;
alter table clinic_institute add column left_on date;   -- no longer a member from this day

alter table clinic add column phone text;  -- +66…, extensions after " ext "
alter table clinic add column email text;
alter table clinic add column address text;
alter table clinic add column web text;

-- Which province was in which group, while a definition held (2546, 2551, 2560). What no source says
-- has no row.
create table province_group_member (
    id uuid primary key,
    definition integer not null,           -- Buddhist year of the definition
    name_th text not null,
    name_en text,
    province text not null,
    valid_from date,                       -- null: as long as the definition
    valid_to date,                         -- last day
    source text not null,
    verified boolean not null,             -- read in a document that lays it down
    unique (definition, province)
);

create table regional_centre (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    province text not null,                -- it stands in
    covers text not null,                  -- provinces known to be covered, one a line
    valid_from date,                       -- null: no source says the day
    valid_to date,
    source text not null
);
