//! Rehearsing a file, and bringing it in: rows are read and checked outside the write lock, then read
//! once more and written in one transaction with one row in the trail.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use kit::table::{Row, Seen, TableError, each_row};
use kit::{Act, Chance, Facts, FormErrors, Result, audit, msg};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::import::{Checked, Double, Finished, Import, Seen as Stood, Stage, Way};
use super::policy::{self, Verb};
use super::store::{self, RowDigest, Written};
use super::store_undo::list_standing;
use super::verbs_compare;
use super::verbs_upload::columns_of;
use house::accounts::Reader;
use house::app::App;
use house::exchange::{AnyKind, Change, Noted, Saved, Staging, WHOLE_MOST};

/// Rows read, checked and written at once: the statements of every kind fit what an engine binds.
const BATCH: usize = 500;

/// Told now and then how many rows are checked, and then how many are written.
pub type Progress<'a> = &'a (dyn Fn(Stage, usize) + Send + Sync);

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
    let checked = check(app, reader, kind, file.clone(), progress).await?;
    verbs_compare::compare(app, reader, kind, file, checked).await
}

/// Brings a file in. Nothing is changed when anything is wrong with it, unless its good rows are
/// asked for.
///
/// The file is gone through twice, once to check all of it and once to write it, so that no more of it
/// than a few batches is ever held, however long it is.
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
    apply_seen(app, reader, kind, (name, file), (way, None), progress).await
}

/// As [`apply`], of a file that somebody looked at beside what was `seen` when it was checked.
///
/// # Errors
/// As [`apply`]; [`kit::Error::Conflict`] when any of it was changed since: then nothing has happened.
pub(super) async fn apply_seen(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    (name, file): (&str, Bytes),
    (way, seen): (Way, Option<&Stood>),
    progress: Progress<'_>,
) -> Result<Finished> {
    policy::may_apply(reader, kind)?;
    let refused = |checked: &Checked| checked.good == 0 || (way == Way::AllOrNothing && !checked.is_clean());
    let checked = check(app, reader, kind, file.clone(), progress).await?;
    if refused(&checked) {
        return Ok(Finished::Refused(checked));
    }
    // Chained now, all that was written before stands before this import, whatever the clocks said.
    while audit::seal(&app.db).await? > 0 {}
    let act = app.act(&reader.actor(), Verb::Apply).await?;
    let mut import = begin(&act, kind, name, &file);
    store::save_new(&act, &import).await?;
    // Somebody may have written what these rows are checked against since: this check decides.
    let checked = write(app, reader, kind, file.clone(), (&act, &mut import), progress).await?;
    if refused(&checked) {
        return Ok(Finished::Refused(checked));
    }
    // What is written is not committed: the register still reads as it stood, and of the records written here
    // nobody else can write any until then.
    if let Some(seen) = seen {
        verbs_compare::check_seen(app, reader, kind, file, (&checked, seen)).await?;
    }
    import.rows = count(checked.rows);
    import.left_out = count(checked.bad());
    store::save(&act, &import).await?;
    let facts = Facts::none()
        .with("kind", kind.name())
        .with("digest", import.digest.clone())
        .with("rows", import.rows)
        .with("added", import.added)
        .with("changed", import.changed)
        .with("unchanged", import.unchanged)
        .with("left_out", import.left_out);
    act.commit(&import, facts).await?;
    Ok(Finished::Done(Box::new(import), checked))
}

fn begin(act: &Act, kind: &dyn AnyKind, name: &str, file: &Bytes) -> Import {
    Import {
        id: act.new_id(),
        code: format!("I{}-{}", thai::FiscalYear::of(act.today()).0 % 100, act.chance().code(8)),
        kind: kind.name().to_owned(),
        file: name.to_owned(),
        digest: data_encoding::HEXLOWER.encode(&Sha256::digest(file)),
        rows: 0,
        added: 0,
        changed: 0,
        unchanged: 0,
        left_out: 0,
        at: act.now(),
        undone_at: None,
    }
}

/// Goes through a file, and judges its rows.
struct Judging<'a> {
    app: &'a App,
    reader: &'a Reader,
    kind: &'static dyn AnyKind,
    staging: Box<dyn Staging>,
    checked: Checked,
    /// Where a key stood first, by its digest: all that is kept of a row.
    earlier: HashMap<u64, u32>,
    /// Where somebody of this likeness stood first.
    likened: HashMap<u64, u32>,
}

impl<'a> Judging<'a> {
    fn new(app: &'a App, reader: &'a Reader, kind: &'static dyn AnyKind) -> Self {
        let (staging, checked) = (kind.staging(), Checked::default());
        Self { app, reader, kind, staging, checked, earlier: HashMap::new(), likened: HashMap::new() }
    }

