-- The items of plans of the state that those projects serve by their own plans ($1: fiscal year).
select project_plan_item.project_id, project_plan_item.plan_item_id
from project_plan_item
join project on project.id = project_plan_item.project_id
join plan_item on plan_item.id = project_plan_item.plan_item_id
where project.practice = false and project.fiscal_year = $1 and plan_item.withdrawn_at is null
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
order by project_plan_item.plan_item_id
