//! The JSON face of needs: the same lists and verbs.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use kit::db::listing::Listing;
use kit::web::{Query, client_address};
use kit::Result;
use serde::Serialize;
use utoipa::ToSchema;

use super::forms::NeedForm;
use super::store::{self, Filter, Row};
use super::verbs::{self, Circumstances};
use crate::accounts::Reader;
use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/needs", get(list).post(register))
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

async fn list(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Json<Listing<NeedItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(NeedItem::from)))
}

async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Json(form): Json<NeedForm>,
) -> Result<Response> {
    app.public_throttle.count(format!("needs {}", client_address(&extensions)))?;
    let told = form.check(app.clock.today())?;
    let once = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let how = Circumstances { once, invented: app.settings.demo, ..Circumstances::default() };
    let need = verbs::register(&app, &reader, told, how).await?;
    let body = serde_json::json!({ "code": need.code, "tracking_code": need.tracking_code });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}
