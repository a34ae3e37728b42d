-- Rows that every later step must keep.
insert into network_call (id, code, need_id, clinic_id, province, tried, until_on, status, answered_by, reason, invented, opened_at, closed_at, version)
values ('00000000-0000-7000-8000-000000000250', 'NC-AAAAA-BBB', '00000000-0000-7000-8000-000000000040', '00000000-0000-7000-8000-000000000011', '92', 'ลองแล้วไม่เหมาะ', '2026-12-21', 'answered', 1, null, false, '2026-11-21T05:00:00.000000Z', '2026-11-22T05:00:00.000000Z', 3);
insert into network_answer (id, call_id, number, clinic_id, technology_id, words, answered_at, withdrawn_at)
values ('00000000-0000-7000-8000-000000000251', '00000000-0000-7000-8000-000000000250', 1, '00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000030', null, '2026-11-21T05:00:00.000000Z', null);
