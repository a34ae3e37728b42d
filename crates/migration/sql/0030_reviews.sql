-- Proposals are judged: somebody declares that nothing binds them to whoever proposes, scores by the criteria of
-- the call and seals; nobody sees the other's before. The ministry decides, with reasons.

create table review (
    id uuid primary key,
    code text not null unique,
    project_id uuid not null references project (id),
    reviewer_id uuid not null references account (id),
    status text not null check (status in ('asked', 'reading', 'sealed', 'conflicted', 'withdrawn')),
    conflict text,                         -- what binds the reviewer to whoever proposes
    scores jsonb not null,                 -- {criterion id: score}
    to_proposer text not null,             -- what the proposer reads once it is decided
    to_ministry text not null,
    asked_at timestamptz not null,
    sealed_at timestamptz,
    plan_version integer,                  -- of the plan that was judged, once it is sealed
    version bigint not null,
    unique (project_id, reviewer_id)
);
create index review_of_reviewer on review (reviewer_id, status, id);

-- Who beside its own people was asked to read a proposal: identifiers of accounts.
alter table project add column readers jsonb;
-- What was decided about a proposal, and why.
alter table project add column outcome text check (outcome in ('selected', 'reserve', 'rejected'));
alter table project add column outcome_reason text;
alter table project add column outcome_at timestamptz;
create index project_decided on project (outcome_at);
