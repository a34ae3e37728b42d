-- What happened: activities, who took part, and what they answered.

create table activity (
    id uuid primary key,
    project_id uuid not null references project (id),
    area_id uuid not null references area (id),
    kind text not null check (kind in ('transfer', 'meeting', 'other')),
    title text not null,
    held_on date not null,
    place text not null,
    note text,
    recorded_at timestamptz not null,
    version bigint not null
);
create index activity_of_project on activity (project_id, held_on);
create index activity_of_area on activity (area_id, held_on);

create table participant (
    id uuid primary key,
    code text not null unique,             -- on the slip of paper
    project_id uuid not null references project (id),
    area_id uuid not null references area (id),
    name text not null,                    -- never public
    phone text,                            -- never public
    sex text,
    age_band text,
    group_kind text not null,
    village text,
    consented boolean not null,
    registered_on date not null,
    transferred_on date,                   -- day of the transfer; opens the follow-up window
    withdrawn_at timestamptz,
    practice boolean not null,
    recorded_at timestamptz not null,
    version bigint not null
);
create index participant_of_area on participant (area_id, registered_on, id);
create index participant_of_project on participant (project_id, id);
create index participant_due on participant (transferred_on);

create table attendance (
    activity_id uuid not null references activity (id),
    participant_id uuid not null references participant (id),
    primary key (activity_id, participant_id)
);
create index attendance_of on attendance (participant_id);

create table response (
    id uuid primary key,
    instance_id text not null unique,      -- the same answer sent twice is one answer
    questionnaire_id uuid not null references questionnaire (id),
    kind text not null,
    participant_id uuid not null references participant (id),
    project_id uuid not null references project (id),
    area_id uuid not null references area (id),
    mode text not null check (mode in ('web', 'collect', 'paper', 'phone', 'import')),
    answered_on date not null,
    keyed_by uuid,
    answers jsonb not null,
    revision integer not null,
    superseded boolean not null,           -- a later revision stands in its place
    recorded_at timestamptz not null
);
create index response_of_participant on response (participant_id, kind, superseded);
create index response_of_area on response (area_id, kind, superseded, answered_on);
create index response_of_project on response (project_id, kind, superseded, answered_on);

-- One row for each answered question, for figures.
create table response_value (
    response_id uuid not null references response (id),
    name text not null,
    value text not null,
    primary key (response_id, name, value)
);
create index response_value_by_name on response_value (name, value, response_id);
