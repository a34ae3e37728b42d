//! Which records of the register a file would change, and how: what an export would write of each stands
//! beside what the file says. Only a rehearsal asks.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use kit::table::{Column, Row, Sheet};
use kit::{FormErrors, Result};
use thai::places::{Level, resolve};

use super::import::{Alteration, Altered, Checked};
use super::verbs::{begin_reading, brief};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{AnyKind, day};

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
    let about = About::of(kind, &checked);
    if kind.key().is_empty() {
        return Ok(checked);
    }
    let mut wanted = HashSet::new();
    let (reading, mut incoming) = begin_reading(kind, file.clone());
    while let Some(batch) = incoming.recv().await {
        wanted.extend(batch.iter().filter_map(|row| about.record_of(row)));
    }
    reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    let standing = list_standing(app, reader, kind, wanted).await?;
    if standing.is_empty() {
        return Ok(checked);
    }
    let (reading, mut incoming) = begin_reading(kind, file);
    while let Some(batch) = incoming.recv().await {
        let known = |row: Row| Some((standing.get(&about.record_of(&row)?)?.clone(), row));
        let pairs: Vec<(Row, Row)> = batch.into_iter().filter_map(known).collect();
        let changes = kind.changes(app, reader, &pairs).await?;
        let changed = pairs.iter().zip(changes).filter(|(_, columns)| !columns.is_empty());
        checked.alterations.extend(changed.map(|((stands, told), columns)| alteration(kind, stands, told, &columns)));
    }
    reading.await?.map_err(|error| FormErrors::one("file", error.message()))?;
    Ok(checked)
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

    /// The record of a good row, by the digest of its key; none when it names none.
    fn record_of(&self, row: &Row) -> Option<u64> {
        if self.bad.contains(&row.number) {
            return None;
        }
        self.taken.get(&row.number).map(|code| brief(code)).or_else(|| key(self.kind, row))
    }
}

/// What a row is told apart by, however it is written: a day as 1 Oct 2569 or 2026-10-01, a province by
/// its name or its code.
fn key(kind: &dyn AnyKind, row: &Row) -> Option<u64> {
    let part = |column: &&'static str| {
        let text = row.text(column);
        let place = (*column == "province").then(|| resolve(text, Level::Province, None).ok()).flatten();
        let plain = place.map(|code| code.to_string()).or_else(|| day(text).ok().map(|day| day.to_string()));
        plain.unwrap_or_else(|| thai::digits::to_ascii(text))
    };
    let parts: Vec<String> = kind.key().iter().map(part).collect();
    let told = !parts.is_empty() && parts.iter().all(|part| !part.is_empty());
    told.then(|| brief(&parts.join("\u{1f}")))
}

/// The records of these keys, as an export writes them.
async fn list_standing(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    wanted: HashSet<u64>,
) -> Result<HashMap<u64, Row>> {
    let found: Arc<Mutex<HashMap<u64, Row>>> = Arc::default();
    if !wanted.is_empty() {
        let kept = found.clone();
        let take = move |row: Row| {
            if let Some(key) = key(kind, &row).filter(|key| wanted.contains(key)) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).insert(key, row);
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
        new: told.text(column.name).to_owned(),
    };
    Alteration {
        row: told.number,
        called: kind.key().iter().map(|column| stands.text(column)).collect::<Vec<_>>().join(" · "),
        cells: columns.iter().map(cell).collect(),
    }
}
