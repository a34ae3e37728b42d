//! Writing down what documents printed; only files bring such figures.

use kit::{Act, Facts, Result};

use super::figure::Figure;
use super::policy::Verb;
use super::store;
use crate::exchange::{Change, Saved};

/// A row of a file, checked, and what the register says of the same fact, date and source.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub(super) figure: Figure,
    pub(super) before: Option<Figure>,
}

/// Writes down the figures of a file. Part of the import's own act; what it says of a figure, and
/// said before, stands in the trail beside the import.
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
        if change != Change::Unchanged {
            act.note(Verb::Bring.into(), &Figure { id, ..figure.clone() }, facts(figure, before.as_ref())).await?;
        }
        saved.push(Saved { id, change });
    }
    store::save_all(act, &new).await?;
    Ok(saved)
}

fn facts(figure: &Figure, before: Option<&Figure>) -> Facts {
    Facts::none()
        .with("fact", figure.fact.clone())
        .with("as_of", figure.as_of.clone())
        .with("source", figure.source.clone())
        .with("value", figure.shown())
        .with("value_before", before.map(Figure::shown))
}
