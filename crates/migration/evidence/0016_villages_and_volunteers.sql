-- Rows that every later step must keep.
insert into village (id, code, kind, name_th, name_en, name_sort, province, district, subdistrict, clinic_id, occupation, status, mother_id, source, note, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000150', 'V-ABCDE', 'host', 'บ้าน', null, '', '92', '9205', null, '00000000-0000-7000-8000-000000000011', 'จักสาน', 'developing', null, null, null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into village_year (village_id, fiscal_year) values ('00000000-0000-7000-8000-000000000150', 2553);
insert into village_word (word, village_id) values ('บ้าน', '00000000-0000-7000-8000-000000000150');
insert into village_progress (id, village_id, fiscal_year, told, value_chain, recorded_at)
values ('00000000-0000-7000-8000-000000000151', '00000000-0000-7000-8000-000000000150', 2553, 'เริ่มกลุ่ม', 'ต้นน้ำ', '2026-11-21T05:00:00.000000Z');
insert into volunteer_network (id, code, name_th, name_en, name_sort, province, clinic_id, since, source, note, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000160', 'VN-TRANG', 'เครือข่าย อสวท. ตรัง', null, '', '92', '00000000-0000-7000-8000-000000000011', 2547, null, null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into volunteer (id, code, card, network_id, name, name_sort, given_key, family_key, alike, province, district, subdistrict, phone, skills, joined_on, status, named, source, merged_into, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000161', 'M-ABCDE-FGH', 'ABCDE-FGHJK', '00000000-0000-7000-8000-000000000160', 'นางสมมติ ใจดี', '', '', '', 'x', '92', null, null, null, null, '2010-05-10', 'active', false, null, null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into volunteer_deed (id, volunteer_id, kind, on_day, told, recorded_at)
values ('00000000-0000-7000-8000-000000000162', '00000000-0000-7000-8000-000000000161', 'referral', '2010-05-10', 'แนะนำให้ติดต่อคลินิก', '2026-11-21T05:00:00.000000Z');
