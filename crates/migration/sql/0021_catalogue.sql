-- The catalogue whole: what a technology needs and costs, whose it is and under which terms, its
-- pictures, papers and experts; reviewed by another clinic, renewed every two years; and who is
-- interested in it.

alter table technology add column requirements_th text;
alter table technology add column requirements_en text;
alter table technology add column conditions_en text;
alter table technology add column evidence_en text;
alter table technology add column cost_least bigint;       -- satang; null: nobody has said
alter table technology add column cost_most bigint;        -- satang
alter table technology add column cost_th text;            -- what it is for
alter table technology add column cost_en text;
alter table technology add column property text;           -- intellectual property
alter table technology add column property_note text;      -- its number, and whose it is
alter table technology add column holder_kind text;        -- of local wisdom
alter table technology add column credit_en text;
alter table technology add column consented_on date;       -- when the holder agreed
alter table technology add column disclosure text;         -- how much of it the holder lets everybody read
alter table technology add column commercial text;         -- may it be used for profit
alter table technology add column builds_on uuid references technology (id);
alter table technology add column waiting_since timestamptz; -- for a reviewer of another clinic
alter table technology add column published_on date;       -- for the first time
alter table technology add column reviewed_on date;
alter table technology add column reviewed_by uuid references clinic (id);
alter table technology add column renew_by date;           -- null: two years after the last change
alter table technology add column hidden boolean not null default false; -- laid aside as a draft, which nobody else read
create index technology_waiting on technology (waiting_since, id);
create index technology_to_renew on technology (status, renew_by);

create table technology_review (
    id uuid primary key,
    technology_id uuid not null references technology (id),
    clinic_id uuid references clinic (id), -- of whoever reviewed; null: the program, as it sets up
    verdict text not null check (verdict in ('approved', 'returned')),
    reviewed_at timestamptz not null
);
create index technology_review_of on technology_review (technology_id, reviewed_at);

-- What a reviewer asks to be mended, beside which field.
create table technology_remark (
    review_id uuid not null references technology_review (id),
    part text not null,                    -- the field; empty: the whole
    remark text not null,
    primary key (review_id, part)
);

create table technology_expert (
    id uuid primary key,
    technology_id uuid not null references technology (id),
    name text not null,                    -- public only where named is true
    expertise_th text not null,
    expertise_en text,
    workplace text,
    named boolean not null,                -- agreed to stand on public pages by name
    free boolean not null,                 -- takes on further work
    added_at timestamptz not null
);
create index technology_expert_of on technology_expert (technology_id, added_at, id);

-- Pictures and papers. The signed consent of a holder is one of them, and never public.
create table technology_attachment (
    id uuid primary key,
    technology_id uuid not null references technology (id),
    number integer not null,               -- grows in the order in which they came; never used twice
    kind text not null,
    title_th text not null,                -- of a picture what it shows, for those who do not see it
    title_en text,
    file_key text not null,
    media_type text not null,
    bytes bigint not null,
    width integer,                         -- of a picture, in pixels
    height integer,
    added_at timestamptz not null,
    unique (technology_id, number)
);

create table interest (
    id uuid primary key,
    code text not null unique,
    tracking_code text not null unique,
    technology_id uuid not null references technology (id),
    clinic_id uuid not null references clinic (id), -- who answers: the clinic of the province
    name text not null,                    -- never public
    contact text not null,                 -- never public
    province text not null,
    village text,
    words text not null,                   -- never public
    held boolean not null,                 -- the words are for its clinic to read first
    status text not null check (status in ('received', 'answered', 'taken_up', 'closed')),
    reply text,                            -- for whoever asked
    need_id uuid references need (id),     -- what the clinic made of it
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index interest_waiting on interest (clinic_id, status, created_at, id);
create index interest_of_technology on interest (technology_id, status);
