-- Rows that every later step must keep.
insert into technology_attachment (id, technology_id, number, kind, title_th, title_en, file_key, media_type, bytes, width, height, sha256, added_at)
values ('00000000-0000-7000-8000-000000000500', '00000000-0000-7000-8000-000000000030', 2, 'manual', 'คู่มือการสร้าง', null, 'technologies/2', 'application/pdf', 2000, null, null, 'x', '2026-11-23T05:00:00.000000Z');
