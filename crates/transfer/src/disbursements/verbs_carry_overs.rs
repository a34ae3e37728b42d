//! What can be done with money that is carried over the year's end: each one transaction and one row in the trail, with
//! the project held.

use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};

use super::carry_over::{CarryOver, CarryOverStatus, NewCarryOver};
use super::policy::{self, Verb};
use super::verbs::{check_granted, check_version, done, open, remember};
use super::{store, store_carry_overs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;

/// Asks to carry over the year's end what is granted and not paid. `once` is the key that a form sent twice carries
/// twice.
///
/// # Errors
/// When the reader may not, there is one already, or more is asked than is left: beside its field.
pub async fn ask_carry_over(
    app: &App,
    reader: &Reader,
    code: &str,
    told: NewCarryOver,
    once: Option<&str>,
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::AskCarryOver, code).await?;
    policy::may_ask_carry_over(reader, &project)?;
    if let Some(number) = done(&act, once).await? {
        return store_carry_overs::find_carry_over_for_change(&act, project.id, number).await?.ok_or(Error::NotFound);
    }
    check_granted(&project)?;
    let money = store::find_money(act.db(), &project).await?;
    if money.carry_over().is_some() {
        return Err(Error::Conflict(msg("disbursements-carry-there")));
    }
    let one = CarryOver {
        id: act.new_id(),
        project: project.id,
        number: money.carry_overs.last().map_or(1, |last| last.number + 1),
        lines: money.judge_carrying(&told)?,
        reason: told.reason,
        until: told.until,
        status: CarryOverStatus::Asked,
        asked_on: act.today(),
        asked_by: act.actor().person(),
        decided_on: None,
        declined_because: None,
        extensions: Vec::new(),
        version: 1,
    };
    store_carry_overs::save_new_carry_over(&act, &one).await?;
    remember(&act, once, one.number).await?;
    let facts = of_carry_over(&project, &one).with("until", one.until.to_string()).with("reason", one.reason.clone());
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(one)
}

pub(super) fn of_carry_over(project: &Project, one: &CarryOver) -> Facts {
    Facts::none().with("project", project.code.clone()).with("number", one.number).with("amount", one.amount().0)
}

/// One of a held project, to be changed. `seen` is the version the reader had before their eyes.
pub(super) async fn carry_over(act: &Act, project: &Project, number: i32, seen: Option<i64>) -> Result<CarryOver> {
    let found = store_carry_overs::find_carry_over_for_change(act, project.id, number).await?.ok_or(Error::NotFound)?;
    check_version(seen, found.version)?;
    Ok(found)
}

/// Lets money be carried over, if that much of it is still there. `seen` is the version the reader had before their
/// eyes.
///
/// # Errors
/// When the reader may not or asked for it, it was decided before, or less is left meanwhile.
pub async fn approve_carry_over(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    seen: Option<i64>,
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::ApproveCarryOver, code).await?;
    policy::may_approve_carry_over(reader, &project)?;
    check_granted(&project)?;
    let one = carry_over(&act, &project, number, seen).await?;
    let one = one.approved(act.actor().person(), project.practice, act.today()).map_err(Error::Conflict)?;
    let money = store::find_money(act.db(), &project).await?;
    money.may_carry(one.amount()).map_err(Error::Conflict)?;
    store_carry_overs::save_carry_over(&act, &one).await?;
    act.commit(&Rehearsed(&one, project.practice), of_carry_over(&project, &one)).await?;
    Ok(CarryOver { version: one.version + 1, ..one })
}

/// Does not let money be carried over, and says why.
///
/// # Errors
/// When the reader may not or asked for it, or it was decided before.
pub async fn decline_carry_over(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (because, seen): (String, Option<i64>),
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::DeclineCarryOver, code).await?;
    policy::may_decline_carry_over(reader, &project)?;
    let one = carry_over(&act, &project, number, seen).await?;
    let person = act.actor().person();
    let one = one.declined(person, project.practice, act.today(), because).map_err(Error::Conflict)?;
    store_carry_overs::save_carry_over(&act, &one).await?;
    let facts = of_carry_over(&project, &one).with("because", one.declined_because.clone());
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(CarryOver { version: one.version + 1, ..one })
}
