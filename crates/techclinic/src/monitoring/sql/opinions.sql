-- Opinions of citizens about an area, and how many were answered.
-- $1 area; $2 first day of the quarter; $3 its last day.
select count(case when received_on >= $2 then 1 end) as quarter,
       count(*) as total,
       count(case when received_on >= $2 and replied_at is not null then 1 end) as answered_quarter,
       count(case when replied_at is not null then 1 end) as answered
from opinion
where area_id = $1
  and practice = false
  and received_on <= $3
