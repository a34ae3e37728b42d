-- Rows that every later step must keep.
insert into opinion (id, code, tracking_code, project_id, area_id, channel, text, masked_text, name, contact, received_on, status, disposition, reason, considered_at, reply, replied_at, practice, invented, created_at, version)
values ('00000000-0000-7000-8000-000000000100', 'O1', 'AAAAA-CCCCC', '00000000-0000-7000-8000-000000000060', null, 'web', 'ดี', 'ดี', null, null, '2010-06-02', 'received', null, null, null, null, null, false, false, '2026-11-21T05:00:00.000000Z', 1);
