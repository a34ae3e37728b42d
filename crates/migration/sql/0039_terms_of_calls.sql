-- Of a call: from which regions clinics may propose, and of what a project's ceiling is a ceiling.

alter table proposal_call add column regions text not null default '';  -- words of regions with spaces between; empty: the whole country
alter table proposal_call add column ceiling_of text not null default 'whole' check (ceiling_of in ('whole', 'ministry'));
