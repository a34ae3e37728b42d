-- Rows that every later step must keep.
insert into volunteer (id, code, card, network_id, name, name_sort, given_key, family_key, alike, province, district, subdistrict, phone, skills, joined_on, status, named, source, merged_into, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000190', 'M-ABCDE-LEFT', 'ABCDE-KMNPQ', '00000000-0000-7000-8000-000000000160', 'นายสมมติ จากไป', '', '', '', 'y', '92', null, null, null, null, null, 'left', false, null, null, false, '2026-11-21T05:00:00.000000Z', 1);
