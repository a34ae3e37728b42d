-- What every plan comes to: its rows that stand, and what they cost as far as it is told.
select plan_id, cast(count(*) as bigint) as rows, cast(coalesce(sum(amount_satang), 0) as bigint) as amount
from plan_row
where withdrawn_at is null
group by plan_id
