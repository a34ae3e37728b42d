-- Quarterly progress reports: one for each area of a project and quarter, in versions.

create table progress_report (
    id uuid primary key,
    project_id uuid not null references project (id),
    area_id uuid not null references area (id),
    clinic_id uuid references clinic (id),
    fiscal_year integer not null,
    quarter integer not null check (quarter between 1 and 4),
    revision integer not null,             -- 1, and one more with every correction of a locked report
    status text not null check (status in ('draft', 'submitted', 'returned', 'accepted', 'locked')),
    figures jsonb,                         -- frozen when submitted
    support text not null,
    problems text not null,
    suggestions text not null,
    explanation text not null,             -- of differences from the plan
    returned_reason text,
    opens_on date not null,
    due_on date not null,
    received_on date,                      -- first handed in, in Thailand; lateness goes by this
    submitted_at timestamptz,
    submitted_by uuid,
    accepted_at timestamptz,
    locked_at timestamptz,
    practice boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null,
    unique (area_id, fiscal_year, quarter, revision)
);
create index progress_report_due on progress_report (status, due_on);
create index progress_report_of_project on progress_report (project_id, fiscal_year, quarter);
create index progress_report_of_clinic on progress_report (clinic_id, status);
