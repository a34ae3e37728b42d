-- Amendments (การปรับแผน): how a plan that was signed is to change, why, and what was decided about it.

create table amendment (
    id uuid primary key,
    project_id uuid not null references project (id),
    number integer not null,               -- counted from one within its project, never given twice
    reason text not null,                  -- why the plan must change
    before jsonb not null,                 -- the whole plan when it was begun
    after jsonb not null,                  -- the whole plan as it is to be
    status text not null check (status in ('draft', 'submitted', 'returned', 'approved', 'withdrawn')),
    begun_by uuid,
    submitted_by uuid,                     -- somebody else approves
    submitted_at timestamptz,
    decided_by uuid,
    decided_at timestamptz,
    decision text,                         -- why it was returned, or what goes with the approval
    plan_version integer,                  -- the version of the plan that its approval made
    created_at timestamptz not null,
    version bigint not null,
    unique (project_id, number)
);
create index amendment_waiting on amendment (status, submitted_at);
