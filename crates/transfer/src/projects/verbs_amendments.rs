//! What can be done to amend the plan of a project that is at work: each one transaction and one row in the project's
//! trail, with the project held.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use thai::Satang;

use super::amendment::{Amendment, AmendmentStatus, Decision};
use super::check::{self, Check};
use super::forms::{self, Known};
use super::plan::Plan;
use super::policy::{self, Verb};
use super::project::Project;
use super::standing::{keeps, standing};
use super::verbs::{Revision, keep_version, open, with_ids};
use super::verbs_answering::{keeps_to_call, rules};
use super::verbs_known::known;
use super::{store, store_amendments};
use house::accounts::Reader;
use house::app::App;

/// Begins to amend a plan, for a reason. The plan stays as it is.
///
/// # Errors
/// When the reader may not, the project is not at work, or another amendment goes on.
pub async fn begin_amendment(
    app: &App,
    reader: &Reader,
    code: &str,
    reason: String,
    once: Option<&str>,
) -> Result<Amendment> {
    let (act, project) = open(app, reader, Verb::BeginAmendment, code).await?;
    policy::may_begin_amendment(reader, &project)?;
    if let Some(key) = once
        && let Some(number) = act.done_before(key).await?.and_then(|number| number.parse().ok())
    {
        return store_amendments::find_amendment_for_change(&act, project.id, number).await?.ok_or(Error::NotFound);
    }
    project.may_be_amended().map_err(Error::Conflict)?;
    let (count, going_on) = store_amendments::count_amendments_in(&act, project.id).await?;
    if let Some(number) = going_on {
        return Err(Error::Conflict(msg("projects-amendment-there").with("number", number)));
    }
    let one = Amendment {
        id: act.new_id(),
        project: project.id,
        number: count + 1,
        reason,
        before: project.plan.clone(),
        after: project.plan.clone(),
        status: AmendmentStatus::Draft,
        begun_by: act.actor().person(),
        submitted: None,
        decision: None,
        plan_version: None,
        created_at: act.now(),
        version: 1,
    };
    store_amendments::save_new_amendment(&act, &one).await?;
    if let Some(key) = once {
        act.remember(key, &one.number.to_string()).await?;
    }
    act.commit(&project, facts(&one).with("reason", one.reason.clone())).await?;
    Ok(one)
}

/// Saves one section of the plan as it is to be. What is not right yet is left to the checks, but nothing is taken from
/// under what was paid, done or reported.
///
/// # Errors
/// When the reader may not, it is with the ministry, somebody else changed it, or a field cannot be read.
pub async fn edit_amendment(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    revision: Revision,
) -> Result<Amendment> {
    let known = known(app, &revision.typed).await?;
    let (act, project, one) = held(app, reader, Verb::EditAmendment, code, number).await?;
    policy::may_edit_amendment(reader, &project)?;
    if let Some(key) = &revision.once
        && act.done_before(key).await?.is_some()
    {
        return Ok(one);
    }
    one.open().map_err(Error::Conflict)?;
    if one.version != revision.version {
        return Err(Error::changed_meanwhile());
    }
    let known = Known { grants: policy::grants(reader, &project, true), ..known };
    let after = forms::check(revision.section, &revision.typed, one.after.clone(), &known, act.today())?;
    stays(&one.before, &after)?;
    keeps(&after, &standing(&act, project.id).await?)?;
    let one = one.edited(with_ids(&act, after)).map_err(Error::Conflict)?;
    store_amendments::save_amendment(&act, &one).await?;
    if let Some(key) = &revision.once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, facts(&one).with("section", revision.section.as_str())).await?;
    Ok(Amendment { version: one.version + 1, ..one })
}

/// The year and the line of work stay: the money is theirs.
pub(super) fn stays(before: &Plan, after: &Plan) -> Result<(), FormErrors> {
    let mut errors = FormErrors::new();
    if after.fiscal_year != before.fiscal_year {
        errors.add("fiscal_year", msg("projects-amendment-year").with("year", before.fiscal_year.0));
    }
    if after.programme != before.programme {
        errors.add("programme", msg("projects-amendment-programme"));
    }
    errors.into_result()
}

