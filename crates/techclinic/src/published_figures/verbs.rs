//! Writing down what documents printed; only files bring such figures.

use kit::{Act, Result};

use super::figure::Figure;
use super::store;
use crate::exchange::{Change, Saved};

/// A row of a file, checked, and what the register says of the same fact, date and source.
#[derive(Clone, Debug)]
pub struct Brought {
    pub(super) figure: Figure,
    pub(super) before: Option<Figure>,
}

/// Writes down the figures of a file. Part of the import's own act, which leaves the row in the
/// trail.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for Brought { figure, before } in rows {
        let (id, change) = match before {
            None => (act.new_id(), Change::Added),
            Some(before) if before == figure => (figure.id, Change::Unchanged),
            Some(_) => (figure.id, Change::Changed),
        };
        match change {
            Change::Added => new.push(Figure { id, ..figure.clone() }),
            Change::Changed => store::save(act, figure).await?,
            Change::Unchanged => {}
        }
        saved.push(Saved { id, change });
    }
    store::save_all(act, &new).await?;
    Ok(saved)
}
