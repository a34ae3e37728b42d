-- Rows that every later step must keep.
insert into plan_item (id, code, level, name_th, name_en, first_year, last_year, province, province_group, source, note, invented, updated_at, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000280', 'I-1', 'province', 'แผนพัฒนาจังหวัด', null, 2553, 2556, '92', null, 'แผนพัฒนาจังหวัดตรัง', null, true, '2026-11-23T05:00:00.000000Z', 1, null, null);
insert into integration_plan (id, fiscal_year, name_th, name_en, goal, source, note, stated_count, stated_satang, status, edition, sealed_count, sealed_satang, sealed_sha256, frozen_at, frozen_by, published_at, opened_because, invented, created_at, updated_at, version)
values ('00000000-0000-7000-8000-000000000281', 2555, 'แผนบูรณาการ', null, null, null, null, 637, 56735900000, 'frozen', 1, 1, 100, '', '2026-11-23T05:00:00.000000Z', null, null, null, true, '2026-11-23T05:00:00.000000Z', '2026-11-23T05:00:00.000000Z', 2);
insert into plan_row (id, code, plan_id, number, name_th, name_en, agency_id, agency_as_printed, provinces, amount_satang, mechanism, counterparts, beneficiaries, need_id, project_id, note, compiled, invented, updated_at, version, withdrawn_at, withdrawn_because)
values ('00000000-0000-7000-8000-000000000282', 'B-1', '00000000-0000-7000-8000-000000000281', 1, 'โครงการ', null, null, 'วว.', '92', 100, 'agency_mission', '', '', null, '00000000-0000-7000-8000-000000000270', null, false, true, '2026-11-23T05:00:00.000000Z', 1, null, null);
insert into plan_row_item (row_id, item_id)
values ('00000000-0000-7000-8000-000000000282', '00000000-0000-7000-8000-000000000280');
