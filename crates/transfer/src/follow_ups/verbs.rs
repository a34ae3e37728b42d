//! What can be done while people are still to be asked: each one transaction with its row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, Rehearsed, Result};

use super::attempt::{Attempt, NewAttempt, Outcome};
use super::policy::{self, Verb};
use super::store;
use house::accounts::Reader;
use house::app::App;

use crate::responses::{self, Participant};

/// Writes down what came of a call.
///
/// # Errors
/// When the reader may not, or the project takes no answers.
pub async fn record(app: &App, reader: &Reader, code: &str, told: NewAttempt, once: &str) -> Result<()> {
    let (person, area) = responses::person_seen(app, reader, code).await?;
    policy::may_record(reader, &area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    let act = app.act(&reader.actor(), Verb::Record).await?;
    if !once.is_empty() && act.done_before(once).await?.is_some() {
        return Ok(());
    }
    let attempt = save(&act, reader, &person, told).await?;
    if !once.is_empty() {
        act.remember(once, &attempt.id.to_string()).await?;
    }
    act.commit(&Rehearsed(&attempt, person.practice), facts(&attempt)).await
}

/// Says that somebody cannot be reached; said twice it is said once.
///
/// # Errors
/// When the reader may not.
pub async fn give_up(app: &App, reader: &Reader, code: &str, reason: String) -> Result<()> {
    let (person, area) = responses::person_seen(app, reader, code).await?;
    policy::may_give_up(reader, &area)?;
    let act = app.act(&reader.actor(), Verb::GiveUp).await?;
    say(act, reader, &person, Outcome::Unreachable, reason).await
}

/// Says that somebody can be reached again.
///
/// # Errors
/// When the reader may not, or nobody said that they cannot.
pub async fn resume(app: &App, reader: &Reader, code: &str, reason: String) -> Result<()> {
    let (person, area) = responses::person_seen(app, reader, code).await?;
    policy::may_resume(reader, &area)?;
    let act = app.act(&reader.actor(), Verb::Resume).await?;
    if store::find_reach(&act, person.id).await?.is_none() {
        return Err(Error::Conflict(msg("follow-ups-not-given-up")));
    }
    say(act, reader, &person, Outcome::Reachable, reason).await
}

async fn say(act: Act, reader: &Reader, person: &Participant, outcome: Outcome, reason: String) -> Result<()> {
    let said = store::find_reach(&act, person.id).await?;
    if said.is_some_and(|said| said.told.outcome == outcome) {
        return Ok(());
    }
    let attempt = save(&act, reader, person, NewAttempt::because(outcome, reason)).await?;
    act.commit(&Rehearsed(&attempt, person.practice), facts(&attempt)).await
}

async fn save(act: &Act, reader: &Reader, person: &Participant, told: NewAttempt) -> Result<Attempt> {
    let made_by = reader.actor().person();
    let attempt = Attempt { id: act.new_id(), participant: person.id, told, made_by, made_at: act.now() };
    store::save_new(act, &attempt).await?;
    Ok(attempt)
}

/// What the trail keeps; words about a person as digests alone.
fn facts(attempt: &Attempt) -> Facts {
    Facts::none()
        .with("participant", attempt.participant.to_string())
        .with("outcome", attempt.told.outcome.as_str())
        .personal("note", attempt.told.note.clone().unwrap_or_default())
}
