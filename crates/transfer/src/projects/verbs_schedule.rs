//! What was done of the schedule of a plan, and when: each one transaction and one row in the trail.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Error, Facts, FormErrors, Message, Result};

use super::policy::{self, Verb};
use super::project::Project;
use super::schedule::{ScheduleItem, near};
use super::store;
use super::verbs::open;
use house::accounts::Reader;
use house::app::App;

/// Writes down that an activity, counted from nought, was done on a day.
///
/// # Errors
/// When the reader may not, the project is not at work, there is no such activity, the day is far
/// from its year, or stands there already.
pub async fn mark_done(app: &App, reader: &Reader, code: &str, position: usize, on: NaiveDate) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::MarkDone, code).await?;
    policy::may_mark_done(reader, &project)?;
    near(on, project.plan.fiscal_year).map_err(|far| FormErrors::one("on", far))?;
    let project = changed(project, position, |item| item.marked_done(on))?;
    save(act, project, position, on).await
}

/// Takes a day back on which an activity was said to be done.
///
/// # Errors
/// As [`mark_done`]; where the day does not stand there.
pub async fn unmark_done(app: &App, reader: &Reader, code: &str, position: usize, on: NaiveDate) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::UnmarkDone, code).await?;
    policy::may_unmark_done(reader, &project)?;
    let project = changed(project, position, |item| item.unmarked_done(on))?;
    save(act, project, position, on).await
}

fn changed(
    mut project: Project,
    position: usize,
    change: impl FnOnce(&mut ScheduleItem) -> std::result::Result<(), Message>,
) -> Result<Project> {
    if project.may_be_amended().is_err() {
        return Err(Error::Conflict(msg("projects-done-not-now")));
    }
    let item = project.plan.schedule.get_mut(position).ok_or(Error::NotFound)?;
    change(item).map_err(Error::Conflict)?;
    Ok(project)
}

async fn save(act: kit::Act, project: Project, position: usize, on: NaiveDate) -> Result<Project> {
    store::save_plan(&act, &project).await?;
    act.commit(&project, Facts::none().with("activity", position + 1).with("day", on.to_string())).await?;
    Ok(Project { version: project.version + 1, ..project })
}
