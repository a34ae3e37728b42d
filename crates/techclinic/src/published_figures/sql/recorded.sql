-- What was there from which day on, of each fact that documents print a number of. A thing or a place
-- that is counted once has its id or code; the rest is counted here. What has neither a day nor a year
-- is left out, and so are rehearsals.
select 'projects_a_year' as fact, cast(null as uuid) as thing, cast(null as text) as place,
       cast(count(*) as bigint) as amount, cast(null as date) as begins, cast(null as date) as ends,
       project.fiscal_year as fiscal_year
from project
where project.practice = false and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by project.fiscal_year

union all

-- A clinic with its institutes is a network, from the first that joined to the last that left.
select 'networks', member.clinic_id, null, 1, member.joined_on, member.left_on, null
from clinic_institute member
where member.joined_on is not null

union all

select 'institutes', member.organisation_id, null, 1, member.joined_on, member.left_on, null
from clinic_institute member
where member.joined_on is not null

union all

select distinct 'provinces_covered', cast(null as uuid), answered.province, 1, member.joined_on, member.left_on,
       cast(null as integer)
from clinic_institute member
join clinic_province answered on answered.clinic_id = member.clinic_id
where member.joined_on is not null

union all

-- Villages are printed in total: one that was paid for once is counted from then on. Honour villages
-- belong to another programme (docs/requirements.md A0-07).
select 'villages', paid.village_id, null, 1, null, null, min(paid.fiscal_year)
from village_year paid
join village on village.id = paid.village_id and village.kind = 'host'
group by paid.village_id

union all

select 'village_districts', null, village.district, 1, null, null, min(paid.fiscal_year)
from village_year paid
join village on village.id = paid.village_id and village.kind = 'host'
group by village.district

union all

-- Of those who left nobody wrote down the day: they are counted on none.
select 'volunteers', null, null, count(*), volunteer.joined_on, null, null
from volunteer
where volunteer.merged_into is null and volunteer.status <> 'left' and volunteer.joined_on is not null
group by volunteer.joined_on

union all

select 'volunteer_networks', network.id, null, 1, null, null, network.since
from volunteer_network network
where network.since is not null
