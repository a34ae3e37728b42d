-- Rows that every later step must keep.
insert into import (id, code, kind, file, digest, row_count, added, changed, unchanged, left_out, at)
values ('00000000-0000-7000-8000-000000000130', 'I53-ABCDE', 'needs', 'needs.csv', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 1, 1, 0, 0, 0, '2026-11-21T05:00:00.000000Z');
insert into import_record (import_id, record_id, salt, digest)
values ('00000000-0000-7000-8000-000000000130', '00000000-0000-7000-8000-000000000040', null, '00');
