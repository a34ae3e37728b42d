-- Rows that every later step must keep.
insert into questionnaire (id, kind, form_version, title, xlsx, xform, published_at)
values ('00000000-0000-7000-8000-000000000080', 'application', '1', 'แบบใบสมัคร', '', '<h/>', '2026-11-21T05:00:00.000000Z');
