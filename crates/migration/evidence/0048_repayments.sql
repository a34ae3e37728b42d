-- Rows that every later step must keep.
insert into repayment (id, project_id, number, returned_on, amount, document_number, withdrawn_on, withdrawn_because, recorded_at, version)
values ('00000000-0000-7000-8000-000000000721', '00000000-0000-7000-8000-000000000060', 1, '2026-11-20', 30000, 'บร 7/2569', null, null, '2026-11-21T05:00:00.000000Z', 1);
