-- Rows that every later step must keep.
insert into form_draft (account_id, key, fields, saved_at)
select id, 'project-P53-PLAN-about', '[["topic", "อบกล้วย"]]', '2026-11-23T05:00:00.000000Z' from account;
