-- The areas of a clinic ($1) where something that telephones sent waits to be put right, the oldest first.
select
    j.code as project_code,
    j.name_th,
    j.name_en,
    a.position,
    a.province,
    count(*) as waiting,
    min(s.received_at) as since
from area a
join project j on j.id = a.project_id
join submission s on s.area_id = a.id
where coalesce(a.clinic_id, j.lead_clinic_id) = $1
    and j.practice = false
    and s.standing = 'has_issues'
group by j.code, j.name_th, j.name_en, a.position, a.province
order by since, j.code, a.position
limit 20