    /// Judges a batch; answers its good rows, which wait to be saved where `keep` says so.
    async fn judge<'r>(&mut self, batch: &'r [Row], keep: bool) -> Result<Vec<&'r Row>> {
        let repeated: Vec<_> = batch.iter().map(|row| repetition(self.kind, &mut self.earlier, row)).collect();
        let kept: Vec<bool> = repeated.iter().map(|twice| keep && twice.is_none()).collect();
        let judged = self.staging.check(self.app, self.reader, batch, &kept).await?;
        let mut good = Vec::with_capacity(batch.len());
        for ((row, judged), twice) in batch.iter().zip(judged).zip(repeated) {
            let mut errors = twice.unwrap_or_default();
            match judged {
                Ok(noted) if errors.is_empty() => self.note(row, noted),
                Ok(_) => {}
                Err(others) => others.iter().for_each(|(column, reason)| errors.add(column, reason.clone())),
            }
            if errors.is_empty() {
                good.push(row);
            }
            self.checked.judged(row, &errors);
        }
        Ok(good)
    }

    fn note(&mut self, row: &Row, noted: Noted) {
        if let Some(taken) = noted.taken {
            self.checked.guessed(row.number, taken);
        }
        let Some(alike) = noted.alike else { return };
        let number = row_number(row);
        let first = *self.likened.entry(brief(&alike.key)).or_insert(number);
        let above = (first != number).then_some(first as usize);
        if above.is_some() || alike.of.is_some() {
            self.checked.likened(Double { row: row.number, above, of: alike.of, reasons: alike.reasons });
        }
    }
}

fn row_number(row: &Row) -> u32 {
    u32::try_from(row.number).unwrap_or(u32::MAX)
}

/// A text as a number that no other text of one file has.
pub(super) fn brief(text: &str) -> u64 {
    let digest = Sha256::digest(text);
    u64::from_be_bytes(std::array::from_fn(|at| digest[at]))
}

async fn check(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    progress: Progress<'_>,
) -> Result<Checked> {
    let mut judging = Judging::new(app, reader, kind);
    let (reading, mut incoming) = begin_reading(kind, file);
    while let Some(batch) = incoming.recv().await {
        judging.judge(&batch, false).await?;
        progress(Stage::Checking, judging.checked.rows);
    }
    let seen = reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    Ok(Checked { unknown: seen.unknown, ..judging.checked })
}

pub(super) type Reading = JoinHandle<Result<Seen, TableError>>;

/// Reads the file in a thread of its own, a few batches ahead.
pub(super) fn begin_reading(kind: &'static dyn AnyKind, file: Bytes) -> (Reading, mpsc::Receiver<Vec<Row>>) {
    let (batches, incoming) = mpsc::channel(2);
    (tokio::task::spawn_blocking(move || read(&file, kind, &batches)), incoming)
}

async fn write(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    (act, import): (&Act, &mut Import),
    progress: Progress<'_>,
) -> Result<Checked> {
    let mut judging = Judging::new(app, reader, kind);
    let mut digests = VecDeque::new();
    let (reading, mut incoming) = begin_reading(kind, file);
    while let Some(batch) = incoming.recv().await {
        let good = judging.judge(&batch, true).await?;
        digests.extend(good.into_iter().map(|row| row_digest(&app.chance, kind, row)));
        if !kind.is_whole() {
            save(app, kind, (act, import), judging.staging.as_mut(), &mut digests).await?;
        }
        progress(Stage::Writing, judging.checked.rows);
    }
    save(app, kind, (act, import), judging.staging.as_mut(), &mut digests).await?;
    let seen = reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    Ok(Checked { unknown: seen.unknown, ..judging.checked })
}

/// Saves what waits, and notes of each record what became of it and how it stood before.
async fn save(
    app: &App,
    kind: &'static dyn AnyKind,
    (act, import): (&Act, &mut Import),
    staging: &mut dyn Staging,
    digests: &mut VecDeque<RowDigest>,
) -> Result<()> {
    loop {
        let saved = staging.save(act, BATCH).await?;
        if saved.is_empty() {
            return Ok(());
        }
        let changed: Vec<Uuid> = saved.iter().filter(|one| one.change == Change::Changed).map(|one| one.id).collect();
        // Nothing is committed, so whoever is not of this act still reads what stood before.
        let mut stood = list_standing(&app.db, kind.tables(), &changed).await?;
        let of = |(one, digest): (&Saved, RowDigest)| Written {
            record: one.id,
            change: one.change,
            stood: stood.remove(&one.id),
            digest,
        };
        let written = saved.iter().zip(digests.drain(..saved.len())).map(of).collect();
        store::save_written(act, import.id, written).await?;
        tally(import, &saved);
    }
}

/// Reads the file beside the checking, a few batches ahead of it.
fn read(file: &[u8], kind: &dyn AnyKind, batches: &mpsc::Sender<Vec<Row>>) -> Result<Seen, TableError> {
    let most = if kind.is_whole() { WHOLE_MOST } else { BATCH };
    let mut batch = Vec::with_capacity(BATCH);
    // Nobody listens any more when the checking failed; that error is the one to tell.
    let seen = each_row(file, &columns_of(kind), |row| {
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
fn repetition(kind: &dyn AnyKind, earlier: &mut HashMap<u64, u32>, row: &Row) -> Option<FormErrors> {
    let parts: Vec<&str> = kind.key().iter().map(|column| row.text(column)).collect();
    if parts.is_empty() || parts.iter().any(|part| part.is_empty()) {
        return None;
    }
    let number = row_number(row);
    let first = *earlier.entry(brief(&parts.join("\u{1f}"))).or_insert(number);
    let column = kind.key().first().copied().unwrap_or_default();
    (first != number).then(|| FormErrors::one(column, msg("imports-repeated").with("row", first)))
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
