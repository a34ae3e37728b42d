-- Rows that every later step must keep.
insert into match (id, need_id, technology_id, score, reasons, status, own_clinic, decided_by, decided_at, note)
values ('00000000-0000-7000-8000-000000000070', '00000000-0000-7000-8000-000000000040', '00000000-0000-7000-8000-000000000030', 800, '[]', 'confirmed', true, '00000000-0000-7000-8000-000000000020', '2026-11-21T05:00:00.000000Z', null);
