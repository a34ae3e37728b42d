-- Rows that every later step must keep.
insert into project_attachment (id, project_id, kind, asked_id, title_th, title_en, may_publish, file_key, media_type, bytes, width, height, sha256, added_at)
values ('00000000-0000-7000-8000-000000000330', '00000000-0000-7000-8000-000000000060', 'picture', null, 'ชาวบ้านตากกล้วยริมทาง', null, false, 'projects/x', 'image/jpeg', 1024, 640, 480, 'x', '2026-11-23T05:00:00.000000Z');
