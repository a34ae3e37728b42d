//! What can be done with the last day of money that was carried over: each one transaction and one row in the trail, with
//! the project held.

use kit::{Error, Facts, Rehearsed, Result};

use super::carry_over::{CarryOver, CarryOverStatus};
use super::extension::{Extension, NewExtension};
use super::policy::{self, Verb};
use super::store_carry_overs as store;
use super::verbs::{check_granted, open};
use super::verbs_carry_overs::{carry_over, of_carry_over};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use kit::Act;

/// Asks for a later last day of what was carried over. `seen` is the version the reader had before their eyes.
///
/// # Errors
/// When the reader may not, it is not approved, another day waits to be decided, or the day does not hold: beside its
/// field.
pub async fn extend_carry_over(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (told, seen): (NewExtension, Option<i64>),
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::ExtendCarryOver, code).await?;
    policy::may_extend_carry_over(reader, &project)?;
    check_granted(&project)?;
    let mut one = carry_over(&act, &project, number, seen).await?;
    one.may_be_extended().map_err(Error::Conflict)?;
    one.judge_extension(project.plan.fiscal_year, told.until)?;
    let extension = Extension {
        id: act.new_id(),
        number: one.extensions.last().map_or(1, |last| last.number + 1),
        before: one.until,
        until: told.until,
        reason: told.reason,
        status: CarryOverStatus::Asked,
        asked_on: act.today(),
        asked_by: act.actor().person(),
        decided_on: None,
        declined_because: None,
    };
    store::save_new_extension(&act, &one, &extension).await?;
    let facts = of_extension(&project, &one, &extension).with("reason", extension.reason.clone());
    one.extensions.push(extension);
    kept(act, &project, one, facts).await
}

fn of_extension(project: &Project, one: &CarryOver, extension: &Extension) -> Facts {
    of_carry_over(project, one)
        .with("extension", extension.number)
        .with("before", extension.before.to_string())
        .with("until", extension.until.to_string())
}

/// What is carried over counts each of these as a change of its own.
async fn kept(act: Act, project: &Project, one: CarryOver, facts: Facts) -> Result<CarryOver> {
    store::save_carry_over(&act, &one).await?;
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(CarryOver { version: one.version + 1, ..one })
}

/// Lets the later day through that waits.
///
/// # Errors
/// When the reader may not or asked for it, or none waits.
pub async fn approve_extension(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    seen: Option<i64>,
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::ApproveExtension, code).await?;
    policy::may_approve_extension(reader, &project)?;
    check_granted(&project)?;
    decided(act, &project, number, seen, None).await
}

/// Does not let it through, and says why; the old day stays.
///
/// # Errors
/// As [`approve_extension`].
pub async fn decline_extension(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (because, seen): (String, Option<i64>),
) -> Result<CarryOver> {
    let (act, project) = open(app, reader, Verb::DeclineExtension, code).await?;
    policy::may_decline_extension(reader, &project)?;
    decided(act, &project, number, seen, Some(because)).await
}

async fn decided(
    act: Act,
    project: &Project,
    number: i32,
    seen: Option<i64>,
    because: Option<String>,
) -> Result<CarryOver> {
    let one = carry_over(&act, project, number, seen).await?;
    let person = act.actor().person();
    let one = one.extension_decided(person, project.practice, act.today(), because).map_err(Error::Conflict)?;
    let Some(extension) = one.extensions.last() else { return Err(Error::NotFound) };
    store::save_extension(&act, extension).await?;
    let facts = of_extension(project, &one, extension).with("because", extension.declined_because.clone());
    kept(act, project, one, facts).await
}
