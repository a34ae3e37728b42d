-- How rows of a plan ($1) stood when days after $2 began, the latest first.
select plan_row.id, plan_row.number, plan_row_day.line
from plan_row_day
join plan_row on plan_row.id = plan_row_day.row_id
where plan_row.plan_id = $1 and plan_row_day.day > $2
order by plan_row_day.day desc
