-- Of a budget line: whose money it is. Lines of plans that divide their money by shares alone do not say it.

alter table budget_line add column source text check (source in ('own', 'ministry', 'other'));
