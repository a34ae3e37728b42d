//! The JSON face of projects of the past: the same list.

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

use super::forms::PastProjectForm;
use super::past_project::PastProject;
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

/// A project from before the system, as its source tells of it.
#[derive(Serialize, ToSchema)]
pub struct PastProjectItem {
    /// Its code.
    code: String,
    /// Buddhist era.
    fiscal_year: i32,
    /// What it was called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// Who ran it, by the name of that time.
    organiser: String,
    /// Official code of the province; null: no source says it.
    province: Option<String>,
    /// The budget in satang; null: no source says it.
    budget_satang: Option<i64>,
    /// Persons reached; null: no source says it.
    recipients: Option<i64>,
    /// What came of it.
    result: Option<String>,
    /// Where all this is known from.
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

impl From<PastProject> for PastProjectItem {
    fn from(project: PastProject) -> Self {
        Self {
            code: project.code,
            fiscal_year: project.fiscal_year.0,
            name_th: project.name.th,
            name_en: project.name.en,
            organiser: project.organiser,
            province: project.province,
            budget_satang: project.budget.map(|budget| budget.0),
            recipients: project.recipients,
            result: project.result,
            source: project.source,
            note: project.note,
            invented: project.invented,
            version: project.standing.version,
            withdrawn: project.standing.withdrawn,
        }
    }
}

/// Projects from before the system, newest year first. No figure of ours counts them.
#[utoipa::path(get, path = "/api/v1/past-projects", operation_id = "past_project.list",
    params(Filter), responses((status = 200, body = Listing<PastProjectItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<PastProjectItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(PastProjectItem::from)))
}

impl Answered for PastProject {
    type Item = PastProjectItem;

    async fn item(_: &App, project: Self) -> Result<PastProjectItem> {
        Ok(project.into())
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/past-projects/{code}", operation_id = "past_project.show",
    responses((status = 200, body = PastProjectItem)))]
async fn show(asked: Asked, Path(code): Path<String>) -> Result<Response> {
    asked.show::<PastProject>(&code).await
}

/// Enters a project of the past.
#[utoipa::path(post, path = "/api/v1/past-projects", operation_id = "past_project.register",
    request_body = PastProjectForm, params(IdempotencyKey), responses((status = 201, body = PastProjectItem)))]
async fn register(asked: Asked, Body(form): Body<PastProjectForm>) -> Result<Response> {
    asked.register::<PastProject>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/past-projects/{code}/correct", operation_id = "past_project.correct",
    request_body = PastProjectForm, params(IfMatch), responses((status = 200, body = PastProjectItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<PastProjectForm>) -> Result<Response> {
    asked.correct::<PastProject>(&code, form).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/past-projects/{code}/withdraw", operation_id = "past_project.withdraw",
    request_body = TextForm, responses((status = 200, body = PastProjectItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<PastProject>(&code, &form).await
}
