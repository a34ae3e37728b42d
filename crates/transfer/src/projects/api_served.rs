//! The JSON face of what a plan transfers and serves.

use axum::Json;
use axum::extract::State;
use kit::Result;
use kit::web::{Body, Path};
use utoipa_axum::routes;

use super::api::{ProjectDocument, document};
use super::forms_served::{ChosenTechnologyForm, ServedItemForm, TakenNeedForm};
use super::project::Project;
use super::{store, store_served, verbs_served as verbs};
use brokerage::{needs, technologies};
use house::accounts::Reader;
use house::app::{App, Routes};

use crate::plan_items;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(choose_technology))
        .routes(routes!(leave_technology))
        .routes(routes!(serve_item))
        .routes(routes!(leave_item))
        .routes(routes!(take_up_need))
        .routes(routes!(leave_need))
}

/// Codes of the needs that a project takes up, those that the reader may see.
pub(super) async fn needs(app: &App, reader: &Reader, project: &Project) -> Result<Vec<String>> {
    let needs = needs::find_many(&app.db, store::list_needs(app.db.reader(), project.id).await?).await?;
    Ok(needs.into_iter().filter(|need| needs::may_see(reader, need).is_ok()).map(|need| need.code).collect())
}

/// Codes of the published technologies that a project transfers.
pub(super) async fn technologies(app: &App, project: &Project) -> Result<Vec<String>> {
    let ids = store::list_technologies(&app.db, &[project.id]).await?.remove(&project.id).unwrap_or_default();
    let rows = technologies::find_many(&app.db, ids).await?.into_values();
    let published = rows.filter(|row| row.status() == technologies::Status::Published);
    let mut codes: Vec<String> = published.map(|row| row.code).collect();
    codes.sort_unstable();
    Ok(codes)
}

/// Codes of the items that a project serves.
pub(super) async fn items(app: &App, project: &Project) -> Result<Vec<String>> {
    let items = plan_items::find_many(&app.db, store_served::list_items(&app.db, project.id).await?).await?;
    Ok(items.into_iter().map(|item| item.code).collect())
}

/// Says that a plan transfers a technology of the published catalogue.
#[utoipa::path(post, path = "/api/v1/projects/{code}/choose-technology", operation_id = "project.choose_technology",
    request_body = ChosenTechnologyForm, responses((status = 200, body = ProjectDocument)))]
async fn choose_technology(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ChosenTechnologyForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::choose_technology(&app, &reader, &code, &form.technology).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Says that a plan transfers a technology no longer.
#[utoipa::path(post, path = "/api/v1/projects/{code}/leave-technology", operation_id = "project.leave_technology",
    request_body = ChosenTechnologyForm, responses((status = 200, body = ProjectDocument)))]
async fn leave_technology(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ChosenTechnologyForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::leave_technology(&app, &reader, &code, &form.technology).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Says that a plan serves an item of a plan of the state.
#[utoipa::path(post, path = "/api/v1/projects/{code}/serve-item", operation_id = "project.serve_item",
    request_body = ServedItemForm, responses((status = 200, body = ProjectDocument)))]
async fn serve_item(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ServedItemForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::serve_item(&app, &reader, &code, &form.item).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Says that a plan serves an item no longer.
#[utoipa::path(post, path = "/api/v1/projects/{code}/leave-item", operation_id = "project.leave_item",
    request_body = ServedItemForm, responses((status = 200, body = ProjectDocument)))]
async fn leave_item(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ServedItemForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::leave_item(&app, &reader, &code, &form.item).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Says that a plan takes up a need.
#[utoipa::path(post, path = "/api/v1/projects/{code}/take-up-need", operation_id = "project.take_up_need",
    request_body = TakenNeedForm, responses((status = 200, body = ProjectDocument)))]
async fn take_up_need(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TakenNeedForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::take_up_need(&app, &reader, &code, &form.need).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Says that a plan takes up a need no longer.
#[utoipa::path(post, path = "/api/v1/projects/{code}/leave-need", operation_id = "project.leave_need",
    request_body = TakenNeedForm, responses((status = 200, body = ProjectDocument)))]
async fn leave_need(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TakenNeedForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::leave_need(&app, &reader, &code, &form.need).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}
