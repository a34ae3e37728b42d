-- The people of an area ($1) in one queue ($2) on a day ($3) on which the follow-up is open of transfers from $4 to $5,
-- and nearly over up to $6, the most pressing first, after the one of this transfer and identifier ($7, $8).
select w.*
from (
    select
        p.id,
        p.code,
        p.name,
        p.phone,
        p.village,
        p.consented,
        p.transferred_on,
        c.outcome,
        c.made_at,
        c.call_on,
        c.call_time,
        (select count(*) from call_attempt t
            where t.participant_id = p.id and t.outcome in ('no_answer', 'call_again', 'wrong_number')) as attempts,
        case when exists (select 1 from response r
            where r.participant_id = p.id and r.kind = 'evaluation' and not r.superseded) then 1 else 0 end as evaluated,
        case when exists (select 1 from response r
            where r.participant_id = p.id and r.kind = 'follow_up' and not r.superseded) then 1 else 0 end as followed,
        coalesce((select s.outcome from call_attempt s
            where s.participant_id = p.id and s.outcome in ('unreachable', 'reachable')
            order by s.made_at desc, s.id desc limit 1), 'reachable') as reach
    from participant p
    left join call_attempt c on c.id = (select l.id from call_attempt l
        where l.participant_id = p.id order by l.made_at desc, l.id desc limit 1)
    where p.area_id = $1
        and p.withdrawn_at is null
        and p.transferred_on <= $3
        and (p.transferred_on > $7 or (p.transferred_on = $7 and p.id > $8))
) w
where ($2 = 'evaluation' and w.evaluated = 0 and w.reach = 'reachable')
    or ($2 = 'open' and w.followed = 0 and w.reach = 'reachable' and w.transferred_on between $4 and $5)
    or ($2 = 'closing' and w.followed = 0 and w.reach = 'reachable' and w.transferred_on between $4 and $6)
    or ($2 = 'over' and w.followed = 0 and w.transferred_on < $4)
    or ($2 = 'unreachable' and w.followed = 0 and w.reach = 'unreachable' and w.transferred_on >= $4)
order by w.transferred_on, w.id
limit $9
