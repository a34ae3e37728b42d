//! The JSON face of a plan on paper: the files, and a project proposed from one.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::Format;
use kit::web::{Body, IdempotencyKey, Path, Query, once_key};
use kit::{Error, Result};
use serde::Deserialize;
use utoipa_axum::routes;

use super::api::{ProjectDocument, document};
use super::forms_deeds::PlanFileForm;
use super::{policy, store, verbs_paper as verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(plan_pdf)).routes(routes!(plan_docx)).routes(routes!(propose_from_file))
}

/// How a file is asked for.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AskedPaper {
    /// `thai` for Thai digits, or `arabic`, as when nothing is said.
    digits: String,
}

/// The plan of a project as a PDF that carries its data.
#[utoipa::path(get, path = "/api/v1/projects/{code}/plan.pdf", operation_id = "project.plan_pdf", params(AskedPaper),
    responses((status = 200, description = "The file.", content_type = "application/pdf", body = Vec<u8>)))]
async fn plan_pdf(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<AskedPaper>,
) -> Result<Response> {
    file(&app, &reader, &code, &asked, Format::Pdf).await
}

/// The plan of a project as a DOCX that carries its data.
#[utoipa::path(get, path = "/api/v1/projects/{code}/plan.docx", operation_id = "project.plan_docx", params(AskedPaper),
    responses((status = 200, description = "The file.", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))]
async fn plan_docx(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<AskedPaper>,
) -> Result<Response> {
    file(&app, &reader, &code, &asked, Format::Docx).await
}

async fn file(app: &App, reader: &Reader, code: &str, asked: &AskedPaper, format: Format) -> Result<Response> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    let thai = verbs::in_thai_digits(&asked.digits)?;
    let bytes = verbs::made(app, reader, &project, format, thai).await?;
    Ok(([(header::CONTENT_TYPE, format.media_type())], Bytes::from(bytes)).into_response())
}

/// Proposes a project whose plan is that of a file, as it was taken away and nobody changed it.
#[utoipa::path(post, path = "/api/v1/projects/from-file", operation_id = "project.propose_from_file",
    request_body = PlanFileForm, params(IdempotencyKey), responses((status = 201, body = ProjectDocument)))]
async fn propose_from_file(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<PlanFileForm>,
) -> Result<(StatusCode, Json<ProjectDocument>)> {
    policy::may_propose_somehow(&reader)?;
    let once = once_key(&headers, &form);
    let project = verbs::propose_from_file(&app, &reader, &form, form.bytes()?, once).await?;
    Ok((StatusCode::CREATED, Json(document(&app, &reader, &project).await?)))
}
