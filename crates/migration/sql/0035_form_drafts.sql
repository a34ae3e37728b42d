-- What is being typed into long forms, kept for its writer until the form is saved: nobody's record.

create table form_draft (
    account_id uuid not null references account (id),
    key text not null,                     -- of the form, as its page writes it
    fields jsonb not null,                 -- [[name, text]]
    saved_at timestamptz not null,
    primary key (account_id, key)
);
create index form_draft_of_form on form_draft (key, saved_at);
create index form_draft_by_age on form_draft (saved_at);
