//! Rehearsing a file, and bringing it in: rows are read, checked and kept ready outside the write
//! lock, then written in one short transaction with one row in the trail.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use chrono::Duration;
use kit::table::{Row, Seen, TableError, each_row};
use kit::{Chance, Error, Facts, FormErrors, Result, msg};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::import::{Checked, Finished, Import, Way};
use super::policy::{self, Verb};
use super::store::{self, RowDigest};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{AnyKind, Change, Saved, Staging, WHOLE_MOST};

/// Rows read, checked and written at once: the statements of every kind fit what an engine binds.
const BATCH: usize = 500;
/// The job that forgets an uploaded file.
pub const FORGET_UPLOAD: &str = "imports.forget_upload";
/// So long an uploaded file waits to be brought in.
const KEPT: Duration = Duration::hours(24);

/// Told now and then how many rows are checked.
pub type Progress<'a> = &'a (dyn Fn(usize) + Send + Sync);

/// Checks a whole file and changes nothing.
///
/// # Errors
/// When the reader may not bring in this kind, or the file is no table of it
/// ([`Error::Invalid`], beside `file`).
pub async fn rehearse(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    progress: Progress<'_>,
) -> Result<Checked> {
    policy::may_apply(reader, kind)?;
    Ok(check(app, reader, kind, file, false, progress).await?.checked)
}

/// Brings a file in. Nothing is changed when anything is wrong with it, unless its good rows are
/// asked for.
///
/// # Errors
/// As [`rehearse`]; and when the database cannot be written: then nothing has happened.
pub async fn apply(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    (name, file): (&str, Bytes),
    way: Way,
    progress: Progress<'_>,
) -> Result<Finished> {
    policy::may_apply(reader, kind)?;
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&file));
    let ready = check(app, reader, kind, file, true, progress).await?;
    if ready.checked.good == 0 || (way == Way::AllOrNothing && !ready.checked.is_clean()) {
        return Ok(Finished::Refused(ready.checked));
    }
    let (import, checked) = write(app, reader, kind.name(), (name, digest), ready).await?;
    Ok(Finished::Done(Box::new(import), checked))
}

/// A file that was checked, with its good rows kept ready.
struct Ready {
    checked: Checked,
    staging: Box<dyn Staging>,
    digests: VecDeque<RowDigest>,
}

async fn check(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    keep: bool,
    progress: Progress<'_>,
) -> Result<Ready> {
    let mut ready = Ready { checked: Checked::default(), staging: kind.staging(), digests: VecDeque::new() };
    let mut earlier = HashMap::new();
    let (batches, mut incoming) = mpsc::channel(2);
    let reading = tokio::task::spawn_blocking(move || read(&file, kind, &batches));
    while let Some(batch) = incoming.recv().await {
        let repeated: Vec<_> = batch.iter().map(|row| repetition(kind, &mut earlier, row)).collect();
        let kept: Vec<bool> = repeated.iter().map(|twice| keep && twice.is_none()).collect();
        let judged = ready.staging.check(app, reader, &batch, &kept).await?;
        for ((row, judged), twice) in batch.iter().zip(judged).zip(repeated) {
            let mut errors = twice.unwrap_or_default();
            let others = judged.err().unwrap_or_default();
            others.iter().for_each(|(column, reason)| errors.add(column, reason.clone()));
            if errors.is_empty() && keep {
                ready.digests.push_back(row_digest(&app.chance, kind, row));
            }
            ready.checked.judged(row, &errors);
        }
        progress(ready.checked.rows);
    }
    let seen = reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    ready.checked.unknown = seen.unknown;
    Ok(ready)
}

/// Reads the file beside the checking, a few batches ahead of it.
fn read(file: &[u8], kind: &dyn AnyKind, batches: &mpsc::Sender<Vec<Row>>) -> Result<Seen, TableError> {
    let most = if kind.is_whole() { WHOLE_MOST } else { BATCH };
    let mut batch = Vec::with_capacity(BATCH);
    // Nobody listens any more when the checking failed; that error is the one to tell.
    let seen = each_row(file, kind.columns(), |row| {
        batch.push(row);
        if batch.len() == most {
            drop(batches.blocking_send(std::mem::take(&mut batch)));
        }
    })?;
    if !batch.is_empty() {
        drop(batches.blocking_send(batch));
    }
    Ok(seen)
}

