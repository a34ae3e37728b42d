-- Rows that every later step must keep.
insert into technology (id, code, name_th, name_en, summary_th, summary_en, field, kind, holder, credit, consent, clinic_id, province, readiness, conditions, evidence, status, invented, name_sort, updated_at, version)
values ('00000000-0000-7000-8000-000000000030', 'T1', 'เทคโนโลยี', null, 'สรุป', null, 'food', 'research', null, null, null, '00000000-0000-7000-8000-000000000011', '92', 7, null, null, 'published', false, '', '2026-11-21T05:00:00.000000Z', 1);
insert into technology_word (word, technology_id, weight) values ('กล้วย', '00000000-0000-7000-8000-000000000030', 3);
insert into technology_benefit (technology_id, benefit, claimed, reported) values ('00000000-0000-7000-8000-000000000030', 'income', true, 0);
insert into technology_outcome (technology_id, answers, applied) values ('00000000-0000-7000-8000-000000000030', 1, 1);
insert into technology_term (word) values ('กล้วย');
