//! What the money of projects shows on the pages of lower features: three figures on a project's page, and on a desk
//! what waits for its reader.

use askama::Template;
use axum::extract::State;
use kit::{Result, page};
use thai::Satang;
use uuid::Uuid;

use super::desk::{self, Waiting};
use super::pages::share;
use super::verbs::is_kept;
use super::{policy, store, store_desk};
use crate::projects::{Project, Then};
use house::accounts::Reader;
use house::app::App;
use house::layout::slots::{Filling, Piece};
use house::layout::{Progress, filters};

/// On the page of a project: what was granted, paid and is left.
#[derive(Template)]
#[template(path = "disbursements/on_project.html")]
struct OnProject {
    code: String,
    granted: Satang,
    paid: Satang,
    remaining: Satang,
    progress: Progress,
}

/// Fills the slot on the page of a project.
pub(super) fn on_project<'a>(app: &'a App, _: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if !is_kept(project) || project.plan.budget.lines.is_empty() {
            return Ok(None);
        }
        let money = store::find_paid(&app.db, project).await?;
        let piece = OnProject {
            code: project.code.clone(),
            granted: money.granted(),
            paid: money.paid(),
            remaining: money.remaining(),
            progress: share(&money),
        };
        Ok(Some(Box::new(piece) as Piece))
    })
}

/// On the page of a day that is past: the same as far as it was paid then.
#[derive(Template)]
#[template(path = "disbursements/on_past.html")]
struct OnPast {
    granted: Satang,
    paid: Satang,
    remaining: Satang,
    progress: Progress,
}

/// Fills the slot on the page of a project's past.
pub(super) fn on_past<'a>(app: &'a App, _: &'a Reader, then: &'a Then) -> Filling<'a> {
    Box::pin(async move {
        if !is_kept(&then.project) || then.project.plan.budget.lines.is_empty() {
            return Ok(None);
        }
        let money = store::find_paid_until(&app.db, &then.project, then.on).await?;
        let (granted, paid, remaining) = (money.granted(), money.paid(), money.remaining());
        Ok(Some(Box::new(OnPast { granted, paid, remaining, progress: share(&money) }) as Piece))
    })
}

/// Things on a desk.
const ON_DESK: usize = 10;
/// More of one sort than wait for anybody.
const MOST: u64 = 500;

/// On a desk: what of the money of projects waits for its reader.
#[derive(Template)]
#[template(path = "disbursements/on_desk.html")]
struct OnDesk {
    waiting: Vec<Waiting>,
    /// How many wait in all.
    of: usize,
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut waiting = waiting(app, reader).await?;
        let of = waiting.len();
        waiting.truncate(ON_DESK);
        Ok((of > 0).then(|| Box::new(OnDesk { waiting, of }) as Piece))
    })
}

/// All of the money of projects that waits for its reader.
#[derive(Template)]
#[template(path = "disbursements/waiting.html")]
pub(super) struct All {
    waiting: Vec<Waiting>,
}
page!(All, "disbursements-desk-title");

pub(super) async fn all(State(app): State<App>, reader: Reader) -> Result<All> {
    reader.must_sign_in()?;
    Ok(All { waiting: waiting(&app, &reader).await? })
}

async fn waiting(app: &App, reader: &Reader) -> Result<Vec<Waiting>> {
    let (whose, today) = (policy::waiting_for(reader), app.clock.today());
    let mut waiting = Vec::new();
    if whose.decides() {
        waiting.extend(store_desk::list_to_release(&app.db, &whose, desk::due_until(today), MOST).await?);
        waiting.extend(store_desk::list_to_decide(&app.db, &whose, MOST).await?);
        waiting.extend(store_desk::list_extensions_to_decide(&app.db, &whose, MOST).await?);
    }
    if whose.pays() {
        waiting.extend(store_desk::list_released(&app.db, &whose, desk::news_since(today), MOST).await?);
        if let Some(year) = desk::ending_year(today) {
            waiting.extend(store_desk::list_year_ends(&app.db, &whose, year, MOST).await?);
        }
    }
    // What has waited longest, of whatever sort, stands first.
    waiting.sort_by_key(|one: &Waiting| one.on);
    Ok(waiting)
}
