-- What is attached to a plan: pictures with words for those who do not see them, the documents that its call asks
-- for, and other papers.

create table project_attachment (
    id uuid primary key,
    project_id uuid not null references project (id),
    kind text not null check (kind in ('picture', 'asked', 'paper')),
    asked_id uuid,                         -- which of the documents that its call asks for
    title_th text not null,                -- of a picture what it shows
    title_en text,
    may_publish boolean not null,          -- its giver lets everybody read it once the project is approved
    file_key text not null,
    media_type text not null,
    bytes bigint not null,
    width integer,                         -- of a picture, in pixels
    height integer,
    sha256 text not null,                  -- of the file as it is kept
    added_at timestamptz not null,
    unique (project_id, sha256)
);
