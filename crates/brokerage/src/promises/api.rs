//! The JSON face of promises.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use kit::Result;
use kit::db::listing::Listing;
use kit::web::Body;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::forms::PromiseForm;
use super::promise::{NewPromise, PROPOSED, Stage};
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list, set))
}

/// What is promised from a day on, in working days; null: nothing.
#[derive(Serialize, ToSchema)]
pub(super) struct PromiseItem {
    /// ISO 8601; null for what the program proposes, which holds until the ministry sets anything.
    valid_from: Option<NaiveDate>,
    /// Until the clinic has begun.
    received: Option<u16>,
    /// From the joint analysis until a technology is found.
    in_analysis: Option<u16>,
    /// From then until a project works on it, or a reply says how it goes on.
    matched: Option<u16>,
    /// From that reply until a project works on it, or a reason is given.
    replied: Option<u16>,
    /// From the project's begin until the public reply.
    in_project: Option<u16>,
    /// From one level to the next.
    climb: u16,
    /// For which a question asked back stops the clock at most.
    pause: u16,
    /// Why it was set so.
    note: Option<String>,
}

impl From<NewPromise> for PromiseItem {
    fn from(set: NewPromise) -> Self {
        Self {
            valid_from: Some(set.valid_from).filter(|day| *day != PROPOSED.valid_from),
            received: set.days_of(Stage::Received),
            in_analysis: set.days_of(Stage::InAnalysis),
            matched: set.days_of(Stage::Matched),
            replied: set.days_of(Stage::Replied),
            in_project: set.days_of(Stage::InProject),
            climb: set.climb,
            pause: set.pause,
            note: set.note,
        }
    }
}

/// What the program proposes, then every promise that was set, the oldest first.
#[utoipa::path(get, path = "/api/v1/promises", operation_id = "promise.list",
    responses((status = 200, body = Listing<PromiseItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Listing<PromiseItem>>> {
    let promises = store::list(app.db.reader()).await?;
    let set = promises.0.into_iter().map(|promise| promise.set);
    let items = std::iter::once(PROPOSED).chain(set).map(PromiseItem::from).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}

/// Sets what is promised from a day on.
#[utoipa::path(post, path = "/api/v1/promises", operation_id = "promise.set",
    request_body = PromiseForm, responses((status = 201, body = PromiseItem)))]
async fn set(
    State(app): State<App>,
    reader: Reader,
    Body(form): Body<PromiseForm>,
) -> Result<(StatusCode, Json<PromiseItem>)> {
    policy::may_set(&reader)?;
    let promise = verbs::set(&app, &reader, form.check(app.clock.today())?).await?;
    Ok((StatusCode::CREATED, Json(promise.set.into())))
}
