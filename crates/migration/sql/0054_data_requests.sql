-- What participants ask of the clinic about their own data: a copy, a correction, or that it be deleted. It is answered or
-- refused with a reason within thirty days (Personal Data Protection Act B.E. 2562, section 30).

create table data_request (
    id uuid primary key,
    code text not null unique,
    participant_id uuid not null references participant (id) on delete cascade,
    area_id uuid not null references area (id),
    wish text not null check (wish in ('copy', 'correction', 'deletion')),
    words text,                            -- what they said of it
    way text not null check (way in ('in_person', 'phone', 'paper', 'slip')),
    asked_on date not null,
    due_on date not null,
    made_by uuid,
    made_at timestamptz not null,
    outcome text check (outcome in ('done', 'refused')),
    reason text,                           -- what was done, or why not
    settled_by uuid,
    settled_at timestamptz,
    check ((outcome is null) = (settled_at is null))
);
create index data_request_of on data_request (participant_id, asked_on);
create index data_request_open on data_request (area_id, due_on) where outcome is null;
