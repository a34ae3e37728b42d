-- What the follow-ups of each area of a project say, counted.
-- A rehearsal counts its own rehearsals, real work none.
-- $1 project; $2, $3 first and last day of the transfers counted; $4 last day of the answers.
-- Of several follow-ups of one person the latest counts.
select area.id as area,
       count(distinct participant.id) as persons,
       count(case when satisfaction.value = '1' then 1 end) as score_1,
       count(case when satisfaction.value = '2' then 1 end) as score_2,
       count(case when satisfaction.value = '3' then 1 end) as score_3,
       count(case when satisfaction.value = '4' then 1 end) as score_4,
       count(case when satisfaction.value = '5' then 1 end) as score_5,
       count(case when applied.value = 'no' then 1 end) as not_applied,
       count(case when applied.value = 'partly' then 1 end) as partly,
       count(case when applied.value = 'fully' then 1 end) as fully
from area
join project on project.id = area.project_id
left join participant on participant.area_id = area.id
  and participant.practice = project.practice
  and participant.withdrawn_at is null
  and participant.transferred_on >= $2
  and participant.transferred_on <= $3
left join response on response.participant_id = participant.id
  and response.kind = 'follow_up'
  and response.superseded = false
  and response.answered_on <= $4
  and not exists (
    select 1 from response later
    where later.participant_id = response.participant_id
      and later.kind = 'follow_up'
      and later.superseded = false
      and later.answered_on <= $4
      and (later.answered_on > response.answered_on
        or (later.answered_on = response.answered_on and later.id > response.id)))
left join response_value satisfaction on satisfaction.response_id = response.id
  and satisfaction.name = 'satisfaction_benefit'
left join response_value applied on applied.response_id = response.id
  and applied.name = 'applied'
where area.project_id = $1
group by area.id
