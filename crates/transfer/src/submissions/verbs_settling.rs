//! What a person decides about what came: it is looked at, put right, or refused.

use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};

use super::policy::{self, Verb};
use super::store;
use super::submission::{Standing, Submission};
use super::verbs::into_records;
use house::accounts::Reader;
use house::app::App;

use crate::questionnaires;
use crate::responses::{self, Area, Filled, Taking, Wanted};

/// One as the reader may see it, with its area.
pub(super) async fn seen(app: &App, reader: &Reader, receipt: &str) -> Result<(Submission, Area)> {
    reader.must_sign_in()?;
    let one = store::find(&app.db, &kit::chance::normalise_code(receipt)).await?.ok_or(Error::NotFound)?;
    let area = responses::find_area(app.db.reader(), Wanted::Id(one.area)).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &area)?;
    Ok((one, area))
}

/// Says that one which came in order was looked at.
///
/// # Errors
/// When the reader may not, or it does not stand so.
pub async fn approve(app: &App, reader: &Reader, receipt: &str) -> Result<Submission> {
    let (one, area) = seen(app, reader, receipt).await?;
    policy::may_approve(reader, &area)?;
    let (act, one) = begun(app, reader, Verb::Approve, &one).await?;
    let one = one.approved().map_err(Error::Conflict)?;
    decided(act, &area, one, Facts::none()).await
}

/// Refuses one that something stands against, with the reason.
///
/// # Errors
/// When the reader may not, or nothing stands against it.
pub async fn reject(app: &App, reader: &Reader, receipt: &str, reason: String) -> Result<Submission> {
    let (one, area) = seen(app, reader, receipt).await?;
    policy::may_reject(reader, &area)?;
    let (act, one) = begun(app, reader, Verb::Reject, &one).await?;
    let one = one.rejected(reason.clone()).map_err(Error::Conflict)?;
    decided(act, &area, one, Facts::none().with("reason", reason)).await
}

/// Puts one right that something stands against: what is given now is taken in its place, under its name, and the text
/// that came stays as it came.
///
/// # Errors
/// When the reader may not, nothing stands against it, or something still does (beside its question).
pub async fn put_right(
    app: &App,
    reader: &Reader,
    receipt: &str,
    slip: Option<String>,
    filled: Filled,
) -> Result<Submission> {
    let (one, area) = seen(app, reader, receipt).await?;
    policy::may_put_right(reader, &area)?;
    let asked = questionnaires::find_edition(&app.db, one.questionnaire).await?.ok_or(Error::NotFound)?;
    let judged = filled.judge(&asked.form, responses::moment(app.clock.now()))?;
    let (act, one) = begun(app, reader, Verb::PutRight, &one).await?;
    one.waits().map_err(Error::Conflict)?;
    if responses::is_taken(&act, &one.instance).await? {
        return Err(Error::Conflict(msg("submissions-instance-taken")));
    }
    let filled = Filled { instance: one.instance.clone(), ..filled };
    let taking = Taking { asked: &asked, filled, judged, keyed_by: reader.actor().person() };
    let (person, answer) = into_records(&act, &area, taking, slip.as_deref()).await?;
    let one = Submission { standing: Standing::Edited, response: Some(answer.id), participant: Some(person.id), ..one };
    decided(act, &area, one, Facts::none().with("response", answer.id.to_string())).await
}

async fn begun(app: &App, reader: &Reader, verb: Verb, one: &Submission) -> Result<(Act, Submission)> {
    let act = app.act(&reader.actor(), verb).await?;
    let one = store::find_for_change(&act, &one.receipt).await?.ok_or(Error::NotFound)?;
    Ok((act, one))
}

async fn decided(act: Act, area: &Area, one: Submission, facts: Facts) -> Result<Submission> {
    let one = Submission { judged_by: act.actor().person(), judged_at: Some(act.now()), ..one };
    store::save(&act, &one).await?;
    act.commit(&Rehearsed(&one, area.practice), facts.with("standing", one.standing.as_str())).await?;
    Ok(Submission { version: one.version + 1, ..one })
}
