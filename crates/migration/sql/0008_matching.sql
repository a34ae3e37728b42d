-- Which technology answers which need, why, and who decided.

create table match (
    id uuid primary key,
    need_id uuid not null references need (id),
    technology_id uuid not null references technology (id),
    score integer not null,                -- thousandths
    reasons jsonb not null,                -- as they were shown
    status text not null check (status in ('confirmed', 'rejected')),
    own_clinic boolean not null,           -- found in the clinic's own house
    decided_by uuid,
    decided_at timestamptz not null,
    note text,
    unique (need_id, technology_id)
);
create index match_of_technology on match (technology_id);
