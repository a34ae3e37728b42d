-- Requests of a clinic ($1, of all where it is null), of rehearsals alone or of none ($2): what is open first, the nearest
-- day first, then what was settled last. Whoever withdrew has no name any more.
select
    d.code,
    d.wish,
    d.asked_on,
    d.due_on,
    d.outcome,
    case when p.withdrawn_at is null then p.name end as name,
    j.code as project_code,
    a.province
from data_request d
join participant p on p.id = d.participant_id
join area a on a.id = d.area_id
join project j on j.id = a.project_id
where ($1 is null or (case when j.practice then j.lead_clinic_id else coalesce(a.clinic_id, j.lead_clinic_id) end) = $1)
    and j.practice = $2
order by case when d.outcome is null then 0 else 1 end, case when d.outcome is null then d.due_on end, d.settled_at desc, d.id
limit 200
