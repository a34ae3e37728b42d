-- Who of an area ($1), or which one of them ($2, all where it is null), is to be reminded on a day ($3): those who agreed
-- to be contacted and can be reached, with an open follow-up (of transfers from $4 to $5), or else a transfer since $6
-- that they have not evaluated; none who were reminded, or are about to be, since $7, except by that one reminder ($8).
select w.id, w.code, w.phone, w.line_user, w.kind
from (
    select
        p.id,
        p.code,
        p.phone,
        p.registered_on,
        l.line_user,
        case
            when p.transferred_on between $4 and $5 and not exists (select 1 from response r
                where r.participant_id = p.id and r.kind = 'follow_up' and not r.superseded) then 'follow_up'
            when p.transferred_on between $6 and $3 and not exists (select 1 from response r
                where r.participant_id = p.id and r.kind = 'evaluation' and not r.superseded) then 'evaluation'
        end as kind,
        coalesce((select c.outcome from call_attempt c
            where c.participant_id = p.id and c.outcome in ('unreachable', 'reachable')
            order by c.made_at desc, c.id desc limit 1), 'reachable') as reach
    from participant p
    left join participant_line l on l.participant_id = p.id
    where p.area_id = $1
        and ($2 is null or p.id = $2)
        and p.withdrawn_at is null
        and p.consented
        and not p.practice
        and not exists (select 1 from participant_reminder m
            where m.participant_id = p.id and m.id <> $8 and m.state in ('waiting', 'sent') and m.asked_at >= $7)
) w
where w.kind is not null and w.reach = 'reachable'
order by w.registered_on, w.id
