-- What telephones send: the keys by which they may, what came, as it came, and what became of it.

create table field_key (
    id uuid primary key,
    area_id uuid not null references area (id),
    name text not null,                    -- whose telephone it is in
    digest bytea not null unique,          -- of the key, which nobody can read again
    made_by uuid,
    made_at timestamptz not null,
    expires_on date not null,              -- the last day on which it opens anything
    ended_at timestamptz,
    used_at timestamptz
);
create index field_key_of_area on field_key (area_id, made_at);

create table submission (
    id uuid primary key,
    receipt text not null unique,
    instance_id text not null unique,      -- the same answer sent twice is one answer
    questionnaire_id uuid not null references questionnaire (id),
    kind text not null,
    area_id uuid not null references area (id),
    field_key_id uuid references field_key (id),
    account_id uuid,
    xml text not null,                     -- as it came
    sha256 text not null,
    answered_on date not null,
    received_at timestamptz not null,
    standing text not null check (standing in ('received', 'has_issues', 'edited', 'approved', 'rejected', 'replaced')),
    problems jsonb not null,
    response_id uuid references response (id),
    participant_id uuid references participant (id),
    replaces uuid references submission (id),
    reason text,
    judged_by uuid,
    judged_at timestamptz,
    version bigint not null
);
create index submission_of_area on submission (area_id, standing, received_at, id);
create index submission_of_participant on submission (participant_id);

create table submission_file (
    id uuid primary key,
    submission_id uuid not null references submission (id),
    name text not null,
    file_key text not null,
    bytes bigint not null,
    sha256 text not null,
    received_at timestamptz not null,
    unique (submission_id, name)
);

-- Whoever is registered is looked for by telephone.
create index participant_by_phone on participant (project_id, phone);
