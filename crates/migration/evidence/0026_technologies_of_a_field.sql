-- Rows that every later step must keep.
insert into technology (id, code, name_th, name_en, summary_th, summary_en, field, kind, holder, credit, consent, clinic_id, province, readiness, conditions, evidence, status, invented, name_sort, updated_at, version)
values ('00000000-0000-7000-8000-000000000260', 'T26', 'เทคโนโลยีด้านพลังงาน', null, 'สรุป', null, 'พลังงาน', 'research', null, null, null, '00000000-0000-7000-8000-000000000011', '92', 7, null, null, 'published', false, '', '2026-11-23T05:00:00.000000Z', 1);
