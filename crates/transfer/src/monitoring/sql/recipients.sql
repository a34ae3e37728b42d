-- Persons who received a transfer in an area, by sex and kind of group.
-- A rehearsal counts its own rehearsals, real work none.
-- $1 area; $2 first day of the quarter; $3 its last day.
select coalesce(sex, 'unstated') as sex,
       group_kind,
       count(case when transferred_on >= $2 then 1 end) as quarter,
       count(*) as total
from participant
where area_id = $1
  and practice = (select project.practice from area join project on project.id = area.project_id where area.id = $1)
  and withdrawn_at is null
  and transferred_on <= $3
group by coalesce(sex, 'unstated'), group_kind
