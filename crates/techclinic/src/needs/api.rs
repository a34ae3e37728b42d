//! The JSON face of needs: the same lists and verbs.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, Path, Query, client_address, once_key};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::forms::{AnalysisForm, NeedForm};
use super::need::{Need, TEXT_MOST};
use super::policy;
use super::store::{self, Filter, Row};
use super::verbs::{self, Circumstances};
use crate::accounts::Reader;
use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/needs", get(list).post(register))
        .route("/api/v1/needs/{code}", get(show))
        .route("/api/v1/needs/{code}/analyse", post(analyse))
        .route("/api/v1/needs/{code}/decline", post(decline))
        .route("/api/v1/needs/{code}/answer", post(answer))
}

/// A need in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct NeedItem {
    /// The public code.
    code: String,
    /// The person's own words.
    text_th: String,
    /// Whose need it is.
    group_kind: String,
    /// Official code of the province.
    province: String,
    /// How far it has come.
    status: String,
    /// When it was told, ISO 8601.
    received_on: chrono::NaiveDate,
}

impl From<Row> for NeedItem {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            text_th: row.text_th,
            group_kind: row.group_kind,
            province: row.province,
            status: row.status,
            received_on: row.received_on,
        }
    }
}

impl From<Need> for NeedItem {
    fn from(need: Need) -> Self {
        Self {
            code: need.code,
            text_th: need.told.text,
            group_kind: need.told.group_kind.to_string(),
            province: need.told.province,
            status: need.status.to_string(),
            received_on: need.told.received_on,
        }
    }
}

async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NeedItem>> {
    let need = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &need)?;
    Ok(Json(need.into()))
}

async fn list(State(app): State<App>, reader: Reader, Query(filter): Query<Filter>) -> Result<Json<Listing<NeedItem>>> {
    Ok(Json(store::list(&app.db, &filter, reader.rehearsing_for()).await?.map(NeedItem::from)))
}

async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Body(form): Body<NeedForm>,
) -> Result<Response> {
    app.public_throttle.count(format!("needs {}", client_address(&extensions)))?;
    let told = form.check(app.clock.today())?;
    let once = once_key(&headers, &form);
    let how = Circumstances { once, invented: app.settings.demo, ..Circumstances::default() };
    let need = verbs::register(&app, &reader, told, how).await?;
    let body = serde_json::json!({ "code": need.code, "tracking_code": need.tracking_code });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

async fn analyse(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<AnalysisForm>,
) -> Result<Json<NeedItem>> {
    let need = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_analyse(&reader, &need)?;
    let analysis = form.check(need.told.received_on, app.clock.today())?;
    Ok(Json(verbs::analyse(&app, &reader, &code, analysis).await?.into()))
}

async fn decline(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    Ok(Json(verbs::decline(&app, &reader, &code, form.check(TEXT_MOST)?, form.seen()).await?.into()))
}

async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    Ok(Json(verbs::answer(&app, &reader, &code, form.check(TEXT_MOST)?, form.seen()).await?.into()))
}
