-- Accepted and locked reports, the newest first; only the latest such revision of each.
-- $1 begin below this id; $2 fiscal year or null; $3 quarter or null; $4 how many.
select report.*, project.code as project_code, area.position, area.province
from progress_report report
join project on project.id = report.project_id
join area on area.id = report.area_id
where report.status in ('accepted', 'locked')
  and report.practice = false
  and report.id < $1
  and ($2 is null or report.fiscal_year = $2)
  and ($3 is null or report.quarter = $3)
  and not exists (
    select 1 from progress_report later
    where later.area_id = report.area_id
      and later.fiscal_year = report.fiscal_year
      and later.quarter = report.quarter
      and later.status in ('accepted', 'locked')
      and later.revision > report.revision)
order by report.id desc
limit $4
