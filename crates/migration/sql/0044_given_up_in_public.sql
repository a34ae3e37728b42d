-- Of a project that was given up: could strangers read it then? What was approved, and perhaps paid, stays public.

alter table project add column was_public boolean not null default false;
update project
set was_public = true
where status = 'cancelled'
  and (exists (select 1 from audit where audit.subject_id = project.id and audit.verb = 'project.approve')
    or exists (select 1 from project_day
               where project_day.project_id = project.id
                 and project_day.status in ('published', 'approved', 'transferred', 'following_up', 'closed')));
