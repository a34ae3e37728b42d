-- A later last day for money that was carried over the year's end: asked for, decided, and what the day was before.

create table carry_over_extension (
    id uuid primary key,
    carry_over_id uuid not null references carry_over (id),
    number integer not null,               -- counted from one within what is carried over
    before_on date not null,               -- the last day until then
    until_on date not null,                -- the last day from then on
    reason text not null,
    status text not null check (status in ('asked', 'approved', 'declined')),
    asked_on date not null,
    asked_by uuid,                         -- somebody else decides
    decided_on date,
    declined_because text,
    unique (carry_over_id, number)
);
create index carry_over_extension_waiting on carry_over_extension (status, asked_on);
