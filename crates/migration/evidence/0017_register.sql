-- Rows that every later step must keep.
insert into organisation (id, code, kind, name_th, name_en, name_sort, province, version)
values ('00000000-0000-7000-8000-000000000170', 'most', 'ministry_office', 'กระทรวง', null, '', null, 1);
insert into organisation (id, code, kind, name_th, name_en, name_sort, province, version)
values ('00000000-0000-7000-8000-000000000171', 'mhesi', 'ministry_office', 'กระทรวงใหม่', null, '', null, 1);
insert into organisation_name (organisation_id, position, name_th, name_en, short, valid_from, valid_to, source)
values ('00000000-0000-7000-8000-000000000170', 1, 'กระทรวง', null, 'วท.', null, '2010-05-09', 'เอกสาร');
insert into organisation_succession (predecessor_id, successor_id, succeeded_on, source)
values ('00000000-0000-7000-8000-000000000170', '00000000-0000-7000-8000-000000000171', null, 'เอกสาร');
insert into province_group_member (id, definition, name_th, name_en, province, valid_from, valid_to, source, verified)
values ('00000000-0000-7000-8000-000000000172', 2551, 'ใต้ชายแดน', null, '90', null, null, 'เอกสาร', true);
insert into regional_centre (id, code, name_th, name_en, province, covers, valid_from, valid_to, source)
values ('00000000-0000-7000-8000-000000000173', 'centre-1', 'ศวภ.', null, '50', '50', null, null, 'เอกสาร');
