-- Rows that every later step must keep.
insert into field_key (id, area_id, name, digest, made_by, made_at, expires_on, ended_at, used_at)
values ('00000000-0000-7000-8000-000000000520', '00000000-0000-7000-8000-000000000061', 'โทรศัพท์สมมติ', 'x', null, '2026-11-23T05:00:00.000000Z', '2026-12-31', null, null);
insert into submission (id, receipt, instance_id, questionnaire_id, kind, area_id, field_key_id, account_id, xml, sha256, answered_on, received_at, standing, problems, response_id, participant_id, replaces, reason, judged_by, judged_at, version)
values ('00000000-0000-7000-8000-000000000521', 'R1', 'uuid:2', '00000000-0000-7000-8000-000000000080', 'application', '00000000-0000-7000-8000-000000000061', '00000000-0000-7000-8000-000000000520', null, '<data/>', 'x', '2026-11-23', '2026-11-23T05:00:00.000000Z', 'has_issues', '[]', null, null, null, null, null, null, 1);
insert into submission_file (id, submission_id, name, file_key, bytes, sha256, received_at)
values ('00000000-0000-7000-8000-000000000522', '00000000-0000-7000-8000-000000000521', 'a.jpg', 'submissions/1', 3, 'x', '2026-11-23T05:00:00.000000Z');
