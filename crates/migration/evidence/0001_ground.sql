-- Rows that every later step must keep.
insert into audit (id, at, actor_kind, actor_id, verb, subject_id, subject_code, facts, salt, request_id, chain_position, chain_digest)
values ('00000000-0000-7000-8000-000000000001', '2026-11-21T05:00:00.000000Z', 'anyone', null, 'need.register', '00000000-0000-7000-8000-000000000002', 'N53-ABCDE', '{}', null, null, null, null);
insert into job (id, kind, payload, run_at, tries, leased_until, done_at, error)
values ('00000000-0000-7000-8000-000000000003', 'mail', '{}', '2026-11-21T05:00:00.000000Z', 0, null, null, null);
insert into once (key, outcome, at) values ('key', 'N53-ABCDE', '2026-11-21T05:00:00.000000Z');
