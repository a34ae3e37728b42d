-- Rows that every later step must keep.
insert into participant_reminder (id, participant_id, area_id, kind, way, state, asked_by, asked_at, settled_at, answered)
values ('00000000-0000-7000-8000-000000000761', '00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000061', 'follow_up', 'sms', 'sent', null, '2026-11-24T09:00:00.000000Z', '2026-11-24T09:00:01.000000Z', null);
insert into participant_line (participant_id, line_user, linked_at)
values ('00000000-0000-7000-8000-000000000091', 'U00000000000000000000000000000001', '2026-11-24T09:00:00.000000Z');
