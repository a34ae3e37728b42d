-- The projects behind the figures of one fiscal year, in the order of their codes.
-- $1 fiscal year; $2, $3 its first and last day; $4 province or ''; $5 begin after this code; $6 how many.
select project.code, project.name_th, project.name_en,
       (select cast(count(*) as bigint)
        from participant
        join area on area.id = participant.area_id
        where participant.project_id = project.id and participant.practice = false and participant.withdrawn_at is null
          and participant.transferred_on >= $2 and participant.transferred_on <= $3
          and ($4 = '' or area.province = $4)) as persons,
       (select cast(count(*) as bigint)
        from activity
        join area on area.id = activity.area_id
        join attendance on attendance.activity_id = activity.id
        join participant on participant.id = attendance.participant_id
        where activity.project_id = project.id and participant.practice = false and participant.withdrawn_at is null
          and activity.held_on >= $2 and activity.held_on <= $3
          and ($4 = '' or area.province = $4)) as services,
       (select cast(coalesce(sum(budget_line.granted_before + budget_line.granted_now), 0) as bigint)
        from budget_line
        left join area on area.id = budget_line.area_id
        where budget_line.project_id = project.id and project.status <> 'cancelled'
          and ($4 = '' or area.province = $4)) as granted,
       (select cast(coalesce(sum(disbursement.amount), 0) as bigint)
        from disbursement
        join budget_line on budget_line.id = disbursement.budget_line_id
        left join area on area.id = budget_line.area_id
        where budget_line.project_id = project.id and disbursement.withdrawn_on is null
          and ($4 = '' or area.province = $4)) as paid,
       project.status = 'cancelled' as given_up
from project
where project.practice = false
  and (project.status in ('approved', 'transferred', 'following_up', 'closed')
    -- What was paid of a project that was given up is counted: it stands here too.
    or (project.status = 'cancelled' and project.was_public = true
      and exists (select 1 from disbursement where disbursement.project_id = project.id and disbursement.withdrawn_on is null)))
  and (project.fiscal_year = $1
    or exists (
      select 1 from participant
      where participant.project_id = project.id
        and participant.transferred_on >= $2 and participant.transferred_on <= $3))
  and ($4 = '' or exists (select 1 from area where area.project_id = project.id and area.province = $4))
  and project.code > $5
order by project.code
limit $6
