//! Opening the plan of the next fiscal year from one that is at work or over.

use std::collections::BTreeSet;

use kit::message::msg;
use kit::{Error, Facts, Result};
use uuid::Uuid;

use super::policy::{self, Verb};
use super::project::Project;
use super::verbs::{draft, open};
use super::{store, store_beside, store_served};
use house::accounts::Reader;
use house::app::{App, Circumstances};

/// Opens a draft for the fiscal year after it, with what was planned, the technologies it transfers and the items it serves. The needs it
/// took up are answered by it, and do not come along.
///
/// # Errors
/// When the reader may not, it is not approved, or the draft is open already.
pub async fn open_next(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::OpenNext, code).await?;
    policy::may_open_next(reader, &project)?;
    project.may_be_continued().map_err(Error::Conflict)?;
    // Whoever opens it too waits for the project, and then sees this one.
    if let Some(opened) = store_beside::find_next_in(&act, project.id).await? {
        return Err(Error::Conflict(msg("projects-continued-already").with("code", opened)));
    }
    let how = Circumstances { invented: project.invented, once: None };
    let plan = project.plan.next_year(|| act.new_id());
    let next = Project { continues: Some(project.id), ..draft(&act, project.lead_clinic, plan, &how) };
    store::save_new(&act, std::slice::from_ref(&next)).await?;
    let technologies = store::list_technologies(&app.db, &[project.id]).await?.remove(&project.id).unwrap_or_default();
    store::save_technologies(&act, next.id, &technologies.into_iter().collect::<BTreeSet<Uuid>>()).await?;
    store_served::save_items(&act, next.id, &store_served::list_items_in(&act, project.id).await?).await?;
    let facts = Facts::none().with("continues", project.code).with("fiscal_year", next.plan.fiscal_year.0);
    act.commit(&next, facts).await?;
    Ok(next)
}
