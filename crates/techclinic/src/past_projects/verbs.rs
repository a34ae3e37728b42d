//! Writing down what was before the system; only files bring it.

use kit::{Act, Facts, Result};
use uuid::Uuid;

use super::past_project::PastProject;
use super::policy::Verb;
use super::store;
use crate::exchange::{Change, Saved};

/// A row of a file, checked, and what the register says of the same project.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub(super) project: PastProject,
    pub(super) before: Option<PastProject>,
}

/// Writes down the projects of a file. Part of the import's own act; each that is new or changed has
/// its row in the trail beside the import.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for Brought { project, before } in rows {
        let mut project = project.clone();
        let change = match before {
            None => begin(act, &mut project),
            Some(before) if *before == project => Change::Unchanged,
            Some(_) => {
                store::save(act, &project).await?;
                Change::Changed
            }
        };
        if change != Change::Unchanged {
            act.note(Verb::Bring.into(), &project, facts(&project)).await?;
        }
        saved.push(Saved { id: project.id, change });
        if change == Change::Added {
            new.push(project);
        }
    }
    store::save_all(act, &new).await?;
    Ok(saved)
}

fn begin(act: &Act, project: &mut PastProject) -> Change {
    project.id = if project.id == Uuid::nil() { act.new_id() } else { project.id };
    if project.code.is_empty() {
        project.code = format!("H-{}", act.chance().code(8));
    }
    Change::Added
}

fn facts(project: &PastProject) -> Facts {
    Facts::none()
        .with("fiscal_year", project.fiscal_year.0)
        .with("name", project.name.th.clone())
        .with("budget", project.budget.map(|budget| budget.to_string()))
        .with("recipients", project.recipients)
        .with("source", project.source.clone())
}
