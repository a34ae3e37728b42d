//! What can be done with the instalments of a project: each one transaction and one row in the trail, with the project
//! held.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Rehearsed, Result};

use super::instalment::{Instalment, InstalmentStatus, NewInstalment, Release};
use super::policy::{self, Verb};
use super::verbs::{check_granted, check_version, done, open, remember};
use super::{store, store_instalments};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;

/// Plans an instalment. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, no money is granted, or the instalments would exceed what is.
pub async fn plan_instalment(
    app: &App,
    reader: &Reader,
    code: &str,
    told: NewInstalment,
    once: Option<&str>,
) -> Result<Instalment> {
    let (act, project) = open(app, reader, Verb::PlanInstalment, code).await?;
    policy::may_plan_instalment(reader, &project)?;
    if let Some(number) = done(&act, once).await? {
        return store_instalments::find_instalment_for_change(&act, project.id, number).await?.ok_or(Error::NotFound);
    }
    check_granted(&project)?;
    let money = store::find_money(act.db(), &project).await?;
    let mut errors = FormErrors::new();
    errors.take("amount", money.may_plan(told.amount));
    if !money.year.contains(told.due_on) {
        let (first, last) = (money.year.start(), money.year.end());
        errors.add("due_on", msg("disbursements-due-outside").with("first", first).with("last", last));
    }
    errors.into_result()?;
    let one = Instalment {
        id: act.new_id(),
        project: project.id,
        number: money.instalments.last().map_or(1, |last| last.number + 1),
        told,
        status: InstalmentStatus::Planned,
        release: None,
        reason: None,
        version: 1,
    };
    store_instalments::save_new_instalment(&act, &one).await?;
    remember(&act, once, one.number).await?;
    let facts = of_instalment(&project, &one).with("due_on", one.told.due_on.to_string());
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(one)
}

fn of_instalment(project: &Project, one: &Instalment) -> Facts {
    Facts::none().with("project", project.code.clone()).with("number", one.number).with("amount", one.told.amount.0)
}

async fn instalment(act: &Act, project: &Project, number: i32, seen: Option<i64>) -> Result<Instalment> {
    let found = store_instalments::find_instalment_for_change(act, project.id, number).await?.ok_or(Error::NotFound)?;
    check_version(seen, found.version)?;
    Ok(found)
}

/// Gives an instalment to the clinic. `seen` is the version the reader had before their eyes.
///
/// # Errors
/// When the reader may not, it was released or withdrawn before, or on that day no money of the project may be spent.
pub async fn release_instalment(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (release, seen): (Release, Option<i64>),
) -> Result<Instalment> {
    let (act, project) = open(app, reader, Verb::ReleaseInstalment, code).await?;
    policy::may_release_instalment(reader, &project)?;
    check_granted(&project)?;
    let one = instalment(&act, &project, number, seen).await?;
    let money = store::find_money(act.db(), &project).await?;
    let days = store::find_availability(act.db(), &project, &money).await?;
    let before = money.lines.iter().any(|line| line.line.granted_before.0 > 0);
    days.hold(release.on, before).map_err(|message| FormErrors::one("released_on", message))?;
    let one = one.released(release).map_err(Error::Conflict)?;
    store_instalments::save_instalment(&act, &one).await?;
    let by = one.release.as_ref();
    let facts = of_instalment(&project, &one)
        .with("released_on", by.map(|release| release.on.to_string()))
        .with("document_number", by.map(|release| release.document_number.clone()));
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(Instalment { version: one.version + 1, ..one })
}

/// Does not give an instalment, or calls it back, and says why.
///
/// # Errors
/// When the reader may not, or it was withdrawn before.
pub async fn withdraw_instalment(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (reason, seen): (String, Option<i64>),
) -> Result<Instalment> {
    let (act, project) = open(app, reader, Verb::WithdrawInstalment, code).await?;
    policy::may_withdraw_instalment(reader, &project)?;
    let one = instalment(&act, &project, number, seen).await?;
    let one = one.withdrawn(reason).map_err(Error::Conflict)?;
    store_instalments::save_instalment(&act, &one).await?;
    let facts = of_instalment(&project, &one).with("reason", one.reason.clone());
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(Instalment { version: one.version + 1, ..one })
}
