//! What can be decided about a match: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, FormErrors, Rehearsed, Result, msg};
use uuid::Uuid;

use super::decision::{Decision, Status};
use super::policy::{self, Verb};
use super::reason::Reason;
use super::store;
use super::verbs_find::seen;
use crate::needs::{self, Need};
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::App;

/// What somebody decides about.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Code of the need.
    pub need: String,
    /// Code of the technology.
    pub technology: String,
    /// The words it was found by, where not by the need's own.
    pub words: String,
    /// Who proposed it, where somebody did: the first of its reasons.
    pub proposed: Option<Reason>,
}

/// This technology shall help: the need is matched.
///
/// # Errors
/// When the reader may not, the need is not analysed or already decided, the technology is not offered, or
/// nothing says that it fits and no note tells why it is taken.
pub async fn confirm(app: &App, reader: &Reader, choice: Choice, note: Option<String>) -> Result<Decision> {
    let need = needs::find_by_code(&app.db, &choice.need).await?.ok_or(Error::NotFound)?;
    policy::may_confirm(reader, &need)?;
    decide(app, reader, Verb::Confirm, &need, choice, note).await
}

/// This technology does not fit, and why: it is not proposed again.
///
/// # Errors
/// When the reader may not, the need is not analysed or already decided, or the technology was
/// confirmed before.
pub async fn reject(app: &App, reader: &Reader, choice: Choice, note: String) -> Result<Decision> {
    let need = needs::find_by_code(&app.db, &choice.need).await?.ok_or(Error::NotFound)?;
    policy::may_reject(reader, &need)?;
    decide(app, reader, Verb::Reject, &need, choice, Some(note)).await
}

async fn decide(
    app: &App,
    reader: &Reader,
    verb: Verb,
    need: &Need,
    choice: Choice,
    note: Option<String>,
) -> Result<Decision> {
    need.clone().matched().map_err(Error::Conflict)?;
    let technology = offered(app, &choice.technology).await?;
    // Looked up before the write lock is taken; reasons never come from the browser.
    let seen = seen(app, need, &choice.words, &technology).await?;
    if verb == Verb::Confirm && choice.proposed.is_none() && !seen.speaks_for_it() && note.is_none() {
        // Why it was taken is always told: by the reasons that were shown, or else by whoever takes it.
        return Err(Error::Invalid(FormErrors::one("note", msg("matching-note-needed"))));
    }
    let reasons = choice.proposed.into_iter().chain(seen.reasons).collect();
    let act = app.act(&reader.actor(), verb).await?;
    let status = if verb == Verb::Confirm { Status::Confirmed } else { Status::Rejected };
    let before = store::find_for_change(&act, need.id, technology.id).await?;
    Decision::may_follow(before.as_ref().map(|one| one.status), status).map_err(Error::Conflict)?;
    let decision = Decision {
        id: before.map_or_else(|| act.new_id(), |one| one.id),
        need: need.id,
        technology: technology.id,
        score: seen.score,
        reasons,
        status,
        own_clinic: need.clinic == Some(technology.clinic),
        decided_by: reader.actor().person(),
        decided_at: act.now(),
        note,
    };
    store::save(&act, &decision).await?;
    if status == Status::Confirmed {
        needs::matched(&act, &need.code, technology.id).await?;
    }
    let facts = Facts::none()
        .with("need", need.code.clone())
        .with("technology", technology.code.clone())
        .with("score", decision.score)
        .with("own_clinic", decision.own_clinic);
    act.commit(&Rehearsed(&decision, need.practice), facts).await?;
    Ok(decision)
}

/// From above: the needs with these identifiers were rehearsals, and are about to be cleared.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, needs: &[Uuid]) -> Result<()> {
    store::delete_of_needs(act, needs).await
}

async fn offered(app: &App, code: &str) -> Result<Technology> {
    let technology = technologies::find_by_code(&app.db, code.trim()).await?.ok_or(Error::NotFound)?;
    match technology.status {
        technologies::Status::Published => Ok(technology),
        technologies::Status::Archived if technology.is_public() => Err(Error::Conflict(msg("matching-not-offered"))),
        _ => Err(Error::NotFound),
    }
}
