-- Counts of one project or one area ($1) in a period ($2 to $3). Rehearsals, people who withdrew
-- and superseded answers are counted nowhere.
with person as (
    select id, registered_on, transferred_on
    from participant
    where (project_id = $1 or area_id = $1) and not practice and withdrawn_at is null
),
answer as (
    select r.id, r.kind, r.participant_id
    from response r
    join person p on p.id = r.participant_id
    where not r.superseded and r.answered_on between $2 and $3
)
select
    (select count(*) from person where registered_on between $2 and $3) as registered,
    (select count(*) from person where transferred_on between $2 and $3) as participants,
    (select count(*) from activity where (project_id = $1 or area_id = $1) and kind = 'transfer' and held_on between $2 and $3) as transfers,
    (select count(*) from answer where kind = 'evaluation') as evaluations,
    (select count(*) from answer a join response_value v on v.response_id = a.id
        where a.kind = 'evaluation' and v.name = 'overall' and v.value in ('4', '5')) as satisfied_on_the_day,
    (select count(*) from answer where kind = 'follow_up') as follow_ups,
    (select count(*) from answer a join response_value v on v.response_id = a.id
        where a.kind = 'follow_up' and v.name = 'satisfaction_benefit' and v.value in ('4', '5')) as satisfied,
    (select count(*) from answer a join response_value v on v.response_id = a.id
        where a.kind = 'follow_up' and v.name = 'applied' and v.value in ('partly', 'fully')) as applied
