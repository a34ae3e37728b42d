-- Needs, projects, persons, services and budget of one fiscal year, by province.
-- $1 fiscal year; $2, $3 its first and last day. Rehearsals are left out. A need told twice is counted once.
-- A project counts in each province where it works; persons, services and money in that of their area.
select need.province, 'needs' as figure, cast(count(*) as bigint) as amount
from need
where need.practice = false and need.merged_into is null
  and need.received_on >= $2 and need.received_on <= $3
group by need.province
union all
select area.province, 'projects', cast(count(distinct project.id) as bigint)
from project
join area on area.project_id = project.id
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by area.province
union all
select area.province, 'persons', cast(count(*) as bigint)
from participant
join area on area.id = participant.area_id
join project on project.id = participant.project_id
where participant.practice = false and project.practice = false and participant.withdrawn_at is null
  and participant.transferred_on >= $2 and participant.transferred_on <= $3
group by area.province
union all
select area.province, 'services', cast(count(*) as bigint)
from activity
join area on area.id = activity.area_id
join project on project.id = activity.project_id
join attendance on attendance.activity_id = activity.id
join participant on participant.id = attendance.participant_id
where participant.practice = false and project.practice = false and participant.withdrawn_at is null
  and activity.held_on >= $2 and activity.held_on <= $3
group by area.province
union all
select area.province, 'granted', cast(coalesce(sum(budget_line.granted_before + budget_line.granted_now), 0) as bigint)
from budget_line
join area on area.id = budget_line.area_id
join project on project.id = budget_line.project_id
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by area.province
union all
select area.province, 'paid', cast(coalesce(sum(disbursement.amount), 0) as bigint)
from disbursement
join budget_line on budget_line.id = disbursement.budget_line_id
join project on project.id = budget_line.project_id
join area on area.id = budget_line.area_id
where project.practice = false and project.fiscal_year = $1 and disbursement.withdrawn_on is null
  and (project.status in ('approved', 'transferred', 'following_up', 'closed')
    or (project.status = 'cancelled' and project.was_public = true))
group by area.province
