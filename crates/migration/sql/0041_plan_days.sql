-- Integration plans as they stood. Before the first change of a day it is kept how the plan, or a row of it, stood
-- when the day began; what was entered that day had not been there. What stands now and these together say how a
-- plan stood when any day ended.

create table integration_plan_day (
    plan_id uuid not null references integration_plan (id),
    day date not null,                     -- in Thailand
    state jsonb not null,                  -- the plan, without its rows
    primary key (plan_id, day)
);

create table plan_row_day (
    row_id uuid not null references plan_row (id),
    day date not null,                     -- in Thailand
    line text,                             -- as the seal has it; null: it was withdrawn
    primary key (row_id, day)
);

-- What was sealed each time a plan was frozen, so that a broken seal shows what was changed, and everybody reads
-- the edition that was published last while the next is made.
create table plan_edition (
    plan_id uuid not null references integration_plan (id),
    edition integer not null,
    state jsonb not null,                  -- the plan, without its rows
    lines text not null,                   -- the text that the digest is of
    published boolean not null,
    primary key (plan_id, edition)
);
