-- Calls for proposals: who may propose what, for which year and money, judged by what. What a call asks for is
-- data of the ministry's, and does not change once it is announced.

create table proposal_call (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    about text not null,                   -- what it is for; public
    fiscal_year integer not null,          -- Buddhist era
    programme text not null,               -- code of a line of work
    opens_at timestamptz not null,
    closes_at timestamptz not null,        -- the first moment at which nothing is taken any more
    needs_agreement boolean not null,      -- the clinic has an agreement in force
    needs_appointment boolean not null,    -- who hands in was appointed director or manager
    most_per_clinic integer,               -- proposals of one clinic; null: any number
    available bigint,                      -- satang in all; null: not said
    ceiling bigint,                        -- satang of one project; null: none
    expense_classes jsonb not null,        -- [{name, most}]; empty: any
    criteria jsonb not null,               -- [{id, name, about, weight}], weights in hundredths of a percent
    documents jsonb not null,              -- [{id, name, needed}]
    score_most integer not null,           -- the highest score of one criterion
    reviewers integer not null,            -- how many must score each proposal
    status text not null check (status in ('draft', 'announced', 'withdrawn')),
    reason text,                           -- why it was withdrawn, or closes later than announced
    announced_at timestamptz,
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index proposal_call_newest on proposal_call (fiscal_year desc, id desc);
create index proposal_call_closing on proposal_call (status, closes_at);

-- A proposal answers a call, or none.
alter table project add column call_id uuid references proposal_call (id);
create index project_of_call on project (call_id, status);
-- Why it takes up nobody's need, where it does not.
alter table project add column without_need text;
