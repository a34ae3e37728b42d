-- Rows that every later step must keep.
insert into data_request (id, code, participant_id, area_id, wish, words, way, asked_on, due_on, made_by, made_at, outcome, reason, settled_by, settled_at)
values ('00000000-0000-7000-8000-000000000771', 'DATA1-REQ01', '00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000061', 'copy', null, 'slip', '2026-11-24', '2026-12-24', null, '2026-11-24T10:00:00.000000Z', null, null, null, null);
