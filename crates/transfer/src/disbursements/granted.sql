-- When a project was approved, as the trail has it.
-- $1 project; $2 the verb of approving.
select at
from audit
where subject_id = $1
  and verb = $2
order by id desc
limit 1
