-- What the records of a clinic ($1) show from one day ($2) to another ($3). Rehearsals are left out.
-- A need told twice is counted once.
select 'people' as finding, cast(count(*) as bigint) as amount
from appointment
where appointment.clinic_id = $1 and appointment.starts_on <= $3
  and (appointment.ends_on is null or appointment.ends_on >= $2)
union all
select 'needs_received', cast(count(*) as bigint)
from need
where need.practice = false and need.merged_into is null and need.clinic_id = $1
  and need.received_on >= $2 and need.received_on <= $3
union all
select 'executives', cast(count(*) as bigint)
from appointment
join clinic_province on clinic_province.province = appointment.province
where appointment.post = 'provincial_executive' and clinic_province.clinic_id = $1 and appointment.starts_on <= $3
  and (appointment.ends_on is null or appointment.ends_on >= $2)
union all
select 'needs_analysed', cast(count(distinct analysis.need_id) as bigint)
from analysis
join need on need.id = analysis.need_id
where need.practice = false and need.clinic_id = $1 and analysis.held_on >= $2 and analysis.held_on <= $3
union all
select 'technologies', cast(count(*) as bigint)
from technology
where technology.clinic_id = $1 and technology.status = 'published'
union all
select 'local_wisdom', cast(count(*) as bigint)
from technology
where technology.clinic_id = $1 and technology.status = 'published' and technology.kind = 'local_wisdom'
union all
select 'projects', cast(count(*) as bigint)
from project
where project.practice = false and project.lead_clinic_id = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
  and project.starts_on <= $3 and project.ends_on >= $2
union all
select 'transfers', cast(count(*) as bigint)
from activity
join area on area.id = activity.area_id
join project on project.id = activity.project_id
where project.practice = false and area.clinic_id = $1 and activity.kind = 'transfer'
  and activity.held_on >= $2 and activity.held_on <= $3
union all
select 'persons', cast(count(*) as bigint)
from participant
join area on area.id = participant.area_id
join project on project.id = participant.project_id
where participant.practice = false and project.practice = false and participant.withdrawn_at is null
  and area.clinic_id = $1 and participant.transferred_on >= $2 and participant.transferred_on <= $3
union all
select 'projects_funded', cast(count(distinct project.id) as bigint)
from project
join funding_share on funding_share.project_id = project.id and funding_share.source = 'ministry'
where project.practice = false and project.lead_clinic_id = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
  and project.starts_on <= $3 and project.ends_on >= $2
union all
select 'network_technologies', cast(count(*) as bigint)
from technology
where technology.status = 'published'
union all
select 'transfers_funded', cast(count(distinct activity.id) as bigint)
from activity
join area on area.id = activity.area_id
join project on project.id = activity.project_id
join funding_share on funding_share.project_id = project.id and funding_share.source = 'ministry'
where project.practice = false and area.clinic_id = $1 and activity.kind = 'transfer'
  and activity.held_on >= $2 and activity.held_on <= $3
