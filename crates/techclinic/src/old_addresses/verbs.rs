//! Writing down where old addresses lead; only files bring them.

use kit::{Act, Facts, Result};

use super::old_address::OldAddress;
use super::policy::Verb;
use super::store;
use house::exchange::{Change, Saved};

/// A row of a file, checked, and where the same address led before.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub(super) address: OldAddress,
    pub(super) before: Option<OldAddress>,
}

/// Writes down the addresses of a file. Part of the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for Brought { address, before } in rows {
        let (id, change) = match before {
            None => (act.new_id(), Change::Added),
            Some(before) if before == address => (before.id, Change::Unchanged),
            Some(before) => (before.id, Change::Changed),
        };
        let address = OldAddress { id, ..address.clone() };
        if change != Change::Unchanged {
            let facts = Facts::none().with("old", address.old.clone()).with("new", address.new.clone());
            act.note(Verb::Bring.into(), &address, facts).await?;
        }
        match change {
            Change::Added => new.push(address),
            Change::Changed => store::save(act, &address).await?,
            Change::Unchanged => {}
        }
        saved.push(Saved { id, change });
    }
    store::save_all(act, &new).await?;
    Ok(saved)
}
