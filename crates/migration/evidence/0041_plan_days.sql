-- Rows that every later step must keep.
insert into integration_plan_day (plan_id, day, state)
values ('00000000-0000-7000-8000-000000000281', '2011-10-01', '{}');
insert into plan_row_day (row_id, day, line)
values ('00000000-0000-7000-8000-000000000282', '2011-10-01', null);
insert into plan_edition (plan_id, edition, state, lines, published)
values ('00000000-0000-7000-8000-000000000281', 1, '{}', '', true);
