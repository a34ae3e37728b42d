-- The messages by which participants are reminded to answer, and which of them LINE knows. Where a message went is not
-- kept: it is looked up when the message leaves.

create table participant_reminder (
    id uuid primary key,
    participant_id uuid not null references participant (id) on delete cascade,
    area_id uuid not null references area (id),
    kind text not null check (kind in ('evaluation', 'follow_up')),
    way text not null check (way in ('line', 'sms')),
    state text not null check (state in ('waiting', 'sent', 'refused', 'dropped')),
    asked_by uuid,
    asked_at timestamptz not null,
    settled_at timestamptz,
    answered integer                       -- the number by which a service refused
);
create index participant_reminder_of on participant_reminder (participant_id, asked_at);
create index participant_reminder_of_area on participant_reminder (area_id, asked_at);

create table participant_line (
    participant_id uuid primary key references participant (id) on delete cascade,
    line_user text not null,
    linked_at timestamptz not null
);
create index participant_line_of_user on participant_line (line_user);
