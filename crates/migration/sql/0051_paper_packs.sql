-- Questionnaires on paper: the packs that were printed, their sheets, and the pages that came back while others of
-- their sheet are still to come. A sheet that came back whole is among what was sent (`submission`).

create table paper_pack (
    id uuid primary key,
    code text not null unique,
    area_id uuid not null references area (id),
    questionnaire_id uuid not null references questionnaire (id),
    kind text not null check (kind in ('application', 'evaluation', 'follow_up')),
    answered_on date not null,
    layout jsonb not null,                 -- where each answer stands, as it was printed
    file_key text not null,                -- the file that is printed
    made_by uuid,
    made_at timestamptz not null
);
create index paper_pack_of_area on paper_pack (area_id, made_at);

create table paper_sheet (
    id uuid primary key,
    pack_id uuid not null references paper_pack (id),
    position integer not null,
    code text not null unique,             -- what its square code says
    participant_id uuid references participant (id),
    receipt text                           -- what it was received as
);
create index paper_sheet_of_pack on paper_sheet (pack_id, position);

create table paper_page (
    sheet_id uuid not null references paper_sheet (id),
    page integer not null check (page > 0),
    file_key text not null,
    readings jsonb not null,
    brought_at timestamptz not null,
    primary key (sheet_id, page)
);
