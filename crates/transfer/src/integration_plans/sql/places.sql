-- The rows of a plan ($1) by the provinces they name together.
select provinces, cast(count(*) as bigint) as rows, cast(coalesce(sum(amount_satang), 0) as bigint) as amount
from plan_row
where plan_id = $1 and withdrawn_at is null
group by provinces
order by provinces
