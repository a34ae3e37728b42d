//! The JSON face of the rows of plans: the same list, and the same verbs.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::filter::Filter;
use super::forms::{Codes, PlanRowForm};
use super::plan_row::{Beneficiary, Counterpart, Mechanism, PlanRow};
use super::verbs_summary::{groups, list_seen, narrowed};
use super::{importing, policy, store, store_rows};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::register::{Answered, Asked, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
}

/// A project in an integration plan.
#[derive(Serialize, ToSchema)]
pub struct PlanRowItem {
    /// Its code.
    code: String,
    /// The plan, by its fiscal year, Buddhist era.
    fiscal_year: String,
    /// Within its plan, from one.
    number: i32,
    /// What it is called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// Code of the organisation that carries it out.
    agency: Option<String>,
    /// Who carries it out, by the name of its time.
    agency_as_printed: Option<String>,
    /// Official codes of the provinces; none: the whole country.
    provinces: Vec<String>,
    /// What it costs, in satang; null: not told yet.
    amount_satang: Option<i64>,
    /// By what the ministry reaches the province.
    #[schema(value_type = Option<Mechanism>)]
    mechanism: Option<&'static str>,
    /// Who works on it there.
    #[schema(value_type = Vec<Counterpart>)]
    counterparts: Vec<&'static str>,
    /// For whom it is.
    #[schema(value_type = Vec<Beneficiary>)]
    beneficiaries: Vec<&'static str>,
    /// Code of the citizen's need it came from.
    need: Option<String>,
    /// Code of our own project that it is.
    project: Option<String>,
    /// Codes of the items of plans it answers to.
    plan_items: Vec<String>,
    /// What a reader should know beside.
    note: Option<String>,
    /// Part of a demonstration.
    invented: bool,
    /// For `If-Match`.
    version: i64,
    /// It was wrong and is in no list; null: it stands.
    withdrawn: Option<Withdrawn>,
}

impl PlanRowItem {
    fn new(row: PlanRow, codes: Codes) -> Self {
        let code = |code: String| Some(code).filter(|code| !code.is_empty());
        Self {
            code: row.code,
            fiscal_year: codes.plan,
            number: row.number,
            name_th: row.name.th,
            name_en: row.name.en,
            agency: code(codes.agency),
            agency_as_printed: row.agency_as_printed,
            provinces: row.provinces,
            amount_satang: row.amount.map(|amount| amount.0),
            mechanism: row.mechanism.map(Mechanism::as_str),
            counterparts: row.counterparts.iter().map(|one| one.as_str()).collect(),
            beneficiaries: row.beneficiaries.iter().map(|one| one.as_str()).collect(),
            need: code(codes.need),
            project: code(codes.project),
            plan_items: codes.items,
            note: row.note,
            invented: row.invented,
            version: row.standing.version,
            withdrawn: row.standing.withdrawn,
        }
    }
}

/// The rows of a plan, by number.
#[utoipa::path(get, path = "/api/v1/integration-plans/rows", operation_id = "plan_row.list",
    params(Filter), responses((status = 200, body = Listing<PlanRowItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<PlanRowItem>>> {
    let mut plans = list_seen(&app, &reader).await?.into_iter().map(|(plan, _)| plan);
    let plan = plans.find(|plan| filter.fiscal_year.is_empty() || plan.code == filter.fiscal_year);
    let plan = plan.ok_or(Error::NotFound)?;
    let asked = narrowed(&app.db, &plan, &filter, groups(&app.db, &plan).await?.1).await?;
    let mut rows = store_rows::list(&app.db, &filter, asked).await?;
    let mut items = store_rows::list_items(app.db.reader(), rows.items.iter().map(|row| row.id).collect()).await?;
    for row in &mut rows.items {
        row.items = items.remove(&row.id).unwrap_or_default();
    }
    let mut codes = importing::codes(&app, &rows.items).await?.into_iter();
    Ok(Json(rows.map(|row| PlanRowItem::new(row, codes.next().unwrap_or_default()))))
}

impl Answered for PlanRow {
    type Item = PlanRowItem;

    async fn item(app: &App, row: Self) -> Result<PlanRowItem> {
        // As it is kept: its number is given where it is written.
        let kept = store_rows::find_by_code(&app.db, &row.code).await?.unwrap_or(row);
        let codes = importing::codes(app, std::slice::from_ref(&kept)).await?.pop().unwrap_or_default();
        Ok(PlanRowItem::new(kept, codes))
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/integration-plans/rows/{code}", operation_id = "plan_row.show",
    responses((status = 200, body = PlanRowItem)))]
async fn show(State(app): State<App>, reader: Reader, asked: Asked, Path(code): Path<String>) -> Result<Response> {
    let row = store_rows::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let plan = store::find(&app.db, row.plan).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &plan)?;
    asked.show::<PlanRow>(&code).await
}

/// Enters a row that an agency told of.
#[utoipa::path(post, path = "/api/v1/integration-plans/rows", operation_id = "plan_row.register",
    request_body = PlanRowForm, params(IdempotencyKey), responses((status = 201, body = PlanRowItem)))]
async fn register(asked: Asked, Body(form): Body<PlanRowForm>) -> Result<Response> {
    asked.register::<PlanRow>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/integration-plans/rows/{code}/correct", operation_id = "plan_row.correct",
    request_body = PlanRowForm, params(IfMatch), responses((status = 200, body = PlanRowItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<PlanRowForm>) -> Result<Response> {
    asked.correct::<PlanRow>(&code, form).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/integration-plans/rows/{code}/withdraw", operation_id = "plan_row.withdraw",
    request_body = TextForm, responses((status = 200, body = PlanRowItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<PlanRow>(&code, &form).await
}
