//! What can be done to the thesaurus: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::entry::{Entry, NewEntry};
use super::policy::{self, Verb};
use super::store;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Change, Saved};

/// Letters of a code.
const CODE: usize = 6;

/// A row of a file, checked: a code of its own where it has one, and what it says.
pub(super) type Brought = (Option<String>, NewEntry);

fn begin(act: &Act, code: Option<String>, told: NewEntry, invented: bool) -> Entry {
    Entry {
        id: act.new_id(),
        code: code.unwrap_or_else(|| format!("W-{}", act.chance().code(CODE))),
        told,
        entered_by: act.actor().person(),
        invented,
        updated_at: act.now(),
        version: 1,
    }
}

/// Enters a group. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn enter(app: &App, reader: &Reader, told: NewEntry, once: Option<&str>) -> Result<Entry> {
    policy::may_enter(reader)?;
    let act = app.act(&reader.actor(), Verb::Enter).await?;
    if let Some(key) = once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let entry = begin(&act, None, told, app.settings.demo);
    store::save_new(&act, std::slice::from_ref(&entry)).await?;
    if let Some(key) = once {
        act.remember(key, &entry.code).await?;
    }
    let facts = Facts::none().with("phrases", entry.told.phrases.clone());
    act.commit(&entry, facts).await?;
    Ok(entry)
}

/// Changes a group; `version` is the one that was read.
///
/// # Errors
/// When the reader may not, there is none, or somebody else changed it.
pub(super) async fn correct(app: &App, reader: &Reader, code: &str, told: NewEntry, version: i64) -> Result<Entry> {
    policy::may_correct(reader)?;
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    let before = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    let was = before.told.clone();
    let entry = before.corrected(told, version).map_err(Error::Conflict)?;
    store::save(&act, &entry).await?;
    let facts = Facts::none().with("changed", entry.changed_since(&was)).with("phrases", entry.told.phrases.clone());
    act.commit(&entry, facts).await?;
    Ok(entry)
}

/// Takes a group out. The trail keeps what it held.
///
/// # Errors
/// When the reader may not, or there is none.
pub(super) async fn remove(app: &App, reader: &Reader, code: &str) -> Result<()> {
    policy::may_remove(reader)?;
    let act = app.act(&reader.actor(), Verb::Remove).await?;
    let entry = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    store::delete(&act, &entry).await?;
    act.commit(&entry, Facts::none().with("phrases", entry.told.phrases.clone())).await
}

/// Writes down the groups of a file. Part of the import's own act, which leaves the row in the trail.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes: Vec<String> = rows.iter().filter_map(|(code, _)| code.clone()).collect();
    let known = store::find_many_for_change(act, &codes).await?;
    let (mut saved, mut new) = (Vec::with_capacity(rows.len()), Vec::new());
    for (code, told) in rows {
        let id: (Uuid, Change) = match code.as_ref().and_then(|code| known.get(code)) {
            Some(before) if before.told == *told => (before.id, Change::Unchanged),
            Some(before) => {
                store::save(act, &Entry { told: told.clone(), ..before.clone() }).await?;
                (before.id, Change::Changed)
            }
            None => {
                new.push(begin(act, code.clone(), told.clone(), false));
                (new[new.len() - 1].id, Change::Added)
            }
        };
        saved.push(Saved { id: id.0, change: id.1 });
    }
    store::save_new(act, &new).await?;
    Ok(saved)
}
