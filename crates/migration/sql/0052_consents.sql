-- What participants said after they applied of the purposes their application asks about. Never changed: what stands of
-- a purpose is what was said last, and before anything was said, what the application says.

create table consent (
    id uuid primary key,
    participant_id uuid not null references participant (id) on delete cascade,
    purpose text not null check (purpose in ('contact', 'network', 'photo')),
    agreed boolean not null,
    said_on date not null,
    way text not null check (way in ('in_person', 'phone', 'paper', 'slip')),
    guardian text,                         -- who spoke for somebody under twenty
    relation text check (relation in ('mother', 'father', 'legal_guardian')),
    note text,
    made_by uuid,
    made_at timestamptz not null
);
create index consent_of on consent (participant_id, said_on);

-- Has anything been said of being contacted since the application? Then no correction of it says otherwise.
alter table participant add column contact_said boolean not null default false;
