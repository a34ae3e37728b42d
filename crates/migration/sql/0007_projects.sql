-- Projects: from the proposal to the last line of the plan. One project works in many areas, each
-- with a responsible clinic; what belongs to an area is that clinic's alone.

create table project (
    id uuid primary key,
    code text not null unique,
    name_th text not null,
    name_en text,
    name_sort bytea not null,
    fiscal_year integer not null,          -- Buddhist era
    programme text not null,               -- consulting, transfer, incubation, village, volunteers, integration, participation
    lead_clinic_id uuid references clinic (id), -- null: the ministry's own office leads
    topic text not null,
    selection_reasons text not null,       -- one a line
    rationale text not null,
    objectives text not null,              -- one a line
    benefits text not null,                -- one a line
    method text not null,                  -- one step a line
    monitoring text not null,              -- tools of follow-up and evaluation, one a line
    responsible text not null,             -- lead first, one a line
    starts_on date,
    ends_on date,
    period_as_printed text,                -- the source's own words, slips included
    budget_source text not null,
    stated_total bigint not null,          -- satang; what the plan says it costs
    stated_persons integer not null,       -- what the plan says it reaches
    offsetting boolean not null,           -- lines may offset one another (ถัวจ่าย)
    participation_level text check (participation_level in ('inform', 'consult', 'involve', 'collaborate', 'empower')),
    level_evidence text not null,
    status text not null check (status in ('draft', 'submitted', 'returned', 'published', 'approved', 'transferred', 'following_up', 'closed', 'cancelled')),
    reason text,                           -- why it was returned or cancelled
    submitted_by uuid,                     -- somebody else signs
    signed_by text,
    signed_position text,
    signed_on date,
    source text,                           -- the document it was taken from
    edition text,                          -- what that document calls its own version
    plan_version integer not null,         -- counts signed versions
    pending_follow_up boolean not null,    -- closed while answers are still due
    practice boolean not null,
    invented boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index project_newest on project (practice, fiscal_year desc, id desc);
create index project_by_status on project (practice, status, fiscal_year desc, id desc);
create index project_of_clinic on project (lead_clinic_id, id);

create table project_word (
    word text not null,
    project_id uuid not null references project (id),
    primary key (word, project_id)
);
create index project_word_of on project_word (project_id);

-- Every signed or submitted version, whole, as it was.
create table project_version (
    id uuid primary key,
    project_id uuid not null references project (id),
    plan_version integer not null,
    made_at timestamptz not null,
    made_by uuid,
    signed_by text,
    snapshot jsonb not null,
    unique (project_id, plan_version)
);

create table project_need (
    project_id uuid not null references project (id),
    need_id uuid not null references need (id),
    primary key (project_id, need_id)
);
create index project_need_of on project_need (need_id);

create table project_technology (
    project_id uuid not null references project (id),
    technology_id uuid not null references technology (id),
    primary key (project_id, technology_id)
);
create index project_technology_of on project_technology (technology_id);

create table area (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    province text not null,
    clinic_id uuid references clinic (id), -- responsible
    clinic_as_printed text,                -- what the document calls whoever is, where it names no clinic known here
    as_printed text not null               -- the source's own words, never corrected
);
create index area_of_project on area (project_id, position);
create index area_of_clinic on area (clinic_id);
create index area_of_province on area (province);

create table area_place (
    id uuid primary key,
    area_id uuid not null references area (id),
    position integer not null,
    as_printed text not null,
    code text,                             -- official code, once a person confirmed it
    local_government_id uuid references local_government (id),
    remark text                            -- how the source and the code differ, as a message (JSON)
);
create index area_place_of on area_place (area_id, position);

create table target_group (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    group_kind text not null,
    label text not null
);
create index target_group_of on target_group (project_id, position);

create table project_indicator (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    code text not null,                    -- recipients, satisfaction_benefit, application
    name_th text not null,
    name_en text,
    unit text not null check (unit in ('persons', 'percent')),
    target bigint not null,                -- persons, or hundredths of a percent
    instrument text,                       -- application, evaluation, follow_up
    formula text not null,                 -- name and version of the formula
    unique (project_id, code)
);

create table budget_line (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    label text not null,
    area_id uuid references area (id),
    expense_class text not null,
    persons integer,
    amount bigint not null,                -- satang, planned
    granted_before bigint not null,
    granted_now bigint not null,
    note text
);
create index budget_line_of on budget_line (project_id, position);

create table disbursement (
    id uuid primary key,
    budget_line_id uuid not null references budget_line (id),
    paid_on date not null,
    amount bigint not null,
    note text,
    recorded_at timestamptz not null
);
create index disbursement_of on disbursement (budget_line_id, paid_on);

create table funding_share (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    source text not null check (source in ('own', 'ministry', 'other')),
    label text not null,
    share bigint not null                  -- hundredths of a percent
);
create index funding_share_of on funding_share (project_id, position);

create table schedule_item (
    id uuid primary key,
    project_id uuid not null references project (id),
    position integer not null,
    label text not null,
    marks_printed integer not null,        -- how many marks the source has in this row
    remark text
);
create index schedule_item_of on schedule_item (project_id, position);

create table schedule_mark (
    id uuid primary key,
    schedule_item_id uuid not null references schedule_item (id),
    kind text not null check (kind in ('plan', 'actual')),
    month date not null,                   -- its first day
    exact_on date
);
create index schedule_mark_of on schedule_mark (schedule_item_id, month);
