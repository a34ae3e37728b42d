-- Any other form that the network asks with: surveys of needs, of opinions, of whoever has a part in its work.

create table survey (
    id uuid primary key,
    code text not null unique,
    clinic_id uuid references clinic (id), -- whose it is; none is the ministry's
    title text not null,                   -- of the edition made last
    made_by uuid,
    made_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null
);
create index survey_of_clinic on survey (clinic_id, made_at);

create table survey_edition (
    id uuid primary key,
    survey_id uuid not null references survey (id),
    number integer not null,
    form_version text not null,
    title text not null,
    xlsx bytea not null,
    xform text not null,
    becomes text check (becomes in ('need', 'opinion')),
    mapping jsonb not null,                -- which question says what of a need or an opinion
    notes text,                            -- what is new in it
    try_code text not null unique,         -- by which it is tried before it is published
    made_by uuid,
    made_at timestamptz not null,
    published_at timestamptz,
    unique (survey_id, number)
);

create table survey_answer (
    id uuid primary key,
    receipt text not null unique,
    survey_id uuid not null references survey (id),
    edition_id uuid not null references survey_edition (id),
    answers jsonb not null,
    became jsonb not null,                 -- the codes of the needs or opinions it became
    given_at timestamptz not null,
    keyed_by uuid
);
create index survey_answer_of_survey on survey_answer (survey_id, given_at, id);
