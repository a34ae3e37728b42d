-- Rows that every later step must keep.
insert into screening (id, project_id, eligible, reason, plan_version, screened_at, screened_by)
values ('00000000-0000-7000-8000-000000000701', '00000000-0000-7000-8000-000000000060', true, 'ต่ออายุบันทึกความร่วมมือแล้ว', 1, '2026-11-24T05:00:00.000000Z', '00000000-0000-7000-8000-000000000020');
