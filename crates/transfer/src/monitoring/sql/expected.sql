-- Areas that owe a report for a quarter, each with the latest revision there is.
-- A rehearsal is its leading clinic's affair alone.
-- $1, $2 the quarter's first and last day; $3 fiscal year; $4 quarter; $5 a clinic, or null for all;
-- $6 rehearsals alone, or none.
select project.id as project, project.code as project_code, project.name_th, project.name_en,
       project.starts_on, project.ends_on, project.status as project_status, project.practice,
       area.id as area, area.position, area.province, area.as_printed,
       case when project.practice then project.lead_clinic_id else area.clinic_id end as clinic,
       clinic.name_th as clinic_th, clinic.name_en as clinic_en,
       report.status, report.revision, report.due_on, report.received_on
from project
join area on area.project_id = project.id
left join clinic on clinic.id = case when project.practice then project.lead_clinic_id else area.clinic_id end
left join progress_report report on report.area_id = area.id
  and report.fiscal_year = $3
  and report.quarter = $4
  and not exists (
    select 1 from progress_report later
    where later.area_id = report.area_id
      and later.fiscal_year = report.fiscal_year
      and later.quarter = report.quarter
      and later.revision > report.revision)
where project.starts_on <= $2
  and project.ends_on >= $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
  and project.practice = $6
  and ($5 is null or (case when project.practice then project.lead_clinic_id else area.clinic_id end) = $5)
order by project.code, area.position
