-- Rows that every later step must keep.
insert into review (id, code, project_id, reviewer_id, status, conflict, scores, to_proposer, to_ministry, asked_at, sealed_at, version)
select '00000000-0000-7000-8000-000000000300', 'RV-1', project.id, account.id, 'sealed', null, '{}', 'ชัดเจน', '', '2010-05-10 00:00:00+00:00', '2010-05-12 00:00:00+00:00', 3
from (select id from project order by id limit 1) as project, (select id from account order by id limit 1) as account;
