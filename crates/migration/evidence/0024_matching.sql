-- Rows that every later step must keep.
insert into sheet (record, kind, version, form, spelling, middle, understood)
values ('00000000-0000-7000-8000-000000000030', 'technology', 1, 1, '', null, null);
insert into technology_told (technology_id, about, word, answers, applied)
values ('00000000-0000-7000-8000-000000000030', 'group', 'farmers', 3, 2);
