-- How many stand in each queue, for each area of a project or clinic, or one area ($1), on a day ($2) on which the
-- follow-up is open of transfers from $3 to $4, and nearly over up to $5: rehearsals alone, or none of them ($6).
with area_of as (
    select a.id, j.code as project_code, j.name_th, j.name_en, a.position, a.province
    from area a
    join project j on j.id = a.project_id
    where ((case when j.practice then j.lead_clinic_id else coalesce(a.clinic_id, j.lead_clinic_id) end) = $1
            or j.id = $1 or a.id = $1)
        and j.practice = $6
        and j.status <> 'cancelled'
),
person as (
    select
        p.area_id,
        p.transferred_on,
        case when exists (select 1 from response r
            where r.participant_id = p.id and r.kind = 'evaluation' and not r.superseded) then 1 else 0 end as evaluated,
        case when exists (select 1 from response r
            where r.participant_id = p.id and r.kind = 'follow_up' and not r.superseded) then 1 else 0 end as followed,
        coalesce((select c.outcome from call_attempt c
            where c.participant_id = p.id and c.outcome in ('unreachable', 'reachable')
            order by c.made_at desc, c.id desc limit 1), 'reachable') as reach
    from participant p
    where p.area_id in (select id from area_of)
        and p.practice = $6
        and p.withdrawn_at is null
        and p.transferred_on <= $2
)
select
    a.project_code,
    a.name_th,
    a.name_en,
    a.position,
    a.province,
    count(p.area_id) as transferred,
    count(case when p.evaluated = 1 then 1 end) as evaluated,
    count(case when p.followed = 1 then 1 end) as followed,
    count(case when p.evaluated = 0 and p.reach = 'reachable' then 1 end) as evaluation,
    count(case when p.followed = 0 and p.reach = 'reachable' and p.transferred_on between $3 and $4 then 1 end) as open,
    count(case when p.followed = 0 and p.reach = 'reachable' and p.transferred_on between $3 and $5 then 1 end) as closing,
    count(case when p.followed = 0 and p.transferred_on < $3 then 1 end) as over,
    count(case when p.followed = 0 and p.reach = 'unreachable' and p.transferred_on >= $3 then 1 end) as unreachable,
    min(case when p.followed = 0 and p.reach = 'reachable' and p.transferred_on between $3 and $4 then p.transferred_on end) as first_open
from area_of a
left join person p on p.area_id = a.id
group by a.project_code, a.name_th, a.name_en, a.position, a.province
order by min(case when p.followed = 0 and p.reach = 'reachable' and p.transferred_on between $3 and $4 then p.transferred_on end), a.project_code, a.position
limit 200
