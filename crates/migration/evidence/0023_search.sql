-- Rows that every later step must keep.
insert into search_change (id, kind, record, position, at)
values ('00000000-0000-7000-8000-000000000220', 'technology', '00000000-0000-7000-8000-000000000041', 1, '2026-11-21T05:00:00.000000Z');
insert into thesaurus_entry (id, code, phrases, first_sort, region, source, note, checked, entered_by, invented, updated_at, version)
values ('00000000-0000-7000-8000-000000000221', 'W-1', 'ปลาร้า', '', 'northeast', 'project', null, false, null, false, '2026-11-21T05:00:00.000000Z', 1);
