-- Rows that every later step must keep.
insert into instalment (id, project_id, number, amount, terms, due_on, status, released_on, document_number, reason, created_at, version)
values ('00000000-0000-7000-8000-000000000310', '00000000-0000-7000-8000-000000000060', 1, 10000000, 'เมื่ออนุมัติโครงการ', '2010-04-15', 'released', '2010-04-16', 'วท 0001/2553', null, '2026-11-21T05:00:00.000000Z', 2);
insert into carry_over (id, project_id, number, reason, until_on, status, asked_on, asked_by, decided_on, declined_because, created_at, version)
values ('00000000-0000-7000-8000-000000000311', '00000000-0000-7000-8000-000000000060', 1, 'น้ำท่วม', '2011-03-31', 'approved', '2010-09-01', null, '2010-09-20', null, '2026-11-21T05:00:00.000000Z', 2);
insert into carry_over_line (carry_over_id, budget_line_id, amount)
values ('00000000-0000-7000-8000-000000000311', '00000000-0000-7000-8000-000000000062', 100);
insert into disbursement (id, budget_line_id, paid_on, amount, note, recorded_at, project_id, number, corrects_id, carry_over_id, paid_for, document_number, evidence_key, evidence_name, evidence_type, withdrawn_on, withdrawn_because, version)
values ('00000000-0000-7000-8000-000000000312', '00000000-0000-7000-8000-000000000062', '2010-10-15', 100, null, '2026-11-21T05:00:00.000000Z', '00000000-0000-7000-8000-000000000060', 2, null, '00000000-0000-7000-8000-000000000311', 'ค่าวัสดุ', '1/2554', 'disbursements/x', 'ใบเสร็จ.pdf', 'application/pdf', '2010-10-20', 'ลงซ้ำ', 2);
