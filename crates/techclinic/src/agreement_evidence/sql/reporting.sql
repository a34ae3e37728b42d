-- How many records each clinic wrote from one day ($1) to another ($2): needs, days of activities,
-- progress reports handed in. Rehearsals are left out, and needs that go on with another.
select written.clinic_id as clinic_id, cast(count(*) as bigint) as records
from (
  select need.clinic_id as clinic_id
  from need
  where need.practice = false and need.merged_into is null and need.clinic_id is not null
    and need.received_on >= $1 and need.received_on <= $2
  union all
  select area.clinic_id
  from activity
  join area on area.id = activity.area_id
  join project on project.id = activity.project_id
  where project.practice = false and area.clinic_id is not null and activity.held_on >= $1 and activity.held_on <= $2
  union all
  select progress_report.clinic_id
  from progress_report
  where progress_report.practice = false and progress_report.clinic_id is not null
    and progress_report.received_on >= $1 and progress_report.received_on <= $2
) written
group by written.clinic_id
