//! Undoing a whole import: what it added goes, what it changed stands as it stood. Only while nothing
//! has been built upon its rows; else people are told what, and undo that first or correct by hand.

use kit::{Error, Facts, Message, Result, msg};

use super::import::Import;
use super::policy::{self, Verb};
use super::store_undo::{self as store, Built};
use super::{kind, store as imports, store_order};
use house::accounts::Reader;
use house::app::App;

/// Codes a refusal lists.
const LISTED: usize = 5;

/// Undoes an import.
///
/// # Errors
/// When the reader may not; [`Error::Conflict`] when it was undone before, when its kind or its age does not
/// allow it, or with what has been built upon its rows. Then nothing has happened.
pub async fn undo(app: &App, reader: &Reader, code: &str) -> Result<Import> {
    let act = app.act(&reader.actor(), Verb::Undo).await?;
    let import = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    let of = kind(&import.kind).ok_or(Error::NotFound)?;
    policy::may_undo(reader, of, store_order::find_who(&app.db, import.id).await?)?;
    let import = import.undone(act.now()).map_err(Error::Conflict)?;
    let tables = of.tables();
    if tables.is_empty() {
        return Err(Error::Conflict(msg("imports-undo-kind")));
    }
    let wrote = store::list_wrote(&act, import.id).await?;
    if wrote.too_old {
        return Err(Error::Conflict(msg("imports-undo-old")));
    }
    if let Some(message) = said(&store::list_built(&act, &import, tables, &wrote).await?) {
        return Err(Error::Conflict(message));
    }
    store::save_undone(&act, tables, &wrote).await?;
    store::save_forgotten(&act, import.id).await?;
    imports::save(&act, &import).await?;
    let facts = Facts::none().with("deleted", wrote.added.len()).with("put_back", wrote.changed.len());
    act.commit(&import, facts).await?;
    Ok(import)
}

/// What was built, in words; nothing when nothing was. What can be undone is told first.
fn said(built: &Built) -> Option<Message> {
    if !built.imports.is_empty() {
        let codes: Vec<&str> = built.imports.iter().map(String::as_str).take(LISTED).collect();
        return Some(msg("imports-undo-imported").with("imports", codes.join(", ")));
    }
    if !built.acted.is_empty() {
        let codes: Vec<&str> = built.acted.iter().filter_map(|(_, code)| code.as_deref()).take(LISTED).collect();
        return Some(msg("imports-undo-acted").with("count", built.acted.len()).with("codes", codes.join(", ")));
    }
    let referred = built.referred.len();
    (referred > 0).then(|| msg("imports-undo-referred").with("count", referred))
}
