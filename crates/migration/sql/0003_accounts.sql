-- Who may sign in, with which rights where, and the sessions and tokens they hold.

create table account (
    id uuid primary key,
    email text not null unique,            -- lower case
    name text not null,
    password_hash text,                    -- Argon2id; null until set
    disabled_at timestamptz,
    created_at timestamptz not null,
    version bigint not null
);

create table role_grant (
    id uuid primary key,
    account_id uuid not null references account (id),
    role text not null,
    scope text not null check (scope in ('network', 'region', 'province', 'clinic')),
    region text,
    province text,
    clinic_id uuid references clinic (id),
    valid_from date not null,
    valid_to date
);
create index role_grant_of_account on role_grant (account_id);

create table session (
    id uuid primary key,
    account_id uuid not null references account (id),
    digest bytea not null unique,          -- SHA-256 of the cookie's secret
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    device text not null,
    practice boolean not null              -- is practice mode on?
);
create index session_of_account on session (account_id);

create table api_token (
    id uuid primary key,
    account_id uuid references account (id),
    name text not null,
    digest bytea not null unique,
    scope text not null check (scope in ('read', 'write')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
);
