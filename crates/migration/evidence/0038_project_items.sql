-- Rows that every later step must keep.
insert into project_plan_item (project_id, plan_item_id)
values ('00000000-0000-7000-8000-000000000060', '00000000-0000-7000-8000-000000000280');
