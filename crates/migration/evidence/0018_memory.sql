-- Rows that every later step must keep.
insert into past_project (id, code, fiscal_year, name_th, name_en, organiser, clinic_id, province, budget_satang, recipients, result, source, note, invented, updated_at)
values ('00000000-0000-7000-8000-000000000180', 'H-1', 2546, 'ตู้อบแห้ง', null, 'มหาวิทยาลัย', null, '92', 10000000, 40, null, 'report', null, false, '2026-11-21T05:00:00.000000Z');
insert into training (id, code, fiscal_year, name_th, name_en, starts_on, ends_on, place, aims, participants, source, note, invented, created_at, version)
values ('00000000-0000-7000-8000-000000000181', 'R-1', 2552, 'การเขียนเรื่องเผยแพร่', null, null, null, null, 'effectiveness', null, 'seed 002', null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into old_address (id, old, new, source, imported_at)
values ('00000000-0000-7000-8000-000000000182', '/online/pages/clinictech.asp', '/clinics', 'web', '2026-11-21T05:00:00.000000Z');
