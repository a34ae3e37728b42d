-- What communities say they need, and the way each need has gone.

create table need (
    id uuid primary key,
    code text not null unique,             -- public
    tracking_code text not null unique,    -- known to whoever asked
    text_th text not null,                 -- the person's own words, never changed
    submitted_by text,                     -- a person's name: never public
    contact text,                          -- telephone or address: never public
    group_kind text not null,
    province text not null,
    district text,
    subdistrict text,
    village text,
    channel text not null check (channel in ('web', 'hotline', 'forum', 'survey', 'volunteer', 'workshop', 'import')),
    received_on date not null,
    clinic_id uuid references clinic (id), -- who answers for it; null when no clinic covers the province
    status text not null check (status in ('received', 'in_analysis', 'matched', 'declined', 'in_project', 'answered')),
    reason text,                           -- public, when declined
    answer text,                           -- public reply
    practice boolean not null,
    invented boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index need_newest on need (practice, received_on desc, id desc);
create index need_by_status on need (practice, status, received_on desc, id desc);
create index need_by_province on need (practice, province, received_on desc, id desc);
create index need_of_clinic on need (clinic_id, status, received_on desc, id desc);

create table need_word (
    word text not null,
    need_id uuid not null references need (id),
    primary key (word, need_id)
);

create table analysis (
    id uuid primary key,
    need_id uuid not null references need (id),
    held_on date not null,
    place text not null,
    attendees integer not null check (attendees > 0),
    minutes text not null,
    problem text not null,                 -- what was found together, public
    recorded_at timestamptz not null
);
create index analysis_of_need on analysis (need_id, held_on);
