-- Budget lines of an area with what was paid.
-- $1 area; $2 first day of the quarter; $3 its last day.
select budget_line.label,
       budget_line.persons,
       budget_line.amount as planned,
       budget_line.granted_before + budget_line.granted_now as granted,
       cast(coalesce(sum(case when disbursement.paid_on >= $2 then disbursement.amount end), 0) as bigint) as quarter,
       cast(coalesce(sum(disbursement.amount), 0) as bigint) as total
from budget_line
left join disbursement on disbursement.budget_line_id = budget_line.id
  and disbursement.paid_on <= $3
  and disbursement.withdrawn_on is null
where budget_line.area_id = $1
group by budget_line.id, budget_line.position, budget_line.label, budget_line.persons,
         budget_line.amount, budget_line.granted_before, budget_line.granted_now
order by budget_line.position
