-- Our own projects of a fiscal year ($1) that are approved or further: who leads, and what they cost.
select project.id, project.name_th, project.name_en, project.stated_total, project.responsible,
       clinic.organisation_id
from project
left join clinic on clinic.id = project.lead_clinic_id
where project.practice = false and project.fiscal_year = $1
  and project.status in ('approved', 'transferred', 'following_up', 'closed')
order by project.id
