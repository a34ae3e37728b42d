-- Rows that every later step must keep.
insert into signed_copy (id, project_id, plan_version, file_key, file_name, file_type, sha256, because, added_at)
values ('00000000-0000-7000-8000-000000000340', '00000000-0000-7000-8000-000000000060', 1, 'projects/y', 'แผนที่ลงนาม.pdf', 'application/pdf', 'x', 'ฉบับแรกขาดหน้า 3', '2026-11-23T05:00:00.000000Z');
