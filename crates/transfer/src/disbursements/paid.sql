-- What was paid of a project's money, by line and day; what was withdrawn is in no sum.
-- $1 project.
select budget_line_id as line,
       paid_on,
       carry_over_id as carried,
       cast(sum(amount) as bigint) as amount
from disbursement
where project_id = $1
  and withdrawn_on is null
group by budget_line_id, paid_on, carry_over_id
order by paid_on
