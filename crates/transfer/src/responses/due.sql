-- The areas of a clinic ($1) in which people who received the transfer between $2 and $3 have not
-- been followed up, the most pressing first: rehearsals alone, or none of them ($4).
select
    j.code as project_code,
    j.name_th,
    j.name_en,
    a.position,
    a.province,
    count(*) as due,
    min(p.transferred_on) as first_transfer
from area a
join project j on j.id = a.project_id
join participant p on p.area_id = a.id
where (case when j.practice then j.lead_clinic_id else coalesce(a.clinic_id, j.lead_clinic_id) end) = $1
    and j.practice = $4
    and j.status <> 'cancelled'
    and p.practice = $4
    and p.withdrawn_at is null
    and p.transferred_on between $2 and $3
    and not exists (
        select 1 from response r where r.participant_id = p.id and r.kind = 'follow_up' and not r.superseded)
group by j.code, j.name_th, j.name_en, a.position, a.province
order by first_transfer, j.code, a.position
limit 20
