-- Whether a proposal may be judged at all: what the ministry said of its eligibility, each time it said it. The last counts.

create table screening (
    id uuid primary key,
    project_id uuid not null references project (id),
    eligible boolean not null,
    reason text,                           -- needed where it is not, and where another was said before
    plan_version integer not null,         -- the version that was looked at
    screened_at timestamptz not null
);
create index screening_of_project on screening (project_id);
