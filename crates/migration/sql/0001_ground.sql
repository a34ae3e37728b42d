-- What the ground keeps for every feature: the trail, work to be done, writes not to be repeated.

create table audit (
    id uuid primary key,
    at timestamptz not null,
    actor_kind text not null,              -- person, anyone, system:part
    actor_id uuid,
    verb text not null,                    -- noun.verb
    subject_id uuid not null,
    subject_code text,
    facts jsonb not null,                  -- personal values only as salted digests
    salt bytea,                            -- erased with the person; outside the chain
    request_id uuid,
    chain_position bigint unique,          -- null until sealed
    chain_digest bytea
);
create index audit_of_subject on audit (subject_id, id);
create index audit_by_verb on audit (verb, id);
create index audit_unsealed on audit (id) where chain_position is null;

create table job (
    id uuid primary key,
    kind text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    tries integer not null,
    leased_until timestamptz,
    done_at timestamptz,
    error text
);
create index job_due on job (run_at) where done_at is null;

create table once (
    key text primary key,
    outcome text not null,
    at timestamptz not null
);
create index once_by_age on once (at);
