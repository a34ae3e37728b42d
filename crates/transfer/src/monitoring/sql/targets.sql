-- What a project promised. $1 project.
select code, name_th, name_en, unit, target, formula
from project_indicator
where project_id = $1
order by position, code
