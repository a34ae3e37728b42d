-- Projects as they stood: for each day on which one changed, how it stood when the day ended. A project that has no
-- row here has not changed since its `updated_at`.

create table project_day (
    project_id uuid not null references project (id),
    day date not null,                     -- in Thailand
    status text not null,                  -- of the project that day: tells what strangers may read
    state jsonb not null,                  -- the whole project, with its plan
    technologies jsonb not null,           -- what it transferred: identifiers
    primary key (project_id, day)
);
