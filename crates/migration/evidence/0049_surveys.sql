-- Rows that every later step must keep.
insert into survey (id, code, clinic_id, title, made_by, made_at, closed_at, version)
values ('00000000-0000-7000-8000-000000000560', 'S70-1', null, 'แบบสำรวจสมมติ', null, '2026-11-23T05:00:00.000000Z', null, 1);
insert into survey_edition (id, survey_id, number, form_version, title, xlsx, xform, becomes, mapping, notes, try_code, made_by, made_at, published_at)
values ('00000000-0000-7000-8000-000000000561', '00000000-0000-7000-8000-000000000560', 1, '1', 'แบบสำรวจสมมติ', 'x', '<h/>', 'need', '{}', null, 'T1', null, '2026-11-23T05:00:00.000000Z', '2026-11-23T06:00:00.000000Z');
insert into survey_answer (id, receipt, survey_id, edition_id, answers, became, given_at, keyed_by)
values ('00000000-0000-7000-8000-000000000562', 'R1', '00000000-0000-7000-8000-000000000560', '00000000-0000-7000-8000-000000000561', '{}', '[]', '2026-11-23T07:00:00.000000Z', null);
