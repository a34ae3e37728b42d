//! The JSON face of a plan as it stood.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::web::Path;
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::api::{IntegrationPlanAccount, IntegrationPlanItem};
use super::change::{Change, What};
use super::verbs_past::{self, At};
use super::verbs_summary::account_of;
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(days)).routes(routes!(as_of))
}

/// When a plan stood otherwise.
#[derive(Serialize, ToSchema)]
struct PlanDays {
    /// The days on which it changed, the latest first.
    days: Vec<NaiveDate>,
    /// What was frozen, the latest first.
    editions: Vec<IntegrationPlanItem>,
}

/// The days on which a plan changed, and its editions: for strangers those that were published.
#[utoipa::path(get, path = "/api/v1/integration-plans/{year}/as-of", operation_id = "integration_plan.days",
    responses((status = 200, body = PlanDays)))]
async fn days(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Json<PlanDays>> {
    let plan = verbs_past::known(&app, &reader, &year).await?;
    let (days, editions) = verbs_past::list(&app, &reader, &plan).await?;
    Ok(Json(PlanDays { days, editions: editions.iter().map(IntegrationPlanItem::from).collect() }))
}

/// A row in which a plan differs now.
#[derive(Serialize, ToSchema)]
struct PlanChangeItem {
    /// Its code.
    code: String,
    /// `entered`, `withdrawn`, or `changed`.
    what: &'static str,
    /// The cells that differ, by their columns in the open file.
    cells: Vec<PlanCellItem>,
}

/// A cell in which a row differs.
#[derive(Serialize, ToSchema)]
struct PlanCellItem {
    /// As the open file names it.
    column: &'static str,
    /// What it said.
    then: String,
    /// What it says.
    now: String,
}

impl From<Change> for PlanChangeItem {
    fn from(change: Change) -> Self {
        let (what, said) = match change.what {
            What::Entered => ("entered", Vec::new()),
            What::Withdrawn => ("withdrawn", Vec::new()),
            What::Says(said) => ("changed", said),
        };
        let cell = |one: super::change::Said| PlanCellItem { column: one.column, then: one.then, now: one.now };
        Self { code: change.code, what, cells: said.into_iter().map(cell).collect() }
    }
}

/// A plan as it stood when a day ended.
#[derive(Serialize, ToSchema)]
struct IntegrationPlanThen {
    #[serde(flatten)]
    then: IntegrationPlanAccount,
    /// The rows in which it differs now; null where the plan is not public any more.
    changes: Option<Vec<PlanChangeItem>>,
}

/// A plan as it stood when a day ended, and the rows in which it differs now.
#[utoipa::path(get, path = "/api/v1/integration-plans/{year}/as-of/{day}", operation_id = "integration_plan.as_of",
    responses((status = 200, body = IntegrationPlanThen)))]
async fn as_of(
    State(app): State<App>,
    reader: Reader,
    Path((year, day)): Path<(String, NaiveDate)>,
) -> Result<Json<IntegrationPlanThen>> {
    let plan = verbs_past::known(&app, &reader, &year).await?;
    let stood = verbs_past::find(&app, &reader, &plan, At::Day(day)).await?.ok_or(Error::NotFound)?;
    let account = account_of(&app.db, &stood.plan, &stood.lines).await?;
    let since = verbs_past::since(&app, &reader, &plan, &stood.lines).await?;
    let changes = since.map(|since| since.changes.into_iter().map(PlanChangeItem::from).collect());
    Ok(Json(IntegrationPlanThen { then: IntegrationPlanAccount::new(&stood.plan, account), changes }))
}
