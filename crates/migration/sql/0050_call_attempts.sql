-- When somebody was called to be asked and what came of it; and who says that they cannot be reached, or can again.
-- Never changed: what stands of a person is the last of these. An answer itself says who asked, and when.

create table call_attempt (
    id uuid primary key,
    participant_id uuid not null references participant (id) on delete cascade,
    outcome text not null check (outcome in ('no_answer', 'call_again', 'wrong_number', 'unreachable', 'reachable')),
    call_on date,                          -- on which day they asked to be called again
    call_time text,                        -- and when on it, as they said it
    note text,                             -- a reason, where somebody cannot be reached
    made_by uuid,
    made_at timestamptz not null
);
create index call_attempt_of on call_attempt (participant_id, made_at);
