-- Rows that every later step must keep.
insert into local_government (id, code, kind, name_th, name_en, name_sort, aliases, province, district, subdistrict, source, created_at, version)
values ('00000000-0000-7000-8000-000000000050', 'L1', 'subdistrict_municipality', 'เกล็ดแก้ว', null, '', 'เกร็ดแก้ว', '20', '2009', '200904', 'seed 000', '2026-11-21T05:00:00.000000Z', 1);
