-- A plan of one fiscal year is opened from that of the year before: which one, so that its lessons stand
-- beside the draft, and so that it is opened once.

alter table project add column continues_id uuid references project (id);
create index project_continues on project (continues_id);
