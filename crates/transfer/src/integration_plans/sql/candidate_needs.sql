-- The needs of those projects ($1: fiscal year), what was told first before.
select project_need.project_id, project_need.need_id
from project_need
join project on project.id = project_need.project_id
join need on need.id = project_need.need_id
where project.practice = false and project.fiscal_year = $1 and need.practice = false
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
order by need.received_on, need.id
