-- Rows that every later step must keep.
insert into activity (id, project_id, area_id, kind, title, held_on, place, note, recorded_at, version)
values ('00000000-0000-7000-8000-000000000090', '00000000-0000-7000-8000-000000000060', '00000000-0000-7000-8000-000000000061', 'transfer', 'ถ่ายทอด', '2010-06-01', 'ศาลา', null, '2026-11-21T05:00:00.000000Z', 1);
insert into participant (id, code, project_id, area_id, name, phone, sex, age_band, group_kind, village, consented, registered_on, transferred_on, withdrawn_at, practice, recorded_at, version)
values ('00000000-0000-7000-8000-000000000091', 'S1', '00000000-0000-7000-8000-000000000060', '00000000-0000-7000-8000-000000000061', 'ชื่อสมมติ', null, 'female', null, 'housewives', null, true, '2010-06-01', '2010-06-01', null, false, '2026-11-21T05:00:00.000000Z', 1);
insert into attendance (activity_id, participant_id) values ('00000000-0000-7000-8000-000000000090', '00000000-0000-7000-8000-000000000091');
insert into response (id, instance_id, questionnaire_id, kind, participant_id, project_id, area_id, mode, answered_on, keyed_by, answers, revision, superseded, recorded_at)
values ('00000000-0000-7000-8000-000000000092', 'uuid:1', '00000000-0000-7000-8000-000000000080', 'application', '00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000060', '00000000-0000-7000-8000-000000000061', 'paper', '2010-06-01', null, '{}', 1, false, '2026-11-21T05:00:00.000000Z');
insert into response_value (response_id, name, value) values ('00000000-0000-7000-8000-000000000092', 'sex', 'female');
