-- Who said it of a proposal's eligibility, so that the page of the proposal names them. What the trail knows is taken over.

alter table screening add column screened_by uuid references account (id);
update screening set screened_by = (
    select audit.actor_id from audit
    join account on account.id = audit.actor_id
    where audit.subject_id = screening.project_id
      and audit.verb = 'proposal.screen'
      and audit.at = screening.screened_at
);
