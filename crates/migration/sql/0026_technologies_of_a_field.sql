-- The public list of technologies narrowed by field of knowledge, in Thai order; the fields there are to
-- choose from are read by stepping along the same index, from each to the next.

create index technology_of_field on technology (status, field, name_sort, id);
