-- Items of the plans of the state that a project serves by its own plan.

create table project_plan_item (
    project_id uuid not null references project (id),
    plan_item_id uuid not null references plan_item (id),
    primary key (project_id, plan_item_id)
);
create index project_plan_item_of_item on project_plan_item (plan_item_id);
