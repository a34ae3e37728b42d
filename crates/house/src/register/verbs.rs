//! How a record is brought in by a file, entered, corrected and withdrawn: the verbs of every feature that
//! keeps such a register, each with the feature's own name and right.

use kit::form::optional;
use kit::{Act, Error, Facts, FormErrors, Message, Result, Subject, msg};

use super::importing::Brought;
use super::{Registered, Standing, Withdrawn};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Change, Saved};

/// Letters of a code that the register gives.
const CODE: usize = 8;

fn begin<R: Registered>(act: &Act, mut record: R) -> R {
    let (id, code, standing) = record.given();
    *id = act.new_id();
    *standing = Standing::NEW;
    if code.is_empty() {
        *code = format!("{}-{}", R::LETTER, act.chance().code(CODE).replace('-', ""));
    }
    record
}

/// Takes over the rows of a file, inside the import's own act; each record that is new or changed has its
/// row in the trail beside the import.
///
/// # Errors
/// When the database cannot be written.
pub async fn bring<R: Registered>(act: &Act, rows: &[Brought<R>]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for Brought { record, before } in rows {
        let (mut record, change) = match before {
            None => (begin(act, record.clone()), Change::Added),
            Some(before) if before == record => (record.clone(), Change::Unchanged),
            Some(_) => (record.clone(), Change::Changed),
        };
        if change == Change::Changed {
            record.given().2.version += 1;
            R::save(act, &record).await?;
        }
        if change != Change::Unchanged {
            act.note(R::BRING.into(), &record, record.facts(before.as_ref())).await?;
        }
        saved.push(Saved { id: record.id(), change });
        if change == Change::Added {
            new.push(record);
        }
    }
    R::save_new(act, &new).await?;
    Ok(saved)
}

/// Enters a new record, once for each key.
///
/// # Errors
/// When the reader may not; `layout-told-there` where the register has it already; when the database cannot
/// be written.
pub(super) async fn register<R: Registered>(
    app: &App,
    reader: &Reader,
    brought: Brought<R>,
    once: Option<&str>,
) -> Result<R> {
    let (verb, may) = R::REGISTER;
    let act = app.act(&reader.actor(), verb).await?;
    may(reader, Some(&brought.record))?;
    let key = once.and_then(optional);
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return R::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    if let Some(before) = &brought.before {
        return Err(FormErrors::one(R::KEY, there(before)).into());
    }
    let record = begin(&act, brought.record);
    R::save_new(&act, std::slice::from_ref(&record)).await?;
    if let Some(key) = &key {
        act.remember(key, record.code().unwrap_or_default()).await?;
    }
    act.commit(&record, record.facts(None)).await?;
    Ok(record)
}

/// The register has this record already.
pub fn there(record: &impl Subject) -> Message {
    msg("layout-told-there").with("code", record.code().unwrap_or_default())
}

/// Changes what a record says, unless somebody else did since `version`. One that was withdrawn stands
/// again.
///
/// # Errors
/// When the reader may not, of the record as it stands or as it is to stand; `kit-error-conflict-version`;
/// when the database cannot be written.
pub(super) async fn correct<R: Registered>(app: &App, reader: &Reader, brought: Brought<R>, version: i64) -> Result<R> {
    let (verb, may) = R::CORRECT;
    let act = app.act(&reader.actor(), verb).await?;
    let code = brought.before.as_ref().and_then(Subject::code).ok_or(Error::NotFound)?;
    let before = R::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    let mut record = brought.record;
    may(reader, Some(&before))?;
    may(reader, Some(&record))?;
    if before.standing().version != version {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    *record.given().2 = Standing { version: version + 1, withdrawn: None };
    R::save(&act, &record).await?;
    let restored = before.standing().withdrawn.is_some();
    let facts = record.facts(Some(&before));
    act.commit(&record, if restored { facts.with("restored", true) } else { facts }).await?;
    Ok(record)
}

/// Withdraws a record that was wrong, unless somebody else changed it since `version`.
///
/// # Errors
/// When the reader may not; `layout-told-withdrawn-before`, `kit-error-conflict-version`; when the database
/// cannot be written.
pub(super) async fn withdraw<R: Registered>(
    app: &App,
    reader: &Reader,
    code: &str,
    because: String,
    version: Option<i64>,
) -> Result<R> {
    let (verb, may) = R::WITHDRAW;
    let act = app.act(&reader.actor(), verb).await?;
    let mut record = R::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    may(reader, Some(&record))?;
    if record.standing().withdrawn.is_some() {
        return Err(Error::Conflict(msg("layout-told-withdrawn-before")));
    }
    if version.is_some_and(|version| version != record.standing().version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let standing = record.given().2;
    standing.version += 1;
    standing.withdrawn = Some(Withdrawn { at: act.now(), because: because.clone() });
    R::save(&act, &record).await?;
    act.commit(&record, Facts::none().with("reason", because)).await?;
    Ok(record)
}
