-- Rows that every later step must keep.
insert into past_project (id, code, fiscal_year, name_th, name_en, organiser, clinic_id, province, budget_satang, recipients, result, source, note, invented, updated_at, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000230', 'H-2', 2547, 'ปุ๋ยหมัก', null, 'สถาบัน', null, null, null, null, null, 'report', null, false, '2026-11-21T05:00:00.000000Z', 2, '2026-11-22T05:00:00.000000Z', 'บันทึกซ้ำ');
insert into training (id, code, fiscal_year, name_th, name_en, starts_on, ends_on, place, aims, participants, source, note, invented, created_at, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000231', 'R-2', 2553, 'การวิเคราะห์', null, null, null, null, '', null, null, null, false, '2026-11-21T05:00:00.000000Z', 2, '2026-11-22T05:00:00.000000Z', 'บันทึกซ้ำ');
insert into published_figure (id, fact, value, qualifier, unit, as_of, as_of_on, source, note, note_en, imported_at, code, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000232', 'networks', 55, 'exactly', 'เครือข่าย', '30 กันยายน 2552', '2009-09-30', 'news', null, null, '2026-11-21T05:00:00.000000Z', 'F-EVIDENCE', 2, '2026-11-22T05:00:00.000000Z', 'บันทึกซ้ำ');
