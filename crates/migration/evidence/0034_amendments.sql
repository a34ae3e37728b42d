-- Rows that every later step must keep.
insert into amendment (id, project_id, number, reason, before, after, status, begun_by, submitted_by, submitted_at, decided_by, decided_at, decision, plan_version, created_at, version)
values ('00000000-0000-7000-8000-000000000340', '00000000-0000-7000-8000-000000000060', 1, 'น้ำท่วมพื้นที่เดิม', '{}', '{}', 'approved', null, null, '2010-06-01 00:00:00+00:00', null, '2010-06-05 00:00:00+00:00', 'เห็นชอบ', 2, '2010-05-30 00:00:00+00:00', 3);
