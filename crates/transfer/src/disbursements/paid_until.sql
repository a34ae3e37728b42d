-- What was paid of a project's money up to a day, by line and day; what was withdrawn by then is in no sum.
-- $1 project; $2 the day.
select budget_line_id as line,
       paid_on,
       carry_over_id as carried,
       cast(sum(amount) as bigint) as amount
from disbursement
where project_id = $1
  and paid_on <= $2
  and (withdrawn_on is null or withdrawn_on > $2)
group by budget_line_id, paid_on, carry_over_id
order by paid_on
