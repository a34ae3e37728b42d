-- How many rows of a plan ($1) do not say who carries them out, or what they cost.
select cast(count(*) as bigint) as rows
from plan_row
where plan_id = $1 and withdrawn_at is null
  and (amount_satang is null or (agency_id is null and agency_as_printed is null))
