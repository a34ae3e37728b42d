-- What was there from which day on, of each fact that documents print a number of. A thing or a place
-- that is counted once has its id or code; the rest is counted here. Rehearsals are left out. A network is a
-- clinic from the first signing of its agreement; a village is one from the first year it was funded.
select 'projects_a_year' as fact, cast(null as uuid) as thing, cast(null as text) as place,
       cast(count(*) as bigint) as amount, cast(null as date) as begins, cast(null as date) as ends,
       project.fiscal_year as fiscal_year
from project
where project.practice = false and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by project.fiscal_year
union all
select 'networks', agreement.clinic_id, null, cast(1 as bigint), coalesce(agreement.signed_on, agreement.certain_from), null, null
from agreement
where agreement.clinic_id is not null and (agreement.signed_on is not null or agreement.signed_year is not null)
union all
select 'villages', village.id, null, cast(1 as bigint), null, null, min(village_year.fiscal_year)
from village
join village_year on village_year.village_id = village.id
where village.kind = 'host'
group by village.id
union all
select 'village_districts', null, village.district, cast(1 as bigint), null, null, min(village_year.fiscal_year)
from village
join village_year on village_year.village_id = village.id
where village.kind = 'host'
group by village.district
