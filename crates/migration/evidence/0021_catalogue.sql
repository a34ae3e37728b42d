-- Rows that every later step must keep.
insert into technology_review (id, technology_id, clinic_id, verdict, reviewed_at)
values ('00000000-0000-7000-8000-000000000200', '00000000-0000-7000-8000-000000000030', '00000000-0000-7000-8000-000000000011', 'returned', '2026-11-21T05:00:00.000000Z');
insert into technology_remark (review_id, part, remark) values ('00000000-0000-7000-8000-000000000200', 'summary_th', 'ขอตัวเลขผลทดสอบ');
insert into technology_expert (id, technology_id, name, expertise_th, expertise_en, workplace, named, free, added_at)
values ('00000000-0000-7000-8000-000000000201', '00000000-0000-7000-8000-000000000030', 'ผู้เชี่ยวชาญสมมติ', 'การอบแห้ง', null, null, false, true, '2026-11-21T05:00:00.000000Z');
insert into technology_attachment (id, technology_id, number, kind, title_th, title_en, file_key, media_type, bytes, width, height, added_at)
values ('00000000-0000-7000-8000-000000000202', '00000000-0000-7000-8000-000000000030', 1, 'picture', 'ตู้อบกล้วย', null, 'technologies/1', 'image/jpeg', 1000, 640, 480, '2026-11-21T05:00:00.000000Z');
insert into interest (id, code, tracking_code, technology_id, clinic_id, name, contact, province, village, words, held, status, reply, need_id, invented, created_at, version)
values ('00000000-0000-7000-8000-000000000203', 'I-1', 'TRACKINGCO', '00000000-0000-7000-8000-000000000030', '00000000-0000-7000-8000-000000000011', 'ผู้สนใจสมมติ', '+66811111111', '92', null, 'อยากได้ตู้อบ', false, 'received', null, null, false, '2026-11-21T05:00:00.000000Z', 1);
