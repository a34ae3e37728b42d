-- What search follows: which records changed, in an order that every process sees alike; and which words
-- mean the same to the network.

-- A line is written within the act that changes a record. Committed lines are numbered afterwards, so that
-- no number becomes visible after a higher one; old lines are taken away, the newest always stays.
create table search_change (
    id uuid primary key,
    kind text not null,                    -- which table the record stands in
    record uuid not null,
    position bigint unique,                -- null: not numbered yet
    at timestamptz not null
);
create index search_change_waiting on search_change (id) where position is null;
create index search_change_of_kind on search_change (kind, position);

-- Phrases that stand for each other: what a village says beside what a catalogue says.
create table thesaurus_entry (
    id uuid primary key,
    code text not null unique,
    phrases text not null,                 -- one a line, two at least
    first_sort bytea not null,             -- of the first phrase, in Thai order
    region text,                           -- where the local word is spoken; null: everywhere
    source text not null,
    note text,
    checked boolean not null,              -- has somebody who speaks so looked at it?
    entered_by uuid,                       -- account; null: the program itself
    invented boolean not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index thesaurus_entry_in_order on thesaurus_entry (first_sort, id);
