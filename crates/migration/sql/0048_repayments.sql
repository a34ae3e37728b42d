-- What a clinic gave back to the ministry of the money that it was given and did not spend.

create table repayment (
    id uuid primary key,
    project_id uuid not null references project (id),
    number integer not null,               -- counted from one within its project, never given twice
    returned_on date not null,
    amount bigint not null check (amount > 0), -- satang
    document_number text not null,         -- of the receipt or the letter
    withdrawn_on date,                     -- found wrong: in no sum from then on
    withdrawn_because text,
    recorded_at timestamptz not null,
    version bigint not null,
    unique (project_id, number)
);
