-- The paper of a signed version of a plan, as it was scanned. One that is replaced stays, with the reason on the one
-- that came in its place.

create table signed_copy (
    id uuid primary key,
    project_id uuid not null references project (id),
    plan_version integer not null,         -- of the version that was signed
    file_key text not null,
    file_name text not null,
    file_type text not null,
    sha256 text not null,                  -- of the file
    because text,                          -- why it replaces the one before; null: it is the first
    added_at timestamptz not null
);
create index signed_copy_of_project on signed_copy (project_id);
