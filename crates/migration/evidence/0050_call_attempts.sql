-- Rows that every later step must keep.
insert into call_attempt (id, participant_id, outcome, call_on, call_time, note, made_by, made_at)
values ('00000000-0000-7000-8000-000000000731', '00000000-0000-7000-8000-000000000091', 'call_again', '2010-07-20', 'หลังหกโมงเย็น', null, null, '2026-11-21T05:00:00.000000Z');
