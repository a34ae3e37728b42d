//! The JSON face of needs: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, client_address, once_key};
use kit::{Error, FormErrors, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::due::Level;
use super::filter::Filter;
use super::forms::{AnalysisForm, NeedForm};
use super::need::{Need, Shown, TEXT_MOST};
use super::policy;
use super::store::{self, Row};
use super::verbs;
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(analyse))
        .routes(routes!(decline))
        .routes(routes!(answer))
        .merge(super::api_way::routes())
}

/// A need in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct NeedItem {
    /// The public code.
    code: String,
    /// The person's own words.
    #[serde(serialize_with = "kit::mask::public")]
    text_th: String,
    /// Whose need it is.
    group_kind: String,
    /// Official code of the province.
    province: String,
    /// How far it has come.
    status: String,
    /// When it was told, ISO 8601.
    received_on: chrono::NaiveDate,
    /// The day promised for its stage; null: nothing is promised, or it is over.
    due_on: Option<chrono::NaiveDate>,
    /// To whom it has climbed since it is late.
    #[schema(value_type = Option<Level>)]
    level: Option<&'static str>,
}

/// What whoever tells a need keeps.
#[derive(Serialize, ToSchema)]
struct NeedReceipt {
    /// The public code.
    code: String,
    /// The secret by which the teller follows it at `/track/{tracking_code}`.
    tracking_code: String,
    /// Were numbers of persons taken out of the words before anybody reads them?
    hidden_numbers: bool,
    /// Who may read it now: everybody, or whoever works on it until somebody has looked at its words.
    #[schema(value_type = Shown)]
    shown: &'static str,
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
            due_on: row.due_on,
            level: Level::number(row.climbed).map(Level::as_str),
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
            due_on: need.due,
            level: Level::number(need.climbed).map(Level::as_str),
        }
    }
}

/// One need.
#[utoipa::path(get, path = "/api/v1/needs/{code}", operation_id = "need.show",
    responses((status = 200, body = NeedItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NeedItem>> {
    let need = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &need)?;
    Ok(Json(need.into()))
}

/// Needs as the public sees them, the newest first.
#[utoipa::path(get, path = "/api/v1/needs", operation_id = "need.list",
    params(Filter), responses((status = 200, body = Listing<NeedItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<NeedItem>>> {
    Ok(Json(store::list(&app.db, &filter, reader.rehearsing_for()).await?.map(NeedItem::from)))
}

/// Tells a need; anyone may.
#[utoipa::path(post, path = "/api/v1/needs", operation_id = "need.register",
    request_body = NeedForm, params(IdempotencyKey), responses((status = 201, body = NeedReceipt)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    headers: HeaderMap,
    Body(form): Body<NeedForm>,
) -> Result<(StatusCode, Json<NeedReceipt>)> {
    app.public_throttle.count(format!("needs {}", client_address(&extensions)))?;
    let told = form.check(app.clock.today())?;
    if reader.who().is_none() && form.is_hasty(app.clock.now()) {
        return Err(FormErrors::whole(msg("needs-send-again")).into());
    }
    let how = Circumstances { once: once_key(&headers, &form), invented: app.settings.demo };
    let need = verbs::tell(&app, &reader, client_address(&extensions), told, how).await?;
    let (hidden_numbers, shown) = (need.hidden_numbers, need.shown.as_str());
    let receipt = NeedReceipt { code: need.code, tracking_code: need.tracking_code, hidden_numbers, shown };
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// Records the meeting in which clinic and community analysed a need.
#[utoipa::path(post, path = "/api/v1/needs/{code}/analyse", operation_id = "need.analyse",
    request_body = AnalysisForm, responses((status = 200, body = NeedItem)))]
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

/// Declines a need, with a reason the public can read.
#[utoipa::path(post, path = "/api/v1/needs/{code}/decline", operation_id = "need.decline",
    request_body = TextForm, responses((status = 200, body = NeedItem)))]
async fn decline(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    Ok(Json(verbs::decline(&app, &reader, &code, form.check(TEXT_MOST)?, form.seen()).await?.into()))
}

/// Gives the public reply. It does not end the way of a matched need: that takes a project or a reason.
#[utoipa::path(post, path = "/api/v1/needs/{code}/answer", operation_id = "need.answer",
    request_body = TextForm, responses((status = 200, body = NeedItem)))]
async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<NeedItem>> {
    Ok(Json(verbs::answer(&app, &reader, &code, form.check(TEXT_MOST)?, form.seen()).await?.into()))
}
