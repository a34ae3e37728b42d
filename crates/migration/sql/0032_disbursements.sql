-- The money of a project once it is granted: the instalments in which it is released, what of it is carried over the
-- year's end, and of each payment what it was for, its papers, and how it was put right.

create table instalment (
    id uuid primary key,
    project_id uuid not null references project (id),
    number integer not null,               -- counted from one within its project, never given twice
    amount bigint not null check (amount > 0), -- satang
    terms text not null,                   -- what must be there before it is released
    due_on date not null,
    status text not null check (status in ('planned', 'released', 'withdrawn')),
    released_on date,
    document_number text,                  -- of the letter that released it
    reason text,                           -- why it was withdrawn
    created_at timestamptz not null,
    version bigint not null,
    unique (project_id, number)
);
create index instalment_due on instalment (status, due_on);

create table carry_over (
    id uuid primary key,
    project_id uuid not null references project (id),
    number integer not null,               -- as of an instalment
    reason text not null,
    until_on date not null,                -- the last day on which it may be spent
    status text not null check (status in ('asked', 'approved', 'declined')),
    asked_on date not null,
    asked_by uuid,                         -- somebody else decides
    decided_on date,
    declined_because text,
    created_at timestamptz not null,
    version bigint not null,
    unique (project_id, number)
);
create index carry_over_waiting on carry_over (status, asked_on);

create table carry_over_line (
    carry_over_id uuid not null references carry_over (id),
    budget_line_id uuid not null references budget_line (id),
    amount bigint not null check (amount > 0), -- satang
    primary key (carry_over_id, budget_line_id)
);

alter table disbursement add column project_id uuid references project (id);
alter table disbursement add column number integer; -- counted from one within its project, never given twice
alter table disbursement add column corrects_id uuid references disbursement (id); -- the payment of which this takes back a part: its amount is below nought
alter table disbursement add column carry_over_id uuid references carry_over (id); -- paid after the year's end, out of what was carried over
alter table disbursement add column paid_for text not null default '';
alter table disbursement add column document_number text;
alter table disbursement add column evidence_key text;
alter table disbursement add column evidence_name text;
alter table disbursement add column evidence_type text;
alter table disbursement add column withdrawn_on date;  -- found wrong: in no sum from then on
alter table disbursement add column withdrawn_because text;
alter table disbursement add column version bigint not null default 1;

update disbursement set project_id = (
    select budget_line.project_id from budget_line where budget_line.id = disbursement.budget_line_id
);
update disbursement set number = (
    select count(*) from disbursement earlier
    where earlier.project_id = disbursement.project_id
      and (earlier.recorded_at < disbursement.recorded_at
           or (earlier.recorded_at = disbursement.recorded_at and earlier.id <= disbursement.id))
);
create unique index disbursement_number on disbursement (project_id, number);
create index disbursement_in_order on disbursement (project_id, paid_on, id);
