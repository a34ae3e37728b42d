-- Rows that every later step must keep.
insert into village (id, code, kind, name_th, name_en, name_sort, province, district, subdistrict, clinic_id, occupation, status, mother_id, source, note, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000150', 'V-ABCDE', 'host', 'บ้าน', null, '', '92', '9205', null, '00000000-0000-7000-8000-000000000011', 'จักสาน', 'developing', null, null, null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into village_year (village_id, fiscal_year) values ('00000000-0000-7000-8000-000000000150', 2553);
insert into village_word (word, village_id) values ('บ้าน', '00000000-0000-7000-8000-000000000150');
insert into village_progress (id, village_id, fiscal_year, told, value_chain, recorded_at)
values ('00000000-0000-7000-8000-000000000151', '00000000-0000-7000-8000-000000000150', 2553, 'เริ่มกลุ่ม', 'ต้นน้ำ', '2026-11-21T05:00:00.000000Z');
