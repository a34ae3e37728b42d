-- Requests that are to be answered by a day ($1), with the clinic that answers them.
select d.code, d.due_on, coalesce(a.clinic_id, j.lead_clinic_id) as clinic
from data_request d
join area a on a.id = d.area_id
join project j on j.id = a.project_id
where d.outcome is null and d.due_on <= $1 and not j.practice
order by d.due_on, d.id
