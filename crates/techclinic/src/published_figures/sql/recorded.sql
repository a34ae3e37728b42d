-- What was there from which day on, of each fact that documents print a number of. A thing or a place
-- that is counted once has its id or code; the rest is counted here. Rehearsals are left out.
select 'projects_a_year' as fact, cast(null as uuid) as thing, cast(null as text) as place,
       cast(count(*) as bigint) as amount, cast(null as date) as begins, cast(null as date) as ends,
       project.fiscal_year as fiscal_year
from project
where project.practice = false and project.status in ('approved', 'transferred', 'following_up', 'closed')
group by project.fiscal_year
union all
-- A clinic is of the network from its first agreement on, or from the day an institute joined it.
select 'networks', agreement.clinic_id, null, 1, agreement.certain_from, null, null
from agreement where agreement.kind = 'clinic' and agreement.certain_from is not null
union all
select 'networks', member.clinic_id, null, 1, member.joined_on, null, null
from clinic_institute member where member.joined_on is not null
union all
select 'institutes', member.organisation_id, null, 1, member.joined_on, member.left_on, null
from clinic_institute member where member.joined_on is not null
union all
-- Of whom nobody wrote down when they joined, the clinic's agreements tell.
select 'institutes', member.organisation_id, null, 1, agreement.certain_from, member.left_on, null
from clinic_institute member
join agreement on agreement.clinic_id = member.clinic_id and agreement.kind = 'clinic'
where member.joined_on is null and agreement.certain_from is not null
union all
select 'provinces_covered', null, reached.province, 1, min(agreement.certain_from), null, null
from clinic_province reached
join agreement on agreement.clinic_id = reached.clinic_id and agreement.kind = 'clinic'
where agreement.certain_from is not null
group by reached.province
union all
select 'provinces_covered', null, reached.province, 1, min(member.joined_on), null, null
from clinic_province reached
join clinic_institute member on member.clinic_id = reached.clinic_id
where member.joined_on is not null
group by reached.province
union all
-- Villages are printed in total: one that was paid for once is counted from then on. Honour villages
-- belong to another programme (docs/requirements.md A0-07).
select 'villages', village.id, null, 1, null, null, min(paid.fiscal_year)
from village join village_year paid on paid.village_id = village.id
where village.kind = 'host'
group by village.id
union all
select 'village_districts', null, village.district, 1, null, null, min(paid.fiscal_year)
from village join village_year paid on paid.village_id = village.id
where village.kind = 'host'
group by village.district
union all
select 'volunteer_networks', network.id, null, 1, null, null, network.since
from volunteer_network network where network.since is not null
union all
-- Of those who left nobody wrote down the day: they are counted on none.
select 'volunteers', null, null, count(*), volunteer.joined_on, null, null
from volunteer
where volunteer.joined_on is not null and volunteer.status <> 'left' and volunteer.merged_into is null
group by volunteer.joined_on
union all
select 'volunteer_provinces', null, volunteer.province, 1, min(volunteer.joined_on), null, null
from volunteer
where volunteer.joined_on is not null and volunteer.status <> 'left' and volunteer.merged_into is null
group by volunteer.province
union all
select told.fact, null, null, count(*), participant.transferred_on, null, null
from participant
join (select 'recipients_total' as fact union all select 'recipients_a_year') told on true
where participant.practice = false and participant.withdrawn_at is null and participant.transferred_on is not null
group by told.fact, participant.transferred_on
