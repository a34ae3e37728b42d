-- Rows that every later step must keep.
insert into published_figure (id, fact, value, qualifier, unit, as_of, as_of_on, source, note, imported_at)
values ('00000000-0000-7000-8000-000000000120', 'networks', 55, 'exactly', 'networks', '30 กันยายน 2552', '2009-09-30', 'seed 002', null, '2026-11-21T05:00:00.000000Z');
