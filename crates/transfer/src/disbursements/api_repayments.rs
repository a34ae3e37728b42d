//! The JSON face of money that went back to the ministry.

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

use super::forms::TEXT_MOST;
use super::forms_repayments::RepaymentForm;
use super::repayment::Repayment;
use super::verbs::seen;
use super::{policy, verbs_repayments as verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(record_repayment)).routes(routes!(withdraw_repayment))
}

/// Money that went back to the ministry.
#[derive(Serialize, ToSchema)]
pub(super) struct RepaymentItem {
    /// Counted from one.
    number: i32,
    /// Satang.
    amount: i64,
    returned_on: NaiveDate,
    /// Found wrong, and in no sum, since this day.
    withdrawn_on: Option<NaiveDate>,
    /// To be named next time.
    version: i64,
}

impl From<Repayment> for RepaymentItem {
    fn from(one: Repayment) -> Self {
        Self {
            number: one.number,
            amount: one.told.amount.0,
            returned_on: one.told.on,
            withdrawn_on: one.withdrawn.map(|withdrawn| withdrawn.on),
            version: one.version,
        }
    }
}

/// Writes down what went back to the ministry.
#[utoipa::path(post, path = "/api/v1/projects/{code}/repayments", operation_id = "repayment.record",
    request_body = RepaymentForm, params(IdempotencyKey), responses((status = 201, body = RepaymentItem)))]
async fn record_repayment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<RepaymentForm>,
) -> Result<(StatusCode, Json<RepaymentItem>)> {
    policy::may_record_repayment(&reader, &seen(&app, &reader, &code).await?)?;
    let once = once_key(&headers, &(&code, &form));
    let one = verbs::record_repayment(&app, &reader, &code, form.check(app.clock.today())?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(one.into())))
}

/// Takes a repayment that is wrong out of the sums; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/repayments/{number}/withdraw",
    operation_id = "repayment.withdraw", request_body = TextForm,
    responses((status = 200, body = RepaymentItem)))]
async fn withdraw_repayment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<RepaymentItem>> {
    policy::may_withdraw_repayment(&reader, &seen(&app, &reader, &code).await?)?;
    let why = (form.check(TEXT_MOST)?, form.seen());
    Ok(Json(verbs::withdraw_repayment(&app, &reader, &code, number, why).await?.into()))
}
