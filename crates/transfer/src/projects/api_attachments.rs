//! The JSON face of the files that stand with a plan, and of the papers of its signed versions.

use axum::Json;
use axum::extract::State;
use kit::web::{Body, Path};
use kit::{Error, Result, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::api::{ProjectDocument, document};
use super::attachment::{AttachedKind, Attachment};
use super::forms_attachments::{AttachedFileForm, DetachedFileForm};
use super::forms_copies::CopyForm;
use super::project::Project;
use super::signed_copy::SignedCopy;
use super::{policy, store, verbs_attachments as verbs, verbs_copies};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(attach)).routes(routes!(detach)).routes(routes!(attach_signed))
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
        kind: one.purpose.kind.as_str(),
        document: one.purpose.asked.map(|id| id.to_string()),
        title_th: one.title.th,
        title_en: one.title.en,
        media_type: one.file.media_type,
        bytes: one.file.bytes,
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

/// The scanned paper of a signed version.
#[derive(Serialize, ToSchema)]
pub(super) struct CopyItem {
    /// Which signed version it is of.
    plan_version: i32,
    /// Where it is opened.
    href: String,
    /// The name of the file.
    name: String,
    /// The SHA-256 of the file.
    sha256: String,
    /// Why it came in the place of the one before.
    reason: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    added_at: Timestamp,
}

/// The papers that the reader may open.
pub(super) async fn copies(app: &App, reader: &Reader, project: &Project) -> Result<Vec<CopyItem>> {
    let item = |copy: SignedCopy| CopyItem {
        href: copy.address(&project.code),
        plan_version: copy.plan_version,
        name: copy.scan.name,
        sha256: copy.sha256,
        reason: copy.because,
        added_at: copy.added_at,
    };
    Ok(verbs_copies::list_opened_copies(app, reader, project).await?.into_iter().map(item).collect())
}

/// Keeps the scanned paper of a signed version: PDF, JPEG or PNG.
#[utoipa::path(post, path = "/api/v1/projects/{code}/attach-signed", operation_id = "project.attach_signed",
    request_body = CopyForm, responses((status = 200, body = ProjectDocument)))]
async fn attach_signed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<CopyForm>,
) -> Result<Json<ProjectDocument>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    policy::may_attach_signed(&reader, &project)?;
    let (new, file) = (form.check()?, form.bytes()?);
    let project = verbs_copies::attach_signed(&app, &reader, &code, new, (&form.name, file.into())).await?;
    Ok(Json(document(&app, &reader, &project).await?))
}
