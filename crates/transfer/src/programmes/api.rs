//! The JSON face of the lines of work: the same register.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::Result;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Path};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::forms::ProgrammeForm;
use super::programme::{ParticipationLevel, Programme};
use super::store;
use house::app::{App, Routes};
use house::register::{Answered, Asked, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
}

/// A line of work.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeItem {
    /// Its word in records and files.
    code: String,
    /// What it is called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// What belongs to it; null: nobody has said.
    scope: Option<String>,
    /// The least participation of the public that a plan of it must reach; null: none.
    #[schema(value_type = Option<ParticipationLevel>)]
    least_level: Option<String>,
    /// Where this is known from.
    source: Option<String>,
    /// For `If-Match`.
    version: i64,
    /// No new project may belong to it; null: it is offered.
    withdrawn: Option<Withdrawn>,
}

impl From<Programme> for ProgrammeItem {
    fn from(one: Programme) -> Self {
        Self {
            code: one.code,
            name_th: one.name.th,
            name_en: one.name.en,
            scope: one.scope,
            least_level: one.least_level.map(|level| level.to_string()),
            source: one.source,
            version: one.standing.version,
            withdrawn: one.standing.withdrawn,
        }
    }
}

/// Every line of work, those that were withdrawn too.
#[utoipa::path(get, path = "/api/v1/programmes", operation_id = "programme.list",
    responses((status = 200, body = Vec<ProgrammeItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Vec<ProgrammeItem>>> {
    Ok(Json(store::list(app.db.reader()).await?.into_iter().map(ProgrammeItem::from).collect()))
}

impl Answered for Programme {
    type Item = ProgrammeItem;

    async fn item(_: &App, programme: Self) -> Result<ProgrammeItem> {
        Ok(programme.into())
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/programmes/{code}", operation_id = "programme.show",
    responses((status = 200, body = ProgrammeItem)))]
async fn show(asked: Asked, Path(code): Path<String>) -> Result<Response> {
    asked.show::<Programme>(&code).await
}

/// Enters a line of work.
#[utoipa::path(post, path = "/api/v1/programmes", operation_id = "programme.register",
    request_body = ProgrammeForm, params(IdempotencyKey), responses((status = 201, body = ProgrammeItem)))]
async fn register(asked: Asked, Body(form): Body<ProgrammeForm>) -> Result<Response> {
    asked.register::<Programme>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn is offered again.
#[utoipa::path(post, path = "/api/v1/programmes/{code}/correct", operation_id = "programme.correct",
    request_body = ProgrammeForm, params(IfMatch), responses((status = 200, body = ProgrammeItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<ProgrammeForm>) -> Result<Response> {
    asked.correct::<Programme>(&code, form).await
}

/// Takes it out of what new projects may belong to, with the reason as text.
#[utoipa::path(post, path = "/api/v1/programmes/{code}/withdraw", operation_id = "programme.withdraw",
    request_body = TextForm, responses((status = 200, body = ProgrammeItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<Programme>(&code, &form).await
}
