-- The fields of knowledge of published technologies, at most as many as a reader would choose from: from
-- one field to the next along the index, so that it costs as many steps as there are fields, however many
-- technologies there are.
with recursive known (field) as (
  select min(field) from technology where status = 'published' and field > ''
  union all
  select (select min(next.field) from technology as next where next.status = 'published' and next.field > known.field)
  from known
  where known.field is not null
)
select field from known where field is not null limit $1
