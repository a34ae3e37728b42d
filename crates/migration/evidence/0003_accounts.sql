-- Rows that every later step must keep.
insert into account (id, email, name, password_hash, disabled_at, created_at, version)
values ('00000000-0000-7000-8000-000000000020', 'a@example.org', 'A', null, null, '2026-11-21T05:00:00.000000Z', 1);
insert into role_grant (id, account_id, role, scope, region, province, clinic_id, valid_from, valid_to)
values ('00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000020', 'clinic_manager', 'clinic', null, null, '00000000-0000-7000-8000-000000000011', '2026-10-01', null);
insert into session (id, account_id, digest, created_at, seen_at, expires_at, device, practice)
values ('00000000-0000-7000-8000-000000000022', '00000000-0000-7000-8000-000000000020', 'x', '2026-11-21T05:00:00.000000Z', '2026-11-21T05:00:00.000000Z', '2026-11-21T05:00:00.000000Z', 'test', false);
insert into api_token (id, account_id, name, digest, scope, created_at, expires_at, ended_at)
values ('00000000-0000-7000-8000-000000000023', '00000000-0000-7000-8000-000000000020', 'token', 'y', 'read', '2026-11-21T05:00:00.000000Z', '2026-11-21T05:00:00.000000Z', null);
