-- Rows that every later step must keep.
insert into need (id, code, tracking_code, text_th, submitted_by, contact, group_kind, province, district, subdistrict, village, channel, received_on, clinic_id, status, reason, answer, practice, invented, created_at, updated_at, version)
values ('00000000-0000-7000-8000-000000000040', 'N53-ABCDE', 'AAAAA-BBBBB', 'ต้องการ', null, null, 'housewives', '92', null, null, null, 'web', '2010-05-10', '00000000-0000-7000-8000-000000000011', 'received', null, null, false, false, '2026-11-21T05:00:00.000000Z', '2026-11-21T05:00:00.000000Z', 1);
insert into need_word (word, need_id) values ('ต้องการ', '00000000-0000-7000-8000-000000000040');
insert into analysis (id, need_id, held_on, place, attendees, minutes, problem, recorded_at)
values ('00000000-0000-7000-8000-000000000041', '00000000-0000-7000-8000-000000000040', '2010-05-11', 'ศาลา', 12, 'บันทึก', 'ปัญหา', '2026-11-21T05:00:00.000000Z');
