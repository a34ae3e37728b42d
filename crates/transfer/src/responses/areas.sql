-- For each area of a project ($1): who received the transfer, N, and how many were followed up, n.
select
    a.id,
    j.id as project,
    j.code as project_code,
    j.name_th,
    j.name_en,
    j.status,
    j.practice,
    a.position,
    a.province,
    case when j.practice then j.lead_clinic_id else coalesce(a.clinic_id, j.lead_clinic_id) end as clinic,
    (select count(*) from participant p
        where p.area_id = a.id and p.practice = j.practice and p.withdrawn_at is null and p.transferred_on is not null) as participants,
    (select count(*) from response r join participant p on p.id = r.participant_id
        where r.area_id = a.id and r.kind = 'follow_up' and not r.superseded and p.practice = j.practice and p.withdrawn_at is null) as follow_ups
from area a
join project j on j.id = a.project_id
where a.project_id = $1
order by a.position
