//! What the money of projects shows on the pages of lower features: three figures on a project's page, and on a desk
//! what waits for its reader.

use askama::Template;
use kit::Result;
use thai::Satang;
use uuid::Uuid;

use super::desk::{self, Waiting};
use super::pages::share;
use super::verbs::is_kept;
use super::{policy, store, store_desk};
use crate::projects::Project;
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

/// Things of one sort on a desk.
const ON_DESK: u64 = 10;

/// On a desk: what of the money of projects waits for its reader.
#[derive(Template)]
#[template(path = "disbursements/on_desk.html")]
struct OnDesk {
    waiting: Vec<Waiting>,
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let waiting = waiting(app, reader).await?;
        Ok((!waiting.is_empty()).then(|| Box::new(OnDesk { waiting }) as Piece))
    })
}

async fn waiting(app: &App, reader: &Reader) -> Result<Vec<Waiting>> {
    let (whose, today) = (policy::waiting_for(reader), app.clock.today());
    let mut waiting = Vec::new();
    if whose.decides() {
        waiting.extend(store_desk::list_to_release(&app.db, &whose, desk::due_until(today), ON_DESK).await?);
        waiting.extend(store_desk::list_to_decide(&app.db, &whose, ON_DESK).await?);
        waiting.extend(store_desk::list_extensions_to_decide(&app.db, &whose, ON_DESK).await?);
    }
    if whose.pays() {
        waiting.extend(store_desk::list_released(&app.db, &whose, desk::news_since(today), ON_DESK).await?);
        if let Some(year) = desk::ending_year(today) {
            waiting.extend(store_desk::list_year_ends(&app.db, &whose, year, ON_DESK).await?);
        }
    }
    Ok(waiting)
}
