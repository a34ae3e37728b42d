//! Writing down trainings; files bring them.

use kit::{Act, Facts, Result};

use super::policy::Verb;
use super::store;
use super::training::Training;
use crate::exchange::{Change, Saved};

/// A row of a file, checked, and what the register says of the same training.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub(super) training: Training,
    pub(super) before: Option<Training>,
}

/// Writes down the trainings of a file. Part of the import's own act; each that is new or changed has
/// its row in the trail beside the import.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let mut saved = Vec::with_capacity(rows.len());
    for Brought { training, before } in rows {
        saved.push(match before {
            Some(before) if before == training => Saved { id: before.id, change: Change::Unchanged },
            Some(before) => {
                store::save(act, training).await?;
                act.note(Verb::Bring.into(), training, facts(training)).await?;
                Saved { id: before.id, change: Change::Changed }
            }
            None => {
                let new = begin(act, training.clone());
                store::save_new(act, &new).await?;
                act.note(Verb::Bring.into(), &new, facts(&new)).await?;
                Saved { id: new.id, change: Change::Added }
            }
        });
    }
    Ok(saved)
}

fn begin(act: &Act, training: Training) -> Training {
    let code = if training.code.is_empty() { format!("R-{}", act.chance().code(8)) } else { training.code };
    Training { id: act.new_id(), code, ..training }
}

fn facts(training: &Training) -> Facts {
    Facts::none()
        .with("fiscal_year", training.fiscal_year.0)
        .with("name", training.name.th.clone())
        .with("participants", training.participants)
        .with("source", training.source.clone())
}
