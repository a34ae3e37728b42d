-- The rows of a plan ($1) by who carries them out: an organisation known here, or its name as printed.
select agency_id, case when agency_id is null then agency_as_printed end as printed,
       cast(count(*) as bigint) as rows, cast(coalesce(sum(amount_satang), 0) as bigint) as amount
from plan_row
where plan_id = $1 and withdrawn_at is null
group by agency_id, case when agency_id is null then agency_as_printed end
order by 4 desc, 3 desc, 2
