-- Rows that every later step must keep.
insert into holiday (id, day, kind, name_th, name_en, source, created_at)
values ('00000000-0000-7000-8000-000000000210', '2027-01-04', 'substitution', 'ชดเชย', null, 'มติคณะรัฐมนตรี', '2026-11-21T05:00:00.000000Z');
insert into promise (id, valid_from, received_days, in_analysis_days, matched_days, replied_days, in_project_days, climb_days, pause_days, note, set_at)
values ('00000000-0000-7000-8000-000000000211', '2026-11-21', 3, 30, null, 60, null, 5, 10, null, '2026-11-21T05:00:00.000000Z');
update need set since = '2010-05-10', due_on = '2010-05-24', climbed = 1 where code = 'N53-ABCDE';
insert into need_remark (id, need_id, kind, text_th, said_on, said_at)
values ('00000000-0000-7000-8000-000000000212', '00000000-0000-7000-8000-000000000040', 'question', 'กล้วยพันธุ์อะไร', '2010-05-11', '2026-11-21T05:00:00.000000Z');
insert into need_file (id, need_id, kind, media_type, file_key, bytes, caption, may_publish, public, added_at)
values ('00000000-0000-7000-8000-000000000213', '00000000-0000-7000-8000-000000000040', 'photo', 'image/jpeg', 'needs/1', 100, null, false, false, '2026-11-21T05:00:00.000000Z');
insert into need_escalation (id, need_id, stage, level, due_on, climbed_on)
values ('00000000-0000-7000-8000-000000000214', '00000000-0000-7000-8000-000000000040', 'received', 1, '2010-05-24', '2010-05-25');
insert into need_recovery (id, need_id, digest, expires_at, tries, used_at)
values ('00000000-0000-7000-8000-000000000215', '00000000-0000-7000-8000-000000000040', 'x', '2026-11-22T05:00:00.000000Z', 0, null);
