//! The JSON face of opinions: the same register and verbs.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use kit::Result;
use kit::db::listing::Listing;
use kit::form::{TextForm, version_seen};
use kit::web::{Path, Query, client_address, once_key};
use serde::Serialize;
use utoipa::ToSchema;

use super::forms::{DecisionForm, OpinionForm, REPLY_MOST};
use super::opinion::Opinion;
use super::store::{self, Filter, Row};
use super::verbs;
use crate::accounts::Reader;
use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/opinions", get(list).post(register))
        .route("/api/v1/opinions/{code}/publish", post(publish))
        .route("/api/v1/opinions/{code}/withhold", post(withhold))
        .route("/api/v1/opinions/{code}/dispose", post(dispose))
        .route("/api/v1/opinions/{code}/reply", post(reply))
}

/// An opinion in the public register.
#[derive(Serialize, ToSchema)]
pub(super) struct OpinionItem {
    /// The public code.
    code: String,
    /// Code of the project it is about.
    project: Option<String>,
    /// The person's own words, without numbers of persons.
    text: String,
    /// Where it was heard.
    channel: String,
    /// When, ISO 8601.
    received_on: chrono::NaiveDate,
    /// How far it has come.
    status: String,
    /// What was decided.
    disposition: Option<String>,
    /// Why.
    reason: Option<String>,
    /// Where it was considered.
    considered_at: Option<String>,
    /// The public reply.
    reply: Option<String>,
}

impl From<Row> for OpinionItem {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            project: row.project_code,
            text: row.masked_text,
            channel: row.channel,
            received_on: row.received_on,
            status: row.status,
            disposition: row.disposition,
            reason: row.reason,
            considered_at: row.considered_at,
            reply: row.reply,
        }
    }
}

async fn list(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Json<Listing<OpinionItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(OpinionItem::from)))
}

async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Json(form): Json<OpinionForm>,
) -> Result<Response> {
    app.public_throttle.count(format!("opinions {}", client_address(&extensions)))?;
    let said = form.check(app.clock.today())?;
    let once = once_key(&headers, &form);
    let opinion = verbs::register(&app, &reader, said, once.as_deref()).await?;
    let body = serde_json::json!({
        "code": opinion.code, "tracking_code": opinion.tracking_code, "masked": opinion.is_masked(),
    });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// What came of a verb: the state and the version to name next time.
fn changed(opinion: &Opinion) -> Json<serde_json::Value> {
    Json(serde_json::json!({ "code": opinion.code, "status": opinion.status.as_str(), "version": opinion.version + 1 }))
}

async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<serde_json::Value>> {
    Ok(changed(&verbs::publish(&app, &reader, &code).await?))
}

async fn withhold(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Json(form): Json<TextForm>,
) -> Result<Json<serde_json::Value>> {
    Ok(changed(&verbs::withhold(&app, &reader, &code, form.check(REPLY_MOST)?, form.seen()).await?))
}

async fn dispose(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Json(form): Json<DecisionForm>,
) -> Result<Json<serde_json::Value>> {
    Ok(changed(&verbs::dispose(&app, &reader, &code, form.check()?, version_seen(&form.version)).await?))
}

async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Json(form): Json<TextForm>,
) -> Result<Json<serde_json::Value>> {
    Ok(changed(&verbs::reply(&app, &reader, &code, form.check(REPLY_MOST)?, form.seen()).await?))
}
