//! How a technology comes before everybody: handed in by its clinic, read by another's, shown or sent
//! back.

use kit::{Act, Error, Facts, Result};

use super::policy::{self, Verb};
use super::review::{Remark, Review, Verdict};
use super::technology::Technology;
use super::verbs::open;
use super::{store, store_parts};
use house::accounts::Reader;
use house::app::App;

/// Hands it in for review by another clinic.
///
/// # Errors
/// When the reader may not, it waits already, or something is missing, beside its field.
pub async fn submit(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Submit, code).await?;
    policy::may_submit(reader, &technology)?;
    let technology = technology.submitted(act.now())?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}

/// Shows it to everyone, as a reviewer of another clinic. `seen` is the version the reviewer read.
///
/// # Errors
/// When the reader may not, it does not wait, somebody changed it, or a rule stands against it.
pub async fn publish(app: &App, reader: &Reader, code: &str, seen: Option<i64>) -> Result<Technology> {
    let (act, before) = open(app, reader, Verb::Publish, code).await?;
    policy::may_publish(reader, &before)?;
    decide(act, reader, before, (Verdict::Approved, Vec::new()), seen).await
}

/// Sends it back to be mended, as a reviewer of another clinic. `seen` is the version the reviewer read.
///
/// # Errors
/// As [`publish`].
pub async fn send_back(
    app: &App,
    reader: &Reader,
    code: &str,
    remarks: Vec<Remark>,
    seen: Option<i64>,
) -> Result<Technology> {
    let (act, before) = open(app, reader, Verb::SendBack, code).await?;
    policy::may_send_back(reader, &before)?;
    decide(act, reader, before, (Verdict::Returned, remarks), seen).await
}

async fn decide(
    act: Act,
    reader: &Reader,
    before: Technology,
    (verdict, remarks): (Verdict, Vec<Remark>),
    seen: Option<i64>,
) -> Result<Technology> {
    // A reviewer answers for what they read, not for what was written since.
    if seen.is_some_and(|version| version != before.version) {
        return Err(Error::changed_meanwhile());
    }
    let clinic = policy::reviewing_clinic(reader);
    let technology = before.reviewed(verdict, clinic, act.today()).map_err(Error::Conflict)?;
    let review = Review { id: act.new_id(), clinic, verdict, at: act.now(), remarks };
    store_parts::save_review(&act, technology.id, &review).await?;
    store::save(&act, &technology).await?;
    let parts: Vec<&str> = review.remarks.iter().map(|remark| remark.part.as_str()).collect();
    let facts = Facts::none().with("reviewer_clinic", clinic.map(|id| id.to_string())).with("remarks", parts);
    act.commit(&technology, facts).await?;
    Ok(technology)
}
