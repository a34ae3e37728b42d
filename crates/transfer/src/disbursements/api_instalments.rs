//! The JSON face of instalments.

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

use super::forms::{InstalmentForm, ReleaseForm, TEXT_MOST};
use super::instalment::{Instalment, InstalmentStatus};
use super::verbs::seen;
use super::{policy, verbs_instalments as verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(plan_instalment))
        .routes(routes!(release_instalment))
        .routes(routes!(withdraw_instalment))
}

/// An instalment.
#[derive(Serialize, ToSchema)]
pub(super) struct InstalmentItem {
    /// Counted from one.
    number: i32,
    /// Satang.
    amount: i64,
    /// What must be there before it is released.
    #[serde(serialize_with = "kit::mask::public")]
    terms: String,
    due_on: NaiveDate,
    #[schema(value_type = InstalmentStatus)]
    status: &'static str,
    released_on: Option<NaiveDate>,
    /// To be named next time.
    version: i64,
}

impl From<Instalment> for InstalmentItem {
    fn from(one: Instalment) -> Self {
        Self {
            number: one.number,
            amount: one.told.amount.0,
            terms: one.told.terms,
            due_on: one.told.due_on,
            status: one.status.as_str(),
            released_on: one.release.map(|release| release.on),
            version: one.version,
        }
    }
}

/// Plans an instalment.
#[utoipa::path(post, path = "/api/v1/projects/{code}/instalments", operation_id = "instalment.plan",
    request_body = InstalmentForm, params(IdempotencyKey), responses((status = 201, body = InstalmentItem)))]
async fn plan_instalment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<InstalmentForm>,
) -> Result<(StatusCode, Json<InstalmentItem>)> {
    policy::may_plan_instalment(&reader, &seen(&app, &reader, &code).await?)?;
    let once = once_key(&headers, &(&code, &form));
    let told = form.check(app.clock.today())?;
    let one = verbs::plan_instalment(&app, &reader, &code, told, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(one.into())))
}

/// Gives an instalment to the clinic.
#[utoipa::path(post, path = "/api/v1/projects/{code}/instalments/{number}/release",
    operation_id = "instalment.release", request_body = ReleaseForm,
    responses((status = 200, body = InstalmentItem)))]
async fn release_instalment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<ReleaseForm>,
) -> Result<Json<InstalmentItem>> {
    policy::may_release_instalment(&reader, &seen(&app, &reader, &code).await?)?;
    let by = (form.check(app.clock.today())?, form.seen());
    Ok(Json(verbs::release_instalment(&app, &reader, &code, number, by).await?.into()))
}

/// Does not give an instalment, or calls it back; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/instalments/{number}/withdraw",
    operation_id = "instalment.withdraw", request_body = TextForm,
    responses((status = 200, body = InstalmentItem)))]
async fn withdraw_instalment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<InstalmentItem>> {
    policy::may_withdraw_instalment(&reader, &seen(&app, &reader, &code).await?)?;
    let why = (form.check(TEXT_MOST)?, form.seen());
    Ok(Json(verbs::withdraw_instalment(&app, &reader, &code, number, why).await?.into()))
}