/// An error when an earlier row has the same key.
fn repetition(kind: &dyn AnyKind, earlier: &mut HashMap<String, usize>, row: &Row) -> Option<FormErrors> {
    let parts: Vec<&str> = kind.key().iter().map(|column| row.text(column)).collect();
    if parts.is_empty() || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let first = *earlier.entry(parts.join("\u{1f}")).or_insert(row.number);
    let column = kind.key().first().copied().unwrap_or_default();
    (first != row.number).then(|| FormErrors::one(column, msg("imports-repeated").with("row", first)))
}

fn row_digest(chance: &Chance, kind: &dyn AnyKind, row: &Row) -> RowDigest {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    let mut digest = Sha256::new();
    digest.update(salt);
    for column in kind.columns() {
        digest.update(column.name.as_bytes());
        digest.update([0x1f]);
        digest.update(row.text(column.name).as_bytes());
        digest.update([0x1e]);
    }
    RowDigest { salt, digest: digest.finalize().into() }
}

async fn write(
    app: &App,
    reader: &Reader,
    kind: &str,
    (name, digest): (&str, String),
    mut ready: Ready,
) -> Result<(Import, Checked)> {
    let act = app.act(&reader.actor(), Verb::Apply).await?;
    let mut import = Import {
        id: act.new_id(),
        code: format!("I{}-{}", thai::FiscalYear::of(act.today()).0 % 100, act.chance().code(8)),
        kind: kind.to_owned(),
        file: name.to_owned(),
        digest,
        rows: count(ready.checked.rows),
        added: 0,
        changed: 0,
        unchanged: 0,
        left_out: count(ready.checked.bad()),
        at: act.now(),
    };
    store::save_new(&act, &import).await?;
    loop {
        let saved = ready.staging.save(&act, BATCH).await?;
        if saved.is_empty() {
            break;
        }
        let digests: Vec<_> =
            saved.iter().zip(ready.digests.drain(..saved.len())).map(|(saved, digest)| (saved.id, digest)).collect();
        store::save_digests(&act, import.id, &digests).await?;
        tally(&mut import, &saved);
    }
    store::save(&act, &import).await?;
    let facts = Facts::none()
        .with("kind", kind)
        .with("digest", import.digest.clone())
        .with("rows", import.rows)
        .with("added", import.added)
        .with("changed", import.changed)
        .with("unchanged", import.unchanged)
        .with("left_out", import.left_out);
    act.commit(&import, facts).await?;
    Ok((import, ready.checked))
}

fn tally(import: &mut Import, saved: &[Saved]) {
    for one in saved {
        match one.change {
            Change::Added => import.added += 1,
            Change::Changed => import.changed += 1,
            Change::Unchanged => import.unchanged += 1,
        }
    }
}

fn count(rows: usize) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

/// The key of a file that was uploaded and is not yet brought in: only whoever uploaded it has it.
pub(super) fn upload_key(account: Uuid, id: &str) -> String {
    format!("imports/{account}/{id}")
}

/// Keeps an uploaded file until it is brought in, a day at most; answers the name it is kept under.
///
/// # Errors
/// [`Error::SignIn`] for nobody known; when the file cannot be kept.
pub(super) async fn keep(app: &App, reader: &Reader, file: Bytes) -> Result<String> {
    let account = reader.who().ok_or(Error::SignIn)?.account;
    let (id, now) = (app.chance.id(app.clock.now()), app.clock.now());
    let key = upload_key(account, &id.to_string());
    // The job first: a file that could not be kept is forgotten all the same.
    store::save_forgetting(&app.db, id, FORGET_UPLOAD, &key, now + KEPT).await?;
    app.files.put(&key, file).await?;
    Ok(id.to_string())
}

/// Forgets an uploaded file that nobody brought in: the job [`FORGET_UPLOAD`].
///
/// # Errors
/// When the store of files cannot be reached.
pub async fn forget_upload(app: App, key: Value) -> Result<()> {
    if let Some(key) = key.as_str() {
        app.files.delete(key).await?;
    }
    Ok(())
}
