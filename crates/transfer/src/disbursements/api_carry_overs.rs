//! The JSON face of money that is carried over the year's end.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use kit::Result;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, Path, once_key};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::carry_over::{CarryOver, CarryOverStatus};
use super::extension::Extension;
use super::forms::{CarryOverForm, DecisionForm, TEXT_MOST};
use super::forms_extensions::ExtensionForm;
use super::verbs::seen;
use super::{policy, verbs_carry_overs as verbs, verbs_extensions};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(ask_carry_over))
        .routes(routes!(approve_carry_over))
        .routes(routes!(decline_carry_over))
        .routes(routes!(extend_carry_over))
        .routes(routes!(approve_extension))
        .routes(routes!(decline_extension))
}

/// Money carried over the year's end, or asked to be.
#[derive(Serialize, ToSchema)]
pub(super) struct CarryOverItem {
    /// Counted from one.
    number: i32,
    /// Satang.
    amount: i64,
    #[serde(serialize_with = "kit::mask::public")]
    reason: String,
    /// The last day on which it may be spent.
    until: NaiveDate,
    #[schema(value_type = CarryOverStatus)]
    status: &'static str,
    asked_on: NaiveDate,
    decided_on: Option<NaiveDate>,
    #[serde(serialize_with = "kit::mask::public_if_any")]
    declined_because: Option<String>,
    /// Later last days that were asked for, the first first.
    extensions: Vec<ExtensionItem>,
    /// To be named next time.
    version: i64,
}

/// A later last day of what was carried over.
#[derive(Serialize, ToSchema)]
pub(super) struct ExtensionItem {
    /// The last day until then.
    before: NaiveDate,
    /// The last day from then on.
    until: NaiveDate,
    #[serde(serialize_with = "kit::mask::public")]
    reason: String,
    #[schema(value_type = CarryOverStatus)]
    status: &'static str,
    asked_on: NaiveDate,
    decided_on: Option<NaiveDate>,
    #[serde(serialize_with = "kit::mask::public_if_any")]
    declined_because: Option<String>,
}

impl From<Extension> for ExtensionItem {
    fn from(one: Extension) -> Self {
        Self {
            before: one.before,
            until: one.until,
            reason: one.reason,
            status: one.status.as_str(),
            asked_on: one.asked_on,
            decided_on: one.decided_on,
            declined_because: one.declined_because,
        }
    }
}

impl From<CarryOver> for CarryOverItem {
    fn from(one: CarryOver) -> Self {
        Self {
            number: one.number,
            amount: one.amount().0,
            reason: one.reason,
            until: one.until,
            status: one.status.as_str(),
            asked_on: one.asked_on,
            decided_on: one.decided_on,
            declined_because: one.declined_because,
            extensions: one.extensions.into_iter().map(ExtensionItem::from).collect(),
            version: one.version,
        }
    }
}

/// Asks to carry money over the year's end, with the amounts by the numbers of budget lines.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs", operation_id = "carry_over.ask",
    request_body = CarryOverForm, params(IdempotencyKey), responses((status = 201, body = CarryOverItem)))]
async fn ask_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<CarryOverForm>,
) -> Result<(StatusCode, Json<CarryOverItem>)> {
    policy::may_ask_carry_over(&reader, &seen(&app, &reader, &code).await?)?;
    let once = once_key(&headers, &(&code, &form));
    let told = form.check(app.clock.today())?;
    let one = verbs::ask_carry_over(&app, &reader, &code, told, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(one.into())))
}

/// Lets money be carried over.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs/{number}/approve",
    operation_id = "carry_over.approve", request_body = DecisionForm,
    responses((status = 200, body = CarryOverItem)))]
async fn approve_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<DecisionForm>,
) -> Result<Json<CarryOverItem>> {
    Ok(Json(verbs::approve_carry_over(&app, &reader, &code, number, form.seen()).await?.into()))
}

/// Does not let money be carried over; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs/{number}/decline",
    operation_id = "carry_over.decline", request_body = TextForm,
    responses((status = 200, body = CarryOverItem)))]
async fn decline_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<CarryOverItem>> {
    policy::may_decline_carry_over(&reader, &seen(&app, &reader, &code).await?)?;
    let why = (form.check(TEXT_MOST)?, form.seen());
    Ok(Json(verbs::decline_carry_over(&app, &reader, &code, number, why).await?.into()))
}

/// Asks for a later last day of what was carried over.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs/{number}/extend",
    operation_id = "carry_over.extend", request_body = ExtensionForm,
    responses((status = 200, body = CarryOverItem)))]
async fn extend_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<ExtensionForm>,
) -> Result<Json<CarryOverItem>> {
    policy::may_extend_carry_over(&reader, &seen(&app, &reader, &code).await?)?;
    let told = (form.check(app.clock.today())?, form.seen());
    Ok(Json(verbs_extensions::extend_carry_over(&app, &reader, &code, number, told).await?.into()))
}

/// Lets the later day through that waits.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs/{number}/approve-extension",
    operation_id = "carry_over.approve_extension", request_body = DecisionForm,
    responses((status = 200, body = CarryOverItem)))]
async fn approve_extension(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<DecisionForm>,
) -> Result<Json<CarryOverItem>> {
    Ok(Json(verbs_extensions::approve_extension(&app, &reader, &code, number, form.seen()).await?.into()))
}

/// Does not let the later day through; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/carry-overs/{number}/decline-extension",
    operation_id = "carry_over.decline_extension", request_body = TextForm,
    responses((status = 200, body = CarryOverItem)))]
async fn decline_extension(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<CarryOverItem>> {
    policy::may_decline_extension(&reader, &seen(&app, &reader, &code).await?)?;
    let why = (form.check(TEXT_MOST)?, form.seen());
    Ok(Json(verbs_extensions::decline_extension(&app, &reader, &code, number, why).await?.into()))
}
