-- The items that the rows of a plan ($1) with numbers from $2 to $3 cite, in the order of the rows.
select plan_row.number, plan_item.code as item
from plan_row
join plan_row_item on plan_row_item.row_id = plan_row.id
join plan_item on plan_item.id = plan_row_item.item_id
where plan_row.plan_id = $1 and plan_row.number between $2 and $3 and plan_row.withdrawn_at is null
order by plan_row.number, plan_item.code
