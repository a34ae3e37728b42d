-- Versions of the three questionnaires, as XLSForm files.

create table questionnaire (
    id uuid primary key,
    kind text not null check (kind in ('application', 'evaluation', 'follow_up')),
    form_version text not null,
    title text not null,
    xlsx bytea not null,
    xform text not null,
    published_at timestamptz not null,
    unique (kind, form_version)
);
