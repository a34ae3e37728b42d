-- Rows that every later step must keep.
insert into carry_over_extension (id, carry_over_id, number, before_on, until_on, reason, status, asked_on, asked_by, decided_on, declined_because)
values ('00000000-0000-7000-8000-000000000711', '00000000-0000-7000-8000-000000000311', 1, '2011-03-31', '2011-06-30', 'ผู้รับจ้างส่งงานล่าช้า', 'approved', '2011-03-01', null, '2011-03-10', null);
