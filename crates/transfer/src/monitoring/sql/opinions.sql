-- Opinions of citizens about an area, and how many were answered.
-- A rehearsal counts its own rehearsals, real work none.
-- $1 area; $2 first day of the quarter; $3 its last day.
select count(case when received_on >= $2 then 1 end) as quarter,
       count(*) as total,
       count(case when received_on >= $2 and replied_at is not null then 1 end) as answered_quarter,
       count(case when replied_at is not null then 1 end) as answered
from opinion
where area_id = $1
  and practice = (select project.practice from area join project on project.id = area.project_id where area.id = $1)
  and received_on <= $3
