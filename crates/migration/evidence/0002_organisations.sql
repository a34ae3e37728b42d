-- Rows that every later step must keep.
insert into organisation (id, code, kind, name_th, name_en, name_sort, province, version)
values ('00000000-0000-7000-8000-000000000010', 'org', 'institute', 'สถาบัน', null, '', '92', 1);
insert into clinic (id, code, organisation_id, name_th, name_en, name_sort, province, contact, version)
values ('00000000-0000-7000-8000-000000000011', 'trang', '00000000-0000-7000-8000-000000000010', 'คลินิก', null, '', '92', null, 1);
insert into clinic_province (clinic_id, province) values ('00000000-0000-7000-8000-000000000011', '92');
insert into clinic_institute (clinic_id, organisation_id) values ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000010');
