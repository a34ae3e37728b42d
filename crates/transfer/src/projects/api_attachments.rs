//! The JSON face of the files that stand with a plan.

use axum::Json;
use axum::extract::State;
use kit::web::{Body, Path};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::api::{ProjectDocument, document};
use super::attachment::{AttachedKind, Attachment};
use super::forms_attachments::{AttachedFileForm, DetachedFileForm};
use super::project::Project;
use super::{policy, store, verbs_attachments as verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(attach)).routes(routes!(detach))
}

/// A file that stands with a plan.
#[derive(Serialize, ToSchema)]
pub(super) struct AttachedFile {
    /// Its identifier.
    id: String,
    /// What it is.
    #[schema(value_type = AttachedKind)]
    kind: &'static str,
    /// The identifier of the document that the call asks for.
    document: Option<String>,
    /// Where it is opened.
    href: String,
    /// What it is called; of a picture what it shows.
    #[serde(serialize_with = "kit::mask::public")]
    title_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    title_en: Option<String>,
    /// May everybody open it once the project is approved?
    for_everybody: bool,
    /// What kind of file.
    media_type: String,
    /// How large.
    bytes: i64,
}

/// What of a project's files the reader may open.
pub(super) async fn listed(app: &App, reader: &Reader, project: &Project) -> Result<Vec<AttachedFile>> {
    let opened = verbs::list_opened(app, reader, project).await?;
    let item = |one: Attachment| AttachedFile {
        href: one.address(&project.code),
        for_everybody: one.is_for_everybody(),
        id: one.id.to_string(),
        kind: one.kind.as_str(),
        document: one.asked.map(|id| id.to_string()),
        title_th: one.title.th,
        title_en: one.title.en,
        media_type: one.media_type,
        bytes: one.bytes,
    };
    Ok(opened.into_iter().map(item).collect())
}

/// Attaches a picture (JPEG, PNG, WebP) or a paper (PDF, DOCX, XLSX, or a picture of one) to a plan.
#[utoipa::path(post, path = "/api/v1/projects/{code}/attach", operation_id = "project.attach",
    request_body = AttachedFileForm, responses((status = 200, body = ProjectDocument)))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<AttachedFileForm>,
) -> Result<Json<ProjectDocument>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    policy::may_attach(&reader, &project)?;
    let new = form.check(&verbs::list_asked(&app, &project).await?)?;
    let project = verbs::attach(&app, &reader, &code, new, form.bytes()?.into()).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}

/// Takes a file away for good.
#[utoipa::path(post, path = "/api/v1/projects/{code}/detach", operation_id = "project.detach",
    request_body = DetachedFileForm, responses((status = 200, body = ProjectDocument)))]
async fn detach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DetachedFileForm>,
) -> Result<Json<ProjectDocument>> {
    let project = verbs::detach(&app, &reader, &code, form.id()).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}
