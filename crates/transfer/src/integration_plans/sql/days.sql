-- The days on which a plan ($1) or a row of it was changed that had been there before.
select day from integration_plan_day where plan_id = $1
union
select plan_row_day.day from plan_row_day
join plan_row on plan_row.id = plan_row_day.row_id
where plan_row.plan_id = $1
order by day desc
