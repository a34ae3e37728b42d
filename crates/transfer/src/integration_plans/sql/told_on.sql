-- The rows of a plan ($1) that came from citizens' needs, by the day on which the need was told.
select need.received_on as day, cast(count(*) as bigint) as rows,
       cast(coalesce(sum(plan_row.amount_satang), 0) as bigint) as amount
from plan_row
join need on need.id = plan_row.need_id
where plan_row.plan_id = $1 and plan_row.withdrawn_at is null
group by need.received_on
order by need.received_on
