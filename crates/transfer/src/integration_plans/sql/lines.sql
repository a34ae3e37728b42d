-- The rows of a plan ($1) with numbers from $2 to $3, as its open file and its seal have them.
select plan_row.id, integration_plan.fiscal_year, plan_row.number, plan_row.code, plan_row.name_th, plan_row.name_en,
       organisation.code as agency, plan_row.agency_as_printed, plan_row.provinces, plan_row.amount_satang,
       plan_row.mechanism, plan_row.counterparts, plan_row.beneficiaries, need.code as need, project.code as project
from plan_row
join integration_plan on integration_plan.id = plan_row.plan_id
left join organisation on organisation.id = plan_row.agency_id
left join need on need.id = plan_row.need_id
left join project on project.id = plan_row.project_id
where plan_row.plan_id = $1 and plan_row.number between $2 and $3 and plan_row.withdrawn_at is null
order by plan_row.number
