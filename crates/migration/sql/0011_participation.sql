-- What citizens say about the work, and what came of it.

create table opinion (
    id uuid primary key,
    code text not null unique,
    tracking_code text not null unique,
    project_id uuid references project (id),
    area_id uuid references area (id),
    clinic_id uuid references clinic (id), -- responsible; the ministry when null
    channel text not null check (channel in ('web', 'hotline', 'forum', 'survey')),
    text text not null,
    masked_text text not null,             -- what is public: numbers of persons and telephones hidden
    name text,                             -- never public
    contact text,                          -- never public
    received_on date not null,
    status text not null check (status in ('received', 'published', 'disposed', 'withheld')),
    disposition text check (disposition in ('accepted', 'partly', 'not_accepted')),
    reason text,
    considered_at text,                    -- meeting or person that considered it
    reply text,
    replied_at timestamptz,
    practice boolean not null,
    invented boolean not null,
    created_at timestamptz not null,
    version bigint not null
);
create index opinion_of_project on opinion (project_id, received_on desc, id desc);
create index opinion_by_status on opinion (status, received_on, id);
create index opinion_of_clinic on opinion (clinic_id, status, received_on, id);
create index opinion_newest on opinion (received_on desc, id desc);

-- The words of the masked text, by which an opinion is found.
create table opinion_word (
    word text not null,
    opinion_id uuid not null references opinion (id),
    primary key (word, opinion_id)
);
