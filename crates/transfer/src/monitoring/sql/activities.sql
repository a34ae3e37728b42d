-- Activities of an area by kind, and the attendances at them (services).
-- A rehearsal counts its own rehearsals, real work none.
-- $1 area; $2 first day of the quarter; $3 its last day.
select activity.kind,
       count(distinct case when activity.held_on >= $2 then activity.id end) as quarter,
       count(distinct activity.id) as total,
       count(case when activity.held_on >= $2 then participant.id end) as services_quarter,
       count(participant.id) as services
from activity
left join attendance on attendance.activity_id = activity.id
left join participant on participant.id = attendance.participant_id
  and participant.practice = (select project.practice from area join project on project.id = area.project_id where area.id = $1)
  and participant.withdrawn_at is null
where activity.area_id = $1
  and activity.held_on <= $3
group by activity.kind
order by activity.kind
