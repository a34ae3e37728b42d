//! What can be done to a technology: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::benefit::Outcome;
use super::policy::{self, Verb};
use super::store;
use super::technology::{NewTechnology, Status, Technology};
use crate::accounts::Reader;
use crate::app::App;
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
pub async fn register(app: &App, reader: &Reader, clinic: &Clinic, told: NewTechnology, how: Circumstances) -> Result<Technology> {
    policy::may_register(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(key) = how.once.as_deref().filter(|key| !key.is_empty())
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let technology = Technology {
        id: act.new_id(),
        code: format!("T-{}", act.chance().code(5)),
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
    let technology = before.clone().revised(told, version).map_err(Error::Conflict)?;
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
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New records.
    pub new: usize,
    /// Records that were there and differ now.
    pub changed: usize,
    /// Records that were there already as the file has them.
    pub same: usize,
}

/// Takes over all rows of a file in one act, with one row in the trail that keeps a digest for
/// each record. What the file shape does not hold (consent, evidence, benefits) is left alone.
///
/// # Errors
/// When the reader may not, or the database cannot be written; then nothing is taken over.
pub async fn import(app: &App, reader: &Reader, rows: Vec<Brought>, file: &str) -> Result<Imported> {
    policy::may_import(reader)?;
    let act = app.act(&reader.actor(), Verb::Import).await?;
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let mut known = store::find_many_for_change(&act, &codes).await?;
    let (mut done, mut new, mut digests) = (Imported::default(), Vec::new(), serde_json::Map::new());
    for row in rows {
        digests.insert(row.code.clone(), super::technology::digest(&row.told).into());
        let Some(before) = known.remove(&row.code) else {
            new.push(fresh(&act, row, app.settings.demo));
            continue;
        };
        let after = kept(&before, row);
        if after == before {
            done.same += 1;
        } else {
            store::save(&act, &after).await?;
            done.changed += 1;
        }
    }
    store::save_new(&act, &new).await?;
    done.new = new.len();
    let facts = Facts::none().with("file", file).with("new", done.new).with("changed", done.changed).with("digests", digests);
    act.commit(&Batch(act.new_id()), facts).await?;
    Ok(done)
}

/// The subject of an import: the file as a whole.
struct Batch(Uuid);

impl kit::Subject for Batch {
    fn id(&self) -> Uuid {
        self.0
    }
}

fn fresh(act: &Act, row: Brought, invented: bool) -> Technology {
    let technology = Technology {
        id: act.new_id(),
        code: row.code,
        clinic: row.clinic,
        told: row.told,
        status: Status::Draft,
        invented,
        updated_at: act.now(),
        version: 1,
    };
    technology.brought()
}

fn kept(before: &Technology, row: Brought) -> Technology {
    let old = before.told.clone();
    let told = NewTechnology { credit: old.credit, consent: old.consent, evidence: old.evidence, benefits: old.benefits, ..row.told };
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

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Technology)> {
    let act = app.act(&reader.actor(), verb).await?;
    let technology = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &technology)?;
    Ok((act, technology))
}
