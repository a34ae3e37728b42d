-- Rows that every later step must keep.
insert into project_day (project_id, day, status, state, technologies)
values ('00000000-0000-7000-8000-000000000060', '2010-04-01', 'approved', '{}', '[]');
