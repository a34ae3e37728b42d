-- What the tiles count, of one fiscal year, of the country ($4 = '') or of one province.
-- $1 fiscal year; $2, $3 its first and last day; $4 province. Rehearsals are left out. A need told twice is counted once;
-- one that strangers may not read is counted, for it was told. What is answered: Need::is_answered_for.
select 'needs' as figure, cast(count(*) as bigint) as amount
from need
where need.practice = false and need.merged_into is null
  and need.received_on >= $2 and need.received_on <= $3
  and ($4 = '' or need.province = $4)
union all
select 'needs_answered', cast(count(*) as bigint)
from need
where need.practice = false and need.merged_into is null
  and need.received_on >= $2 and need.received_on <= $3
  and (need.answer is not null or need.status in ('declined', 'in_project', 'answered'))
  and ($4 = '' or need.province = $4)
union all
select 'projects', cast(count(*) as bigint)
from project
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
  and ($4 = '' or exists (select 1 from area where area.project_id = project.id and area.province = $4))
union all
select 'persons', cast(count(*) as bigint)
from participant
join area on area.id = participant.area_id
join project on project.id = participant.project_id
where participant.practice = false and project.practice = false and participant.withdrawn_at is null
  and participant.transferred_on >= $2 and participant.transferred_on <= $3
  and ($4 = '' or area.province = $4)
union all
select 'services', cast(count(*) as bigint)
from activity
join area on area.id = activity.area_id
join project on project.id = activity.project_id
join attendance on attendance.activity_id = activity.id
join participant on participant.id = attendance.participant_id
where participant.practice = false and project.practice = false and participant.withdrawn_at is null
  and activity.held_on >= $2 and activity.held_on <= $3
  and ($4 = '' or area.province = $4)
union all
select 'granted', cast(coalesce(sum(budget_line.granted_before + budget_line.granted_now), 0) as bigint)
from budget_line
join project on project.id = budget_line.project_id
left join area on area.id = budget_line.area_id
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
  and ($4 = '' or area.province = $4)
union all
-- What was paid stays paid where the project was given up afterwards.
select 'paid', cast(coalesce(sum(disbursement.amount), 0) as bigint)
from disbursement
join budget_line on budget_line.id = disbursement.budget_line_id
join project on project.id = budget_line.project_id
left join area on area.id = budget_line.area_id
where project.practice = false and project.fiscal_year = $1 and disbursement.withdrawn_on is null
  and (project.status in ('approved', 'transferred', 'following_up', 'closed')
    or (project.status = 'cancelled' and project.was_public = true))
  and ($4 = '' or area.province = $4)
