//! Rows of plans on the pages of needs and projects: what a need came to, and back again.

use askama::Template;
use kit::Result;
use uuid::Uuid;

use super::integration_plan::IntegrationPlan;
use super::plan_row::PlanRow;
use super::{policy, store, store_rows};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// The rows of plans that lead to a record.
#[derive(Template)]
#[template(path = "integration_plans/of_record.html")]
struct OfRecord {
    rows: Vec<(IntegrationPlan, PlanRow)>,
}

async fn piece(app: &App, reader: &Reader, rows: Vec<PlanRow>) -> Result<Option<Piece>> {
    if rows.is_empty() {
        return Ok(None);
    }
    let mut plans = store::list(&app.db).await?;
    plans.retain(|plan| policy::may_see(reader, plan).is_ok());
    let of = |row: PlanRow| Some((plans.iter().find(|plan| plan.id == row.plan)?.clone(), row));
    let rows: Vec<_> = rows.into_iter().filter_map(of).collect();
    Ok((!rows.is_empty()).then(|| Box::new(OfRecord { rows }) as Piece))
}

/// Fills `Spot::Need`.
pub(super) fn on_need<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move { piece(app, reader, store_rows::list_from(&app.db, Some(need), None).await?).await })
}

/// Fills the page of a project.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move { piece(app, reader, store_rows::list_from(&app.db, None, Some(project.id)).await?).await })
}
