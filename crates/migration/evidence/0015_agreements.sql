-- Rows that every later step must keep.
insert into agreement (id, code, kind, clinic_id, title_th, signed_on, term_years, certain_from, certain_to, over_after, sorted_on, invented, created_at, version)
values ('00000000-0000-7000-8000-000000000140', 'A53-ABCDE', 'clinic', '00000000-0000-7000-8000-000000000011', 'บันทึกความร่วมมือ', '2009-12-21', 2, '2009-12-21', '2011-12-20', '2011-12-20', '2009-12-21', false, '2026-11-21T05:00:00.000000Z', 1);
insert into agreement_party (agreement_id, number, organisation_id, name)
values ('00000000-0000-7000-8000-000000000140', 1, '00000000-0000-7000-8000-000000000010', 'สถาบัน');
insert into agreement_signatory (agreement_id, number, name, position)
values ('00000000-0000-7000-8000-000000000140', 1, 'ผู้ลงนาม', 'อธิการบดี');
insert into appointment (id, code, post, clinic_id, name, account_id, starts_on, invented, created_at, version)
values ('00000000-0000-7000-8000-000000000141', 'AP70-ABCDE', 'clinic_manager', '00000000-0000-7000-8000-000000000011', 'ผู้จัดการ', '00000000-0000-7000-8000-000000000020', '2026-10-01', false, '2026-11-21T05:00:00.000000Z', 1);
insert into reminder_sent (account_id, reminder, stage, sent_on)
values ('00000000-0000-7000-8000-000000000020', 'agreement A53-ABCDE', '180', '2026-11-21');
