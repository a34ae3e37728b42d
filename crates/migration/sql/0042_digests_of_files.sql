-- The digest of what is attached to a technology, by which the same file is told when it comes again. What came before
-- has none.

alter table technology_attachment add column sha256 text;
