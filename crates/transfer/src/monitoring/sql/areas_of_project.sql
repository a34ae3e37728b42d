-- The areas of a project; a rehearsal is its leading clinic's affair alone. $1 the project's code.
select project.id as project, project.code as project_code, project.name_th, project.name_en,
       project.starts_on, project.ends_on, project.status as project_status, project.practice,
       area.id as area, area.position, area.province, area.as_printed,
       case when project.practice then project.lead_clinic_id else area.clinic_id end as clinic
from project
join area on area.project_id = project.id
where project.code = $1
order by area.position
