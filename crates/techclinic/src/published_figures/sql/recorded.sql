-- What was there from which day on, of each fact that documents print a number of. A thing or a place
-- that is counted once has its id or code; the rest is counted here. Rehearsals are left out.
select 'projects_a_year' as fact, cast(null as uuid) as thing, cast(null as text) as place,
       cast(count(*) as bigint) as amount, cast(null as date) as begins, cast(null as date) as ends,
       project.fiscal_year as fiscal_year
from project
where project.practice = false and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by project.fiscal_year
