//! Plans as they stood, for their pages and for programs: nobody reads of a day, or of an edition, what they could
//! not have read then.

use std::collections::HashSet;

use chrono::NaiveDate;
use kit::{Error, Result};
use uuid::Uuid;

use super::change::{Change, changes};
use super::integration_plan::{Figures, IntegrationPlan, Status};
use super::seal::{self, Line};
use super::store_days::{self, Stood};
use super::summary::Tally;
use super::verbs_summary::list_seen;
use super::{policy, store, store_editions, store_lines};
use house::accounts::Reader;
use house::app::App;

/// When a plan stood so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// When this day ended.
    Day(NaiveDate),
    /// When it was frozen this time.
    Edition(i32),
}

/// What a plan is now beside what it was.
pub struct Since {
    /// As it stands.
    pub figures: Figures,
    /// The rows that differ.
    pub changes: Vec<Change>,
}

/// The plan of a year as it is now, where the reader may know of it, or might once.
///
/// # Errors
/// [`Error::NotFound`] otherwise; when the database cannot be read.
pub async fn known(app: &App, reader: &Reader, year: &str) -> Result<IntegrationPlan> {
    Ok(read(app, reader, year).await?.now)
}

/// As a plan stood, where the reader might have read it then.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(app: &App, reader: &Reader, now: &IntegrationPlan, at: At) -> Result<Option<Stood>> {
    let stood = match at {
        At::Day(on) => store_days::find_as_of(&app.db, now, on).await?,
        At::Edition(edition) => store_editions::find(&app.db, now.id, edition).await?,
    };
    Ok(stood.filter(|stood| policy::may_see(reader, &stood.plan).is_ok()))
}

/// What a reader is given of a year.
pub struct Given {
    /// The plan as it is now.
    pub now: IntegrationPlan,
    /// The edition that was published last, which those read who may not know of the next while it is made.
    pub published: Option<Stood>,
}

/// What the reader is given of a year.
///
/// # Errors
/// [`Error::NotFound`] where they may not know of the plan; when the database cannot be read.
pub async fn read(app: &App, reader: &Reader, year: &str) -> Result<Given> {
    let plan = store::find_of_code(&app.db, year).await?.ok_or(Error::NotFound)?;
    if policy::may_see(reader, &plan).is_ok() {
        return Ok(Given { now: plan, published: None });
    }
    let stood = store_editions::find_published(&app.db, plan.id).await?.ok_or(Error::NotFound)?;
    Ok(Given { now: plan, published: Some(stood) })
}

/// Plans the reader is given, newest year first, with what each comes to.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_read(app: &App, reader: &Reader) -> Result<Vec<(IntegrationPlan, Tally)>> {
    let mut plans = list_seen(app, reader).await?;
    if policy::reads_all(reader) {
        return Ok(plans);
    }
    let seen: HashSet<Uuid> = plans.iter().map(|(plan, _)| plan.id).collect();
    for edition in store_editions::list_published(&app.db).await?.into_iter().filter(|one| !seen.contains(&one.id)) {
        let sealed = edition.seal.as_ref().map(|seal| Tally { rows: seal.figures.count, sum: seal.figures.sum });
        plans.push((edition, sealed.unwrap_or_default()));
    }
    plans.sort_by_key(|(plan, _)| std::cmp::Reverse(plan.year));
    Ok(plans)
}

/// What has changed since, where the reader may know of the plan as it is now.
///
/// # Errors
/// When the database cannot be read.
pub async fn since(app: &App, reader: &Reader, now: &IntegrationPlan, then: &[Line]) -> Result<Option<Since>> {
    if policy::may_see(reader, now).is_err() {
        return Ok(None);
    }
    let lines = store_lines::list_lines(app.db.reader(), now.id).await?;
    let figures = seal::figures(&lines).ok_or_else(|| store::overflows(now))?;
    Ok(Some(Since { figures, changes: changes(then, &lines) }))
}

/// By which rows a plan that says this now differs from what was frozen; `None` where what was frozen is lost.
///
/// # Errors
/// When the database cannot be read.
pub async fn touched(app: &App, plan: &IntegrationPlan, now: &[Line]) -> Result<Option<Vec<Change>>> {
    let sealed = store_editions::find(&app.db, plan.id, plan.edition).await?;
    Ok(sealed.map(|sealed| changes(&sealed.lines, now)))
}

/// The days on which a plan changed, the latest first, and its editions: those the reader might have read.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(app: &App, reader: &Reader, now: &IntegrationPlan) -> Result<(Vec<NaiveDate>, Vec<IntegrationPlan>)> {
    let all = policy::reads_all(reader);
    let days = store_days::list_days(&app.db, now).await?;
    let seen = days.into_iter().filter(|(_, status)| all || *status == Status::Published);
    Ok((seen.map(|(day, _)| day).collect(), store_editions::list(&app.db, now.id, !all).await?))
}
