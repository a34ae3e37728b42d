-- Rows that every later step must keep.
insert into budget_line (id, project_id, position, label, area_id, expense_class, persons, amount, granted_before, granted_now, note, source)
values ('00000000-0000-7000-8000-000000000700', '00000000-0000-7000-8000-000000000060', 2, 'ค่าวิทยากร', null, '', null, 1000000, 0, 1000000, null, 'ministry');
