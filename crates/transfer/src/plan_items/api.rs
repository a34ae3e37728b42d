//! The JSON face of what plans say: the same list, and the same verbs.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::Result;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::forms::PlanItemForm;
use super::plan_item::{Level, PlanItem};
use super::store::{self, Filter};
use house::app::{App, Routes};
use house::register::{Answered, Asked, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
}

/// An item of a plan of the state.
#[derive(Serialize, ToSchema)]
pub struct PlanItemItem {
    /// Its code.
    code: String,
    /// Whose plan it is an item of.
    #[schema(value_type = Level)]
    level: &'static str,
    /// What it says.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// The first fiscal year of its plan, Buddhist era; null: no source says it.
    first_year: Option<i32>,
    /// The last.
    last_year: Option<i32>,
    /// Official code of the province, of an item of its plan.
    province: Option<String>,
    /// Thai name of the provincial group, of an item of its strategy.
    group: Option<String>,
    /// The document it stands in.
    source: String,
    /// What a reader should know beside.
    note: Option<String>,
    /// Part of a demonstration.
    invented: bool,
    /// For `If-Match`.
    version: i64,
    /// It was wrong and is in no list; null: it stands.
    withdrawn: Option<Withdrawn>,
}

impl From<PlanItem> for PlanItemItem {
    fn from(item: PlanItem) -> Self {
        Self {
            code: item.code,
            level: item.level.as_str(),
            name_th: item.name.th,
            name_en: item.name.en,
            first_year: item.years.0.map(|year| year.0),
            last_year: item.years.1.map(|year| year.0),
            province: item.province,
            group: item.group,
            source: item.source,
            note: item.note,
            invented: item.invented,
            version: item.standing.version,
            withdrawn: item.standing.withdrawn,
        }
    }
}

/// Items of the national plan, of groups' strategies and of provinces' plans, by code.
#[utoipa::path(get, path = "/api/v1/plan-items", operation_id = "plan_item.list",
    params(Filter), responses((status = 200, body = Listing<PlanItemItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<PlanItemItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(PlanItemItem::from)))
}

impl Answered for PlanItem {
    type Item = PlanItemItem;

    async fn item(_: &App, item: Self) -> Result<PlanItemItem> {
        Ok(item.into())
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/plan-items/{code}", operation_id = "plan_item.show",
    responses((status = 200, body = PlanItemItem)))]
async fn show(asked: Asked, Path(code): Path<String>) -> Result<Response> {
    asked.show::<PlanItem>(&code).await
}

/// Enters an item of a plan.
#[utoipa::path(post, path = "/api/v1/plan-items", operation_id = "plan_item.register",
    request_body = PlanItemForm, params(IdempotencyKey), responses((status = 201, body = PlanItemItem)))]
async fn register(asked: Asked, Body(form): Body<PlanItemForm>) -> Result<Response> {
    asked.register::<PlanItem>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/plan-items/{code}/correct", operation_id = "plan_item.correct",
    request_body = PlanItemForm, params(IfMatch), responses((status = 200, body = PlanItemItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<PlanItemForm>) -> Result<Response> {
    asked.correct::<PlanItem>(&code, form).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/plan-items/{code}/withdraw", operation_id = "plan_item.withdraw",
    request_body = TextForm, responses((status = 200, body = PlanItemItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<PlanItem>(&code, &form).await
}
