//! What can be done with money that went back to the ministry: each one transaction and one row in the trail, with the
//! project held.

use kit::message::msg;
use kit::{Error, Facts, FormErrors, Rehearsed, Result};

use super::policy::{self, Verb};
use super::repayment::{NewRepayment, Repayment};
use super::verbs::{check_version, done, is_kept, open, remember};
use super::{store, store_repayments};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;

/// Writes down what went back to the ministry: after a project was given up too. `once` is the key that a form sent
/// twice carries twice.
///
/// # Errors
/// When the reader may not, there is no money, or less is left to give back: beside its field.
pub async fn record_repayment(
    app: &App,
    reader: &Reader,
    code: &str,
    told: NewRepayment,
    once: Option<&str>,
) -> Result<Repayment> {
    let (act, project) = open(app, reader, Verb::RecordRepayment, code).await?;
    policy::may_record_repayment(reader, &project)?;
    if let Some(number) = done(&act, once).await? {
        return store_repayments::find_repayment_for_change(&act, project.id, number).await?.ok_or(Error::NotFound);
    }
    if !is_kept(&project) {
        return Err(Error::Conflict(msg("disbursements-no-money")));
    }
    let money = store::find_money(act.db(), &project).await?;
    money.may_repay(told.amount, act.today()).map_err(|message| FormErrors::one("amount", message))?;
    let one = Repayment {
        id: act.new_id(),
        project: project.id,
        number: money.repayments.last().map_or(1, |last| last.number + 1),
        told,
        withdrawn: None,
        version: 1,
    };
    store_repayments::save_new_repayment(&act, &one).await?;
    remember(&act, once, one.number).await?;
    let facts = of_repayment(&project, &one)
        .with("returned_on", one.told.on.to_string())
        .with("document_number", one.told.document_number.clone());
    act.commit(&Rehearsed(&one, project.practice), facts).await?;
    Ok(one)
}

fn of_repayment(project: &Project, one: &Repayment) -> Facts {
    Facts::none().with("project", project.code.clone()).with("number", one.number).with("amount", one.told.amount.0)
}

/// Takes a repayment that is wrong out of the sums, with a reason; it stays to be read.
///
/// # Errors
/// When the reader may not, or it was withdrawn before.
pub async fn withdraw_repayment(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    (because, seen): (String, Option<i64>),
) -> Result<Repayment> {
    let (act, project) = open(app, reader, Verb::WithdrawRepayment, code).await?;
    policy::may_withdraw_repayment(reader, &project)?;
    let found = store_repayments::find_repayment_for_change(&act, project.id, number).await?;
    let one = found.ok_or(Error::NotFound)?;
    check_version(seen, one.version)?;
    let one = one.withdrawn(because, act.today()).map_err(Error::Conflict)?;
    store_repayments::save_repayment(&act, &one).await?;
    let because = one.withdrawn.as_ref().map(|withdrawn| withdrawn.because.clone());
    act.commit(&Rehearsed(&one, project.practice), of_repayment(&project, &one).with("because", because)).await?;
    Ok(Repayment { version: one.version + 1, ..one })
}
