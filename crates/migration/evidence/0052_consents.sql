-- Rows that every later step must keep.
insert into consent (id, participant_id, purpose, agreed, said_on, way, guardian, relation, note, made_by, made_at)
values ('00000000-0000-7000-8000-000000000751', '00000000-0000-7000-8000-000000000091', 'photo', false, '2026-11-24', 'slip', null, null, null, null, '2026-11-24T09:00:00.000000Z');
