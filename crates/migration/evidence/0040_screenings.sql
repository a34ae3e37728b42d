-- Rows that every later step must keep.
insert into screening (id, project_id, eligible, reason, plan_version, screened_at)
values ('00000000-0000-7000-8000-000000000370', '00000000-0000-7000-8000-000000000060', false, 'ยังไม่มีบันทึกความร่วมมือ', 1, '2026-11-23T05:00:00.000000Z');
