//! The JSON face of a technology's life: its review, renewal and end, and what stands with it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kit::Result;
use kit::db::listing::{LIMIT, Listing, PAGE};
use kit::web::{Body, Narrowed, Path};
use utoipa_axum::routes;

use super::api::{TechnologyItem, TechnologyWhole, now};
use super::filter::Waiting;
use super::forms_parts::{AttachForm, DetachForm, DismissForm, ExpertForm, ReviewForm, SeenForm};
use super::policy;
use super::{store, store_life, verbs, verbs_parts, verbs_review};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::organisations;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_waiting))
        .routes(routes!(submit))
        .routes(routes!(publish))
        .routes(routes!(send_back))
        .routes(routes!(renew))
        .routes(routes!(archive))
        .routes(routes!(restore))
        .routes(routes!(attach))
        .routes(routes!(detach))
        .routes(routes!(name_expert))
        .routes(routes!(dismiss_expert))
}

/// What waits for a review by somebody who belongs to another clinic, the longest first.
#[utoipa::path(get, path = "/api/v1/technology-reviews", operation_id = "technology.list_waiting",
    params(Waiting), responses((status = 200, body = Listing<TechnologyItem>)))]
async fn list_waiting(
    State(app): State<App>,
    reader: Reader,
    Narrowed(asked): Narrowed<Waiting>,
) -> Result<Json<Listing<TechnologyItem>>> {
    policy::may_see_reviews(&reader)?;
    let limit = asked.limit.unwrap_or(PAGE).min(LIMIT);
    let rows = store_life::list_waiting(&app.db, reader.clinics().collect(), asked.cursor.as_deref(), limit).await?;
    let clinics = organisations::clinic_names(&app.db, rows.items.iter().map(|row| row.clinic_id)).await?;
    Ok(Json(rows.map(|row| TechnologyItem::new(row, &clinics))))
}

/// Hands a draft in for review by another clinic.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/submit", operation_id = "technology.submit",
    responses((status = 200, body = TechnologyWhole)))]
async fn submit(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs_review::submit(&app, &reader, &code).await?;
    now(&app, &reader, &code).await
}

/// Shows what another clinic handed in to everyone, as its reviewer.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/publish", operation_id = "technology.publish",
    request_body = SeenForm, responses((status = 200, body = TechnologyWhole)))]
async fn publish(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<SeenForm>,
) -> Result<Response> {
    verbs_review::publish(&app, &reader, &code, form.seen()).await?;
    now(&app, &reader, &code).await
}

/// Sends what another clinic handed in back to be mended, as its reviewer.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/send-back", operation_id = "technology.send_back",
    request_body = ReviewForm, responses((status = 204, description = "It is its clinic's again.")))]
async fn send_back(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ReviewForm>,
) -> Result<StatusCode> {
    verbs_review::send_back(&app, &reader, &code, form.check()?, form.seen()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a published technology still holds.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/renew", operation_id = "technology.renew",
    responses((status = 200, body = TechnologyWhole)))]
async fn renew(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::renew(&app, &reader, &code).await?;
    now(&app, &reader, &code).await
}

/// Takes a technology out of the lists; what refers to it stays.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/archive", operation_id = "technology.archive",
    responses((status = 200, body = TechnologyWhole)))]
async fn archive(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::archive(&app, &reader, &code).await?;
    now(&app, &reader, &code).await
}

/// Takes a technology that was laid aside up again, as a draft.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/restore", operation_id = "technology.restore",
    responses((status = 200, body = TechnologyWhole)))]
async fn restore(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::restore(&app, &reader, &code).await?;
    now(&app, &reader, &code).await
}

/// Keeps a picture (JPEG, PNG, WebP) or a paper (PDF, DOCX, XLSX, or a picture of one) with it.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/attach", operation_id = "technology.attach",
    request_body = AttachForm, responses((status = 200, body = TechnologyWhole)))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<AttachForm>,
) -> Result<Response> {
    let seen = store::find_by_code(&app.db, &code).await?.ok_or(kit::Error::NotFound)?;
    policy::may_see(&reader, &seen)?;
    policy::may_attach(&reader, &seen)?;
    verbs_parts::attach(&app, &reader, &code, form.check()?, form.bytes()?.into()).await?;
    now(&app, &reader, &code).await
}

/// Takes a picture or a paper away.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/detach", operation_id = "technology.detach",
    request_body = DetachForm, responses((status = 200, body = TechnologyWhole)))]
async fn detach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DetachForm>,
) -> Result<Response> {
    verbs_parts::detach(&app, &reader, &code, form.number()).await?;
    now(&app, &reader, &code).await
}

/// Says who knows it.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/name-expert", operation_id = "technology.name_expert",
    request_body = ExpertForm, responses((status = 200, body = TechnologyWhole)))]
async fn name_expert(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ExpertForm>,
) -> Result<Response> {
    verbs_parts::name_expert(&app, &reader, &code, form.check()?).await?;
    now(&app, &reader, &code).await
}

/// Names them no longer.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/dismiss-expert", operation_id = "technology.dismiss_expert",
    request_body = DismissForm, responses((status = 200, body = TechnologyWhole)))]
async fn dismiss_expert(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DismissForm>,
) -> Result<Response> {
    verbs_parts::dismiss_expert(&app, &reader, &code, form.id()).await?;
    now(&app, &reader, &code).await
}
