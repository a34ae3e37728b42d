-- Needs by province: those told from $2 to $3, and of those told before what is still open or what the plan ($1) answers.
-- Of all: those funded by the plan or by a project of ours, those that nobody has decided, and how many of the latter
-- were told before $2. Rehearsals are left out; a need told twice is counted once.
select need.province, cast(count(*) as bigint) as told,
       cast(sum(case when funded.id is not null then 1 else 0 end) as bigint) as funded,
       cast(sum(case when funded.id is null and need.status in ('received', 'in_analysis', 'matched') then 1 else 0 end) as bigint) as untouched,
       cast(sum(case when need.received_on < $2 and funded.id is null then 1 else 0 end) as bigint) as waiting
from need
left join (
    select plan_row.need_id as id from plan_row
    where plan_row.plan_id = $1 and plan_row.withdrawn_at is null and plan_row.need_id is not null
    union
    select project_need.need_id from project_need
    join project on project.id = project_need.project_id
    where project.practice = false and project.status in ('approved', 'transferred', 'following_up', 'closed')
) funded on funded.id = need.id
where need.practice = false and need.merged_into is null and need.received_on <= $3
  and (need.received_on >= $2
       or (funded.id is null and need.status in ('received', 'in_analysis', 'matched'))
       or need.id in (select answered.need_id from plan_row answered
                      where answered.plan_id = $1 and answered.withdrawn_at is null and answered.need_id is not null))
group by need.province
