-- The provinces of those projects ($1: fiscal year).
select distinct area.project_id, area.province
from area
join project on project.id = area.project_id
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
