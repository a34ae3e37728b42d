-- Rows that every later step must keep.
insert into programme (id, code, name_th, name_en, scope, least_level, source, updated_at, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000280', 'pilot', 'แผนงานนำร่อง', null, null, 'involve', 'ประกาศ', '2010-04-01 00:00:00+00:00', 2, null, null);
