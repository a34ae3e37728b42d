//! What can be done to a technology: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::benefit::Outcome;
use super::policy::{self, Verb};
use super::store;
use super::technology::{NewTechnology, Status, Technology};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::organisations::Clinic;

/// How a technology is written down, beside what was entered.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Enters a technology of a clinic, as a draft.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn register(
    app: &App,
    reader: &Reader,
    clinic: &Clinic,
    told: NewTechnology,
    how: Circumstances,
) -> Result<Technology> {
    policy::may_register(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(key) = how.once.as_deref().filter(|key| !key.is_empty())
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let technology = Technology {
        id: act.new_id(),
        code: format!("T-{}", act.chance().code(8)),
        clinic: clinic.id,
        told,
        status: Status::Draft,
        invented: how.invented,
        updated_at: act.now(),
        version: 1,
    };
    store::save_new(&act, std::slice::from_ref(&technology)).await?;
    if let Some(key) = how.once.filter(|key| !key.is_empty()) {
        act.remember(&key, &technology.code).await?;
    }
    let facts = Facts::none()
        .with("clinic", clinic.code.clone())
        .with("kind", technology.told.kind.as_str())
        .personal("holder", technology.told.holder.clone().unwrap_or_default());
    act.commit(&technology, facts).await?;
    Ok(technology)
}

/// Changes what is said of it, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, or it could not stay published.
pub async fn revise(app: &App, reader: &Reader, code: &str, told: NewTechnology, version: i64) -> Result<Technology> {
    let (act, before) = open(app, reader, Verb::Revise, code).await?;
    policy::may_revise(reader, &before)?;
    if before.version != version {
        return Err(Error::changed_meanwhile());
    }
    let technology = before.clone().revised(told).map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    let facts = Facts::none()
        .with("changed", technology.changed_since(&before.told))
        .personal("holder", technology.told.holder.clone().unwrap_or_default());
    act.commit(&technology, facts).await?;
    Ok(technology)
}

/// Shows it to everyone.
///
/// # Errors
/// When the reader may not, or a rule stands against it.
pub async fn publish(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Publish, code).await?;
    policy::may_publish(reader, &technology)?;
    let technology = technology.published().map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}

/// Offers it no longer.
///
/// # Errors
/// When the reader may not, or it is archived already.
pub async fn archive(app: &App, reader: &Reader, code: &str) -> Result<Technology> {
    let (act, technology) = open(app, reader, Verb::Archive, code).await?;
    policy::may_archive(reader, &technology)?;
    let technology = technology.archived().map_err(Error::Conflict)?;
    store::save(&act, &technology).await?;
    act.commit(&technology, Facts::none()).await?;
    Ok(technology)
}

/// A technology as a file brings it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Short code; one that exists is changed.
    pub code: String,
    /// The clinic that offers it.
    pub clinic: Uuid,
    /// What the file says.
    pub told: NewTechnology,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Takes over rows of a file, inside the import's own act. What the file shape does not hold
/// (credit, consent, evidence, benefits) is left as it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let known = store::find_many_for_change(act, &codes).await?;
    let (mut new, mut saved) = (Vec::new(), Vec::new());
    for row in rows {
        let Some(before) = known.get(&row.code) else {
            let technology = fresh(act, row.clone());
            saved.push(Saved { id: technology.id, change: Change::Added });
            new.push(technology);
            continue;
        };
        let after = kept(before, row.clone());
        let change = if after == *before { Change::Unchanged } else { Change::Changed };
        if change == Change::Changed {
            store::save(act, &after).await?;
        }
        saved.push(Saved { id: before.id, change });
    }
    store::save_new(act, &new).await?;
    Ok(saved)
}

fn fresh(act: &Act, row: Brought) -> Technology {
    let technology = Technology {
        id: act.new_id(),
        code: row.code,
        clinic: row.clinic,
        told: row.told,
        status: Status::Draft,
        invented: row.invented,
        updated_at: act.now(),
        version: 1,
    };
    technology.brought()
}

fn kept(before: &Technology, row: Brought) -> Technology {
    let old = before.told.clone();
    let told = NewTechnology {
        credit: old.credit,
        consent: old.consent,
        evidence: old.evidence,
        benefits: old.benefits,
        ..row.told
    };
    Technology { clinic: row.clinic, told, ..before.clone() }
}

/// News from responses: a follow-up answer tells what came of a technology. Part of the answer's
/// own act; the totals follow from the answers, whose trail it is.
///
/// # Errors
/// When the database cannot be written.
pub async fn record_outcome(act: &Act, technology: Uuid, outcome: &Outcome) -> Result<()> {
    store::save_outcome(act, technology, outcome, 1).await
}

/// News from responses: that answer was withdrawn, or a later revision stands in its place.
///
/// # Errors
/// When the database cannot be written.
pub async fn withdraw_outcome(act: &Act, technology: Uuid, outcome: &Outcome) -> Result<()> {
    store::save_outcome(act, technology, outcome, -1).await
}

/// What the answers of a story tell of a technology, and those that are taken back again.
///
/// # Errors
/// When the database cannot be written.
#[cfg(test)]
pub(super) async fn report(app: &App, on: &Technology, told: &[Outcome], taken_back: &[Outcome]) -> Result<()> {
    let act = app.act(&kit::Actor::system("test"), "response.answer").await?;
    for outcome in told {
        record_outcome(&act, on.id, outcome).await?;
    }
    for outcome in taken_back {
        withdraw_outcome(&act, on.id, outcome).await?;
    }
    act.commit(on, Facts::none()).await
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Technology)> {
    let act = app.act(&reader.actor(), verb).await?;
    let technology = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &technology)?;
    Ok((act, technology))
}
