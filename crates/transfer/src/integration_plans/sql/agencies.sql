-- The rows of a plan ($1) by who carries them out: the code of an organisation known here, or its name as printed.
select organisation.code as agency, case when agency_id is null then agency_as_printed end as printed,
       cast(count(*) as bigint) as rows, cast(coalesce(sum(amount_satang), 0) as bigint) as amount
from plan_row
left join organisation on organisation.id = plan_row.agency_id
where plan_row.plan_id = $1 and plan_row.withdrawn_at is null
group by organisation.code, case when agency_id is null then agency_as_printed end
