-- Rows that every later step must keep.
insert into paper_pack (id, code, area_id, questionnaire_id, kind, answered_on, layout, file_key, made_by, made_at)
values ('00000000-0000-7000-8000-000000000741', 'PACK1-00001', '00000000-0000-7000-8000-000000000061', '00000000-0000-7000-8000-000000000080', 'application', '2026-11-24', '{"pages":[]}', 'paper/1', null, '2026-11-24T05:00:00.000000Z');
insert into paper_sheet (id, pack_id, position, code, participant_id, receipt)
values ('00000000-0000-7000-8000-000000000742', '00000000-0000-7000-8000-000000000741', 0, 'SHEET-00001', '00000000-0000-7000-8000-000000000091', null);
insert into paper_page (sheet_id, page, file_key, readings, brought_at)
values ('00000000-0000-7000-8000-000000000742', 1, 'paper/2', '[]', '2026-11-24T05:00:00.000000Z');
