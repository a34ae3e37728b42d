-- Where nothing fits a need, its clinic asks the whole network; other clinics answer with a technology of
-- their own, with words, or with both.
create table network_call (
    id uuid primary key,
    code text not null unique,
    need_id uuid not null references need (id),
    clinic_id uuid not null references clinic (id), -- who asks
    province text not null,                -- of the need, as it was when the call was opened
    tried text not null,                   -- what was tried, and why nothing fits
    until_on date not null,                -- by which answers are wanted
    status text not null check (status in ('open', 'answered', 'closed')),
    answered_by integer,                   -- the number of the answer that ended it
    reason text,                           -- why it ended
    because text check (because in ('chosen', 'declined', 'merged', 'in_project')), -- of the need's end, where that ended it
    invented boolean not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    version bigint not null
);
create unique index network_call_open on network_call (need_id) where status = 'open';
create index network_call_by_day on network_call (opened_at, id);
create index network_call_by_status on network_call (status, opened_at, id);
create index network_call_of_need on network_call (need_id, opened_at);
create index network_call_of_clinic on network_call (clinic_id, status, opened_at);

create table network_answer (
    id uuid primary key,
    call_id uuid not null references network_call (id),
    number integer not null,               -- within its call, from one
    clinic_id uuid not null references clinic (id), -- who answers
    technology_id uuid references technology (id),
    words text,
    answered_at timestamptz not null,
    withdrawn_at timestamptz,
    unique (call_id, number)
);
create index network_answer_of_clinic on network_answer (clinic_id, call_id);
