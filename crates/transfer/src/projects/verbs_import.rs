//! What files bring in about projects, inside the import's own act: the import writes the row of the
//! trail and a digest of every record.

use std::collections::{BTreeMap, BTreeSet};

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::plan_part::{self, PlanPart, Told};
use super::policy::Verb;
use super::project::{Project, Status};
use super::store;
use super::verbs::{new_code, with_ids};
use house::exchange::{Change, Saved};

/// A project as a row tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldProject {
    /// What becomes of it.
    pub change: Change,
    /// As it is to be; what is new has no identifier yet, and perhaps no code.
    pub project: Project,
    /// The technologies it transfers; `None` where the file does not say.
    pub technologies: Option<BTreeSet<Uuid>>,
}

/// Writes projects. What was decided before, elsewhere, is noted in the project's own trail as
/// brought in, so that nobody takes it for a decision made here.
///
/// # Errors
/// When somebody changed one of them meanwhile, or the database cannot be written.
pub async fn import(act: &Act, told: &[ToldProject]) -> Result<Vec<Saved>> {
    let mut new = Vec::new();
    let mut saved = Vec::with_capacity(told.len());
    let mut technologies = Vec::new();
    for ToldProject { change, project, technologies: of } in told {
        let mut project = project.clone();
        match change {
            Change::Added => {
                project.id = act.new_id();
                project.created_at = act.now();
                if project.code.is_empty() {
                    project.code = new_code(act, project.plan.fiscal_year);
                }
                project.plan = with_ids(act, project.plan);
            }
            Change::Changed => {
                project.plan = with_ids(act, project.plan);
                store::save_plan(act, &project).await?;
            }
            Change::Unchanged => {}
        }
        technologies.extend(of.iter().map(|of| (project.id, of)));
        saved.push(Saved { id: project.id, change: *change });
        if *change == Change::Added {
            new.push(project);
        }
    }
    store::save_new(act, &new).await?;
    for (project, of) in technologies {
        store::save_technologies(act, project, of).await?;
    }
    for project in new.iter().filter(|project| project.status != Status::Draft) {
        let facts = Facts::none()
            .with("status", project.status.as_str())
            .with("source", project.plan.source.clone())
            .with("edition", project.plan.edition.clone())
            .with("signed_by", project.signature.as_ref().map(|signature| signature.by.clone()))
            .with("signed_on", project.signature.as_ref().map(|signature| signature.on.to_string()));
        act.note(Verb::Import.into(), project, facts).await?;
    }
    Ok(saved)
}

/// Writes rows of one kind of part into the plans they name, and answers for each row, in order.
///
/// # Errors
/// When somebody changed one of the plans meanwhile, or the database cannot be written.
pub async fn import_parts<P: PlanPart>(act: &Act, told: &[Told<P>]) -> Result<Vec<Saved>> {
    let mut by_project: BTreeMap<&str, Vec<(usize, &Told<P>)>> = BTreeMap::new();
    for (at, row) in told.iter().enumerate() {
        by_project.entry(&row.project).or_default().push((at, row));
    }
    let codes = by_project.keys().map(|code| (*code).to_owned()).collect();
    let mut found = store::find_many_for_change(act, &codes).await?;
    let mut saved = Vec::with_capacity(told.len());
    let mut changed = Vec::new();
    for (code, rows) in by_project {
        let mut project = found.remove(code).ok_or(Error::NotFound)?;
        let (places, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        if rows.iter().any(|row| row.version != project.version) {
            return Err(Error::changed_meanwhile());
        }
        let became = plan_part::tell(&mut project.plan, &rows, || act.new_id());
        if became.iter().any(|one| one.change != Change::Unchanged) {
            changed.push(project);
        }
        saved.extend(places.into_iter().zip(became));
    }
    store::save_plans(act, &changed).await?;
    store::touch(act, &changed).await?;
    saved.sort_by_key(|(at, _)| *at);
    Ok(saved.into_iter().map(|(_, saved)| saved).collect())
}
