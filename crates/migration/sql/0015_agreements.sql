-- Agreements of the network, people in post, and which reminders were posted to whom.

create table agreement (
    id uuid primary key,
    code text not null unique,
    kind text not null check (kind in ('clinic', 'network', 'ministries')),
    clinic_id uuid references clinic (id),
    title_th text not null,
    title_en text,
    signed_on date,                        -- a day, or where it is not known a year and how it counts
    signed_year integer,                   -- Buddhist era
    signed_counted text check (signed_counted in ('calendar', 'fiscal')),
    starts_on date,                        -- first day in force, where it is not the day of signing
    operates_on date,                      -- when work began, which is another fact
    operates_year integer,
    operates_counted text check (operates_counted in ('calendar', 'fiscal')),
    term_years integer check (term_years between 1 and 20),
    ends_on date,                          -- the last day, where the agreement names it
    certain_from date,                     -- what follows from the above: surely in force from …
    certain_to date,                       -- … to this day, included
    over_after date,                       -- surely over after this day
    place text,
    edition text,
    duties text,                           -- which wording of both sides' duties it holds
    source text,
    note text,
    renews_id uuid references agreement (id),
    renewed_from date,                     -- first day of the agreement that renews it
    scan_key text,
    scan_name text,
    scan_type text,
    sorted_on date not null,
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index agreement_by_day on agreement (sorted_on, id);
create index agreement_of_clinic on agreement (clinic_id);
create index agreement_renewing on agreement (renews_id);
create index agreement_ending on agreement (certain_to);

create table agreement_party (
    agreement_id uuid not null references agreement (id),
    number integer not null,
    organisation_id uuid references organisation (id),
    name text not null,                    -- as it was called then
    primary key (agreement_id, number)
);

create table agreement_signatory (
    agreement_id uuid not null references agreement (id),
    number integer not null,
    name text not null,                    -- an official, and public
    position text,                         -- at the time
    primary key (agreement_id, number)
);

create table appointment (
    id uuid primary key,
    code text not null unique,
    post text not null check (post in ('clinic_director', 'clinic_manager', 'clinic_coordinator', 'provincial_executive', 'centre_director', 'centre_officer', 'working_group_member')),
    clinic_id uuid references clinic (id),
    province text,
    region text,
    name text not null,
    position text,                         -- the office held besides, such as deputy governor
    contact text,                          -- of the office
    account_id uuid references account (id),
    starts_on date not null,
    ends_on date,
    document text,                         -- by which the appointment was made
    successor_id uuid references appointment (id),
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index appointment_of_clinic on appointment (clinic_id, post);
create index appointment_of_province on appointment (province, post);
create index appointment_by_day on appointment (starts_on, id);

-- The appointment a grant follows from, and ends with.
alter table role_grant add column appointment_id uuid references appointment (id);

create table reminder_sent (
    account_id uuid not null references account (id),
    reminder text not null,
    stage text not null,
    sent_on date not null,
    primary key (account_id, reminder, stage)
);
create index reminder_sent_on on reminder_sent (account_id, sent_on);
