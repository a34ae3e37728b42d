-- What documents tell is corrected and withdrawn like any record: its changes are counted, and what was
-- withdrawn stays, with the day and the reason.
alter table past_project add column version bigint not null default 1;
alter table past_project add column withdrawn_at timestamptz;
alter table past_project add column withdrawn_because text;

alter table training add column withdrawn_at timestamptz;
alter table training add column withdrawn_because text;

alter table published_figure add column code text;
alter table published_figure add column version bigint not null default 1;
alter table published_figure add column withdrawn_at timestamptz;
alter table published_figure add column withdrawn_because text;
-- Those that are there are numbered as they came.
update published_figure set code = 'F-' || cast(
    (select count(*) from published_figure as other where other.id <= published_figure.id) as text);
create unique index published_figure_by_code on published_figure (code);
