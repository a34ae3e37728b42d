//! What can be done to a local government: each one transaction and one row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};

use super::local_government::{LocalGovernment, NewLocalGovernment};
use super::policy::{self, Verb};
use super::store;
use crate::app::App;
use crate::exchange::{Change, Saved};
use crate::rights::Reader;

/// Enters a local government. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, or the province has one of that kind and name.
pub async fn register(
    app: &App,
    reader: &Reader,
    told: NewLocalGovernment,
    once: Option<&str>,
) -> Result<LocalGovernment> {
    policy::may_register(reader, &told.province)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let known = store::list_called_in(&act, &told.name.th, &told.province).await?;
    let same = known.into_iter().find(|one| one.told.kind == told.kind);
    if let Some(key) = once
        && let Some(code) = act.done_before(key).await?
        && let Some(same) = same.as_ref().filter(|one| one.code == code)
    {
        return Ok(same.clone());
    }
    if let Some(same) = same {
        let message = msg("places-local-known").with("code", same.code);
        return Err(Error::Invalid(FormErrors::one("name", message)));
    }
    let new = begin(&act, told);
    store::save_new(&act, &new).await?;
    if let Some(key) = once {
        act.remember(key, &new.code).await?;
    }
    let facts = Facts::none()
        .with("kind", new.told.kind.as_str())
        .with("name", new.told.name.th.clone())
        .with("place", new.told.place_code());
    act.commit(&new, facts).await?;
    Ok(new)
}

/// A local government at its beginning, with its code.
fn begin(act: &Act, told: NewLocalGovernment) -> LocalGovernment {
    LocalGovernment { id: act.new_id(), code: format!("L-{}", act.chance().code(8)), told, version: 1 }
}

/// A row of a file, checked, and what the register says of the same local government.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// What the row says.
    pub told: NewLocalGovernment,
    /// As it is kept.
    pub before: Option<LocalGovernment>,
}

/// Takes over the local governments of a file. Part of the import's own act, which leaves the row in
/// the trail.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let mut saved = Vec::with_capacity(rows.len());
    for Brought { told, before } in rows {
        let told = told.clone();
        saved.push(match before {
            Some(before) if before.told == told => Saved { id: before.id, change: Change::Unchanged },
            Some(before) => {
                store::save(act, &LocalGovernment { told, ..before.clone() }).await?;
                Saved { id: before.id, change: Change::Changed }
            }
            None => {
                let new = begin(act, told);
                store::save_new(act, &new).await?;
                Saved { id: new.id, change: Change::Added }
            }
        });
    }
    Ok(saved)
}
