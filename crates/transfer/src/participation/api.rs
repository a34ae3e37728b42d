//! The JSON face of opinions: the same register and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use kit::Result;
use kit::db::listing::Listing;
use kit::form::{TextForm, version_seen};
use kit::web::{Body, IdempotencyKey, Narrowed, Path, client_address, once_key};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::forms::{DecisionForm, OpinionForm, REPLY_MOST};
use super::opinion::{Channel, Disposition, Opinion, Status};
use super::store_list::{self, Filter, Row};
use super::verbs;
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(publish))
        .routes(routes!(withhold))
        .routes(routes!(dispose))
        .routes(routes!(reply))
}

/// An opinion in the public register.
#[derive(Serialize, ToSchema)]
pub(super) struct OpinionItem {
    /// The public code.
    code: String,
    /// Code of the project it is about.
    project: Option<String>,
    /// The person's own words, without numbers of persons.
    #[serde(serialize_with = "kit::mask::public")]
    text: String,
    /// Where it was heard.
    #[schema(value_type = Channel)]
    channel: String,
    /// When, ISO 8601.
    received_on: chrono::NaiveDate,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
    /// What was decided.
    #[schema(value_type = Option<Disposition>)]
    disposition: Option<String>,
    /// Why.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    reason: Option<String>,
    /// Where it was considered.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    considered_at: Option<String>,
    /// The public reply.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    reply: Option<String>,
}

/// What whoever gives an opinion keeps.
#[derive(Serialize, ToSchema)]
struct OpinionReceipt {
    /// The public code.
    code: String,
    /// The secret by which the giver follows it.
    tracking_code: String,
    /// Were numbers of persons hidden in what is published?
    masked: bool,
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

/// The public register of opinions, the newest first.
#[utoipa::path(get, path = "/api/v1/opinions", operation_id = "opinion.list",
    params(Filter), responses((status = 200, body = Listing<OpinionItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<OpinionItem>>> {
    Ok(Json(store_list::list(&app.db, &filter).await?.map(OpinionItem::from)))
}

/// Gives an opinion; anyone may.
#[utoipa::path(post, path = "/api/v1/opinions", operation_id = "opinion.register",
    request_body = OpinionForm, params(IdempotencyKey), responses((status = 201, body = OpinionReceipt)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Body(form): Body<OpinionForm>,
) -> Result<(StatusCode, Json<OpinionReceipt>)> {
    app.public_throttle.count(format!("opinions {}", client_address(&extensions)))?;
    let said = form.check(app.clock.today())?;
    let once = once_key(&headers, &form);
    let opinion = verbs::register(&app, &reader, said, once.as_deref()).await?;
    let masked = opinion.is_masked();
    Ok((StatusCode::CREATED, Json(OpinionReceipt { code: opinion.code, tracking_code: opinion.tracking_code, masked })))
}

/// What came of a verb.
#[derive(Serialize, ToSchema)]
struct OpinionState {
    /// The public code.
    code: String,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: &'static str,
    /// To be named next time.
    version: i64,
}

fn changed(opinion: &Opinion) -> Json<OpinionState> {
    let status = opinion.status.as_str();
    Json(OpinionState { code: opinion.code.clone(), status, version: opinion.version + 1 })
}

/// Publishes an opinion.
#[utoipa::path(post, path = "/api/v1/opinions/{code}/publish", operation_id = "opinion.publish",
    responses((status = 200, body = OpinionState)))]
async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<OpinionState>> {
    Ok(changed(&verbs::publish(&app, &reader, &code).await?))
}

/// Withholds an opinion from the register; the text says why.
#[utoipa::path(post, path = "/api/v1/opinions/{code}/withhold", operation_id = "opinion.withhold",
    request_body = TextForm, responses((status = 200, body = OpinionState)))]
async fn withhold(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<OpinionState>> {
    Ok(changed(&verbs::withhold(&app, &reader, &code, form.check(REPLY_MOST)?, form.seen()).await?))
}

/// Decides what becomes of an opinion.
#[utoipa::path(post, path = "/api/v1/opinions/{code}/dispose", operation_id = "opinion.dispose",
    request_body = DecisionForm, responses((status = 200, body = OpinionState)))]
async fn dispose(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DecisionForm>,
) -> Result<Json<OpinionState>> {
    Ok(changed(&verbs::dispose(&app, &reader, &code, form.check()?, version_seen(&form.version)).await?))
}

/// Replies to an opinion in public.
#[utoipa::path(post, path = "/api/v1/opinions/{code}/reply", operation_id = "opinion.reply",
    request_body = TextForm, responses((status = 200, body = OpinionState)))]
async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<OpinionState>> {
    Ok(changed(&verbs::reply(&app, &reader, &code, form.check(REPLY_MOST)?, form.seen()).await?))
}
