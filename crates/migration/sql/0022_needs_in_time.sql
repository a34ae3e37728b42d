-- What a village is promised: days on which nobody works, how long each stage of a need may take, and
-- what happens when it takes longer; needs told twice, pictures and voices, questions asked back.

create table holiday (
    id uuid primary key,
    day date not null unique,
    kind text not null check (kind in ('religious', 'ploughing', 'substitution', 'cabinet', 'worked')),
    name_th text not null,
    name_en text,
    source text not null,                  -- which announcement says so
    created_at timestamptz not null
);

create table promise (
    id uuid primary key,
    valid_from date not null,              -- of two of one day the later written one holds
    received_days integer,                 -- working days; null: nothing is promised
    in_analysis_days integer,
    matched_days integer,
    replied_days integer,                  -- matched and replied to, while no project works on it
    in_project_days integer,
    climb_days integer not null,           -- working days from one level to the next
    pause_days integer not null,           -- working days for which a question asked back stops the clock
    note text,
    set_at timestamptz not null
);
create index promise_by_day on promise (valid_from, set_at);

alter table need add column shown text not null default 'shown';         -- shown, flagged, withheld
alter table need add column shown_reason text;                           -- why it is not shown
alter table need add column hidden_numbers boolean not null default false; -- numbers were taken out of the words
alter table need add column since date;                                  -- when its stage began
alter table need add column due_on date;                                 -- the day promised for that stage
alter table need add column climbed integer not null default 0;          -- 1 head, 2 centre, 3 ministry
alter table need add column merged_into uuid references need (id);       -- the need that tells the same
create index need_due on need (practice, due_on, id);
create index need_merged on need (merged_into);
create index need_shown on need (shown, clinic_id);

create table need_remark (
    id uuid primary key,
    need_id uuid not null references need (id),
    kind text not null check (kind in ('question', 'reply')),
    text_th text not null,
    said_on date not null,
    said_at timestamptz not null
);
create index remark_of_need on need_remark (need_id, said_at);

create table need_file (
    id uuid primary key,
    need_id uuid not null references need (id),
    kind text not null check (kind in ('photo', 'voice')),
    media_type text not null,
    file_key text not null,
    bytes bigint not null,
    caption text,
    may_publish boolean not null,          -- whoever gave it agreed
    public boolean not null,
    added_at timestamptz not null
);
create index file_of_need on need_file (need_id, added_at);

create table need_escalation (
    id uuid primary key,
    need_id uuid not null references need (id),
    stage text not null,
    level integer not null,
    due_on date not null,                  -- what had been promised
    climbed_on date not null,
    unique (need_id, stage, due_on, level)
);

-- A tracking code that was lost: whoever calls is given a word with which to fetch it themselves.
create table need_recovery (
    id uuid primary key,
    need_id uuid not null references need (id),
    digest text not null,                  -- of that word
    expires_at timestamptz not null,
    tries integer not null,
    used_at timestamptz
);
create index recovery_of_need on need_recovery (need_id, expires_at);