/// Hands an amendment to the ministry.
///
/// # Errors
/// When the reader may not, it changes nothing, the plan would not be right, or something stands on what it takes away.
pub async fn submit_amendment(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Amendment> {
    let (before, told) = seen(app, reader, code, number).await?;
    policy::may_submit_amendment(reader, &before)?;
    let new = new_faults(app, &before, &told).await?;
    let (act, project, one) = held(app, reader, Verb::SubmitAmendment, code, number).await?;
    policy::may_submit_amendment(reader, &project)?;
    project.may_be_amended().map_err(Error::Conflict)?;
    let one = one.submitted(act.actor().person(), act.now()).map_err(Error::Conflict)?;
    let mut errors = FormErrors::new();
    new.into_iter().filter(|fault| fault.binding).for_each(|fault| errors.add(fault.field, fault.message));
    errors.into_result()?;
    keeps(&one.after, &standing(&act, project.id).await?)?;
    save(act, &project, one).await
}

/// What is not right with the plan as it is to be, and was right before: what a plan lacked when it was approved does not
/// stand against amending it.
///
/// # Errors
/// When the database cannot be read.
pub async fn new_faults(app: &App, project: &Project, one: &Amendment) -> Result<Vec<Check>> {
    let rules = rules(app, project).await?;
    let old = check::checks(&one.before, &rules);
    let mut new = check::checks(&one.after, &rules);
    new.retain(|fault| !old.contains(fault));
    Ok(new)
}

/// An amendment whose project the reader may see.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub async fn seen(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, Amendment)> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    let one = store_amendments::find_amendment(&app.db, project.id, number).await?.ok_or(Error::NotFound)?;
    policy::may_see_amendment(reader, &project, &one)?;
    Ok((project, one))
}

/// Hands an amendment back to be mended, with a reason.
///
/// # Errors
/// When the reader may not, or it is not with the ministry.
pub async fn return_amendment(app: &App, reader: &Reader, code: &str, number: i32, why: String) -> Result<Amendment> {
    let (act, project, one) = held(app, reader, Verb::ReturnAmendment, code, number).await?;
    policy::may_return_amendment(reader, &project)?;
    let decision = Decision { by: act.actor().person(), at: act.now(), text: Some(why.clone()) };
    let one = one.returned(decision).map_err(Error::Conflict)?;
    store_amendments::save_amendment(&act, &one).await?;
    act.commit(&project, facts(&one).with("reason", why)).await?;
    Ok(Amendment { version: one.version + 1, ..one })
}

/// Approves an amendment: the plan becomes what it says, as a new version that is kept whole.
///
/// # Errors
/// When the reader may not or handed it in, it is not with the ministry, it goes beyond the money of the call, or
/// something came to stand on what it takes away.
pub async fn approve_amendment(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    remark: Option<String>,
) -> Result<Amendment> {
    let (act, project, one) = held(app, reader, Verb::ApproveAmendment, code, number).await?;
    policy::may_approve_amendment(reader, &project)?;
    let plan = one.applied_to(&project.plan);
    if let Err(errors) = keeps(&plan, &standing(&act, project.id).await?) {
        let first = errors.iter().next().map(|(_, message)| message.clone());
        return Err(Error::Conflict(first.unwrap_or_else(|| msg("projects-amendment-not-now"))));
    }
    keeps_to_call(&act, &project, &plan).await?;
    let granted = |plan: &Plan| plan.budget.totals().granted_now;
    let money: (Satang, Satang) = (granted(&project.plan), granted(&plan));
    let project = project.amended(plan).map_err(Error::Conflict)?;
    let decision = Decision { by: act.actor().person(), at: act.now(), text: remark.clone() };
    let one = one.approved(decision, project.plan_version, project.practice).map_err(Error::Conflict)?;
    store_amendments::save_amendment(&act, &one).await?;
    store::save_plan(&act, &project).await?;
    let digest = keep_version(app, &act, &project, None).await?;
    let facts = facts(&one)
        .with("plan_version", project.plan_version)
        .with("sha256", digest)
        .with("granted_before", money.0.0)
        .with("granted_now", money.1.0)
        .with("remark", remark);
    act.commit(&project, facts).await?;
    Ok(Amendment { version: one.version + 1, ..one })
}

/// Gives an amendment up: the plan stays as it is.
///
/// # Errors
/// When the reader may not, or it is over.
pub async fn withdraw_amendment(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Amendment> {
    let (act, project, one) = held(app, reader, Verb::WithdrawAmendment, code, number).await?;
    policy::may_withdraw_amendment(reader, &project)?;
    let one = one.withdrawn().map_err(Error::Conflict)?;
    save(act, &project, one).await
}

pub(super) async fn held(
    app: &App,
    reader: &Reader,
    verb: Verb,
    code: &str,
    number: i32,
) -> Result<(Act, Project, Amendment)> {
    let (act, project) = open(app, reader, verb, code).await?;
    let found = store_amendments::find_amendment_for_change(&act, project.id, number).await?;
    let one = found.ok_or(Error::NotFound)?;
    policy::may_see_amendment(reader, &project, &one)?;
    Ok((act, project, one))
}

async fn save(act: Act, project: &Project, one: Amendment) -> Result<Amendment> {
    store_amendments::save_amendment(&act, &one).await?;
    act.commit(project, facts(&one)).await?;
    Ok(Amendment { version: one.version + 1, ..one })
}

fn facts(one: &Amendment) -> Facts {
    Facts::none().with("number", one.number).with("status", one.status.as_str())
}
