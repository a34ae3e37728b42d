//! Which records of the register a file would change, and how: what an export would write of each stands
//! beside what the file says. What stood there is remembered by a digest: what a file was checked against
//! must still stand when it is brought in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use kit::table::{Column, Row, Sheet};
use kit::{Error, FormErrors, Result, msg};
use thai::places::{Level, resolve};

use super::import::{Alteration, Altered, Checked, Seen};
use super::verbs::{begin_reading, brief};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{AnyKind, day};
use house::places;

/// Adds to what checking found the records that the good rows would change.
///
/// # Errors
/// When the file or the database cannot be read.
pub(super) async fn compare(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    mut checked: Checked,
) -> Result<Checked> {
    let standing = list_about(app, reader, kind, file.clone(), &checked).await?;
    checked.seen = seen(kind, &standing);
    if kind.key().is_empty() || standing.is_empty() {
        return Ok(checked);
    }
    let about = About::of(kind, &checked);
    let (reading, mut incoming) = begin_reading(kind, file);
    while let Some(batch) = incoming.recv().await {
        let known = |row: Row| {
            let mut stands = about.records_of(&row).into_iter().find_map(|key| standing.get(&key)?.first())?.clone();
            // Both have the row's place among the others.
            stands.number = row.number;
            Some((stands, row))
        };
        let pairs: Vec<(Row, Row)> = batch.into_iter().filter_map(known).collect();
        let changes = kind.changes(app, reader, &pairs).await?;
        let changed = pairs.iter().zip(changes).filter(|(_, columns)| !columns.is_empty());
        checked.alterations.extend(changed.map(|((stands, told), columns)| alteration(kind, stands, told, &columns)));
    }
    reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    Ok(checked)
}

/// Asks whether all still stands as it was seen when the file was checked.
///
/// # Errors
/// `imports-overtaken`, with what somebody wrote since; when the file or the database cannot be read.
pub(super) async fn check_seen(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    (checked, before): (&Checked, &Seen),
) -> Result<()> {
    let now = seen(kind, &list_about(app, reader, kind, file, checked).await?);
    let other = |called: &&String| before.get(*called) != now.get(*called);
    let changed: BTreeSet<&String> = before.keys().chain(now.keys()).filter(other).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let more = if changed.len() > NAMED { ", …" } else { "" };
    let named = changed.iter().take(NAMED).map(|called| called.as_str()).collect::<Vec<_>>().join(", ");
    let said = msg("imports-overtaken").with("count", i64::try_from(changed.len()).unwrap_or(i64::MAX));
    Err(Error::Conflict(said.with("records", format!("{named}{more}"))))
}

/// Records that a refusal names.
const NAMED: usize = 10;

/// What the register says of the records that the good rows of a file are about.
async fn list_about(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    checked: &Checked,
) -> Result<Standing> {
    let (about, mut wanted) = (About::of(kind, checked), HashSet::new());
    let (reading, mut incoming) = begin_reading(kind, file);
    while let Some(batch) = incoming.recv().await {
        wanted.extend(batch.iter().flat_map(|row| about.records_of(row)));
    }
    reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    list_standing(app, reader, kind, wanted).await
}

/// Records as an export writes them, by the digest of what each is told by.
type Standing = HashMap<u64, Vec<Row>>;

/// What stands, briefly. Rows that bear one name are added up, in whatever order they come.
fn seen(kind: &dyn AnyKind, standing: &Standing) -> Seen {
    let mut seen = BTreeMap::new();
    for row in standing.values().flatten() {
        let digest: &mut u64 = seen.entry(called(kind, row)).or_default();
        *digest = digest.wrapping_add(brief(&row.cells().collect::<Vec<_>>().join("\u{1f}")));
    }
    seen
}

/// Which record a row is about.
struct About {
    kind: &'static dyn AnyKind,
    bad: HashSet<usize>,
    /// The code of the record that a row was taken for.
    taken: HashMap<usize, String>,
}

impl About {
    fn of(kind: &'static dyn AnyKind, checked: &Checked) -> Self {
        Self {
            kind,
            bad: checked.faults.iter().map(|fault| fault.row).collect(),
            taken: checked.guesses.iter().map(|guess| (guess.row, guess.code.clone())).collect(),
        }
    }

    /// The digests a good row's record may stand under; none when it names none.
    fn records_of(&self, row: &Row) -> Vec<u64> {
        if self.bad.contains(&row.number) {
            return Vec::new();
        }
        let taken = self.taken.get(&row.number).map(|code| vec![brief(&code.to_uppercase())]);
        taken.unwrap_or_else(|| keys(self.kind, row))
    }
}

/// What a row is told apart by, also by a code that it need not have.
fn keys(kind: &dyn AnyKind, row: &Row) -> Vec<u64> {
    let coded = kind.columns().iter().any(|column| column.name == "code") && !kind.over().contains(&"code");
    let code = if coded { key(&["code"], row) } else { None };
    code.into_iter().chain(key(kind.over(), row)).collect()
}

/// What stands in these columns, however it is written: a day as 1 Oct 2569 or 2026-10-01, a province by
/// its name or its code, a code in small letters.
fn key(columns: &[&'static str], row: &Row) -> Option<u64> {
    let part = |column: &&'static str| {
        let text = row.text(column);
        let place = (*column == "province").then(|| resolve(text, Level::Province, None).ok()).flatten();
        let plain = place.map(|code| code.to_string()).or_else(|| day(text).ok().map(|day| day.to_string()));
        plain.unwrap_or_else(|| thai::digits::to_ascii(text)).to_uppercase()
    };
    let parts: Vec<String> = columns.iter().map(part).collect();
    let told = !parts.is_empty() && parts.iter().all(|part| !part.is_empty());
    told.then(|| brief(&parts.join("\u{1f}")))
}

/// The records of these keys, as an export writes them.
async fn list_standing(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    wanted: HashSet<u64>,
) -> Result<Standing> {
    let found: Arc<Mutex<Standing>> = Arc::default();
    if !wanted.is_empty() {
        let kept = found.clone();
        let take = move |row: Row| {
            for key in keys(kind, &row).into_iter().filter(|key| wanted.contains(key)) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().push(row.clone());
            }
        };
        kind.export(app, reader, &mut Sheet::handing_over(kind.columns(), Box::new(take))).await?;
    }
    Ok(std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner)))
}

fn alteration(kind: &dyn AnyKind, stands: &Row, told: &Row, columns: &[&Column]) -> Alteration {
    let cell = |column: &&Column| Altered {
        column: column.name.to_owned(),
        old: stands.text(column.name).to_owned(),
        new: says(told, column.name),
    };
    Alteration { row: told.number, called: called(kind, stands), cells: columns.iter().map(cell).collect() }
}

/// What a row says under a column, of a larger place that it leaves out what follows from the smaller one.
fn says(told: &Row, column: &str) -> String {
    let text = told.text(column);
    let place = || places::check_row(&mut FormErrors::new(), told);
    let follows = match column {
        "province" if text.is_empty() => place().map(|place| place.province),
        "district" if text.is_empty() => place().and_then(|place| place.district),
        _ => None,
    };
    follows.unwrap_or_else(|| text.to_owned())
}

/// What a record is told apart by, as an export writes it.
fn called(kind: &dyn AnyKind, stands: &Row) -> String {
    kind.over().iter().map(|column| stands.text(column)).collect::<Vec<_>>().join(" · ")
}
