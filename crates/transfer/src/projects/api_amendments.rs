//! The JSON face of amendments.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, NaiveDate, Utc};
use kit::form::TextForm;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, Path, once_key};
use kit::{Error, FormErrors, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::amendment::{Amendment, AmendmentStatus};
use super::api::SectionDocument;
use super::check::Section;
use super::document::PlanDocument;
use super::forms_deeds::REASON_MOST;
use super::project::Project;
use super::signing::AmendedVersion;
use super::verbs::Revision;
use super::verbs_known::codes;
use super::{policy, store, store_amendments, verbs_amendments as verbs};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::layout::typed::Typed;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_amendments, begin_amendment))
        .routes(routes!(show_amendment))
        .routes(routes!(edit_amendment))
        .routes(routes!(submit_amendment))
        .routes(routes!(return_amendment))
        .routes(routes!(approve_amendment))
        .routes(routes!(withdraw_amendment))
}

/// A version of a plan that an amendment made.
#[derive(Serialize, ToSchema)]
pub(super) struct AmendedItem {
    /// The version.
    plan_version: i32,
    /// The number of the amendment.
    amendment: i32,
    /// When the clinic handed it in.
    handed_in_on: Option<NaiveDate>,
    /// When the ministry approved it.
    approved_on: Option<NaiveDate>,
}

impl From<&AmendedVersion> for AmendedItem {
    fn from(one: &AmendedVersion) -> Self {
        Self {
            plan_version: one.plan_version,
            amendment: one.number,
            handed_in_on: one.handed_in.as_ref().map(|done| done.on),
            approved_on: one.approved.as_ref().map(|done| done.on),
        }
    }
}

/// An amendment of a project's plan.
#[derive(Serialize, ToSchema)]
struct AmendmentItem {
    /// Counted from one within the project.
    number: i32,
    /// Why the plan must change.
    #[serde(serialize_with = "kit::mask::public")]
    reason: String,
    #[schema(value_type = AmendmentStatus)]
    status: &'static str,
    created_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    /// Why it was handed back, or what goes with the approval.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    decision: Option<String>,
    /// The version of the plan that its approval made.
    plan_version: Option<i32>,
    /// To be named with the next change.
    version: i64,
}

impl From<Amendment> for AmendmentItem {
    fn from(one: Amendment) -> Self {
        Self {
            number: one.number,
            reason: one.reason,
            status: one.status.as_str(),
            created_at: one.created_at,
            submitted_at: one.submitted.map(|(_, at)| at),
            decided_at: one.decision.as_ref().map(|decision| decision.at),
            decision: one.decision.and_then(|decision| decision.text),
            plan_version: one.plan_version,
            version: one.version,
        }
    }
}

/// An amendment with both plans.
#[derive(Serialize, ToSchema)]
struct AmendmentDocument {
    #[serde(flatten)]
    amendment: AmendmentItem,
    /// The plan when it was begun.
    before: PlanDocument,
    /// The plan as it is to be.
    after: PlanDocument,
}

async fn document(app: &App, reader: &Reader, project: &Project, one: Amendment) -> Result<AmendmentDocument> {
    let codes = codes(app, [&one.before, &one.after]).await?;
    let whole = policy::works_on(reader, project);
    let plan = |plan| {
        let document = PlanDocument::of(plan, &codes);
        if whole { Ok(document) } else { document.masked() }
    };
    Ok(AmendmentDocument { before: plan(&one.before)?, after: plan(&one.after)?, amendment: one.into() })
}

/// The amendments of a project, the latest first; for strangers those that were approved.
#[utoipa::path(get, path = "/api/v1/projects/{code}/amendments", operation_id = "amendment.list",
    responses((status = 200, body = Vec<AmendmentItem>)))]
async fn list_amendments(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Json<Vec<AmendmentItem>>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    let mut listed = store_amendments::list_amendments(&app.db, project.id).await?;
    listed.retain(|one| policy::may_see_amendment(&reader, &project, one).is_ok());
    Ok(Json(listed.into_iter().map(AmendmentItem::from).collect()))
}

/// An amendment with the plan as it was and as it is to be.
#[utoipa::path(get, path = "/api/v1/projects/{code}/amendments/{number}", operation_id = "amendment.show",
    responses((status = 200, body = AmendmentDocument)))]
async fn show_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Json<AmendmentDocument>> {
    let (project, one) = verbs::seen(&app, &reader, &code, number).await?;
    Ok(Json(document(&app, &reader, &project, one).await?))
}

/// Begins to amend a plan; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments", operation_id = "amendment.begin",
    request_body = TextForm, params(IdempotencyKey), responses((status = 201, body = AmendmentItem)))]
async fn begin_amendment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<TextForm>,
) -> Result<(StatusCode, Json<AmendmentItem>)> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    policy::may_begin_amendment(&reader, &project)?;
    let once = once_key(&headers, &(&code, &form));
    let one = verbs::begin_amendment(&app, &reader, &code, form.check(REASON_MOST)?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(one.into())))
}

/// Changes one section of the plan as it is to be.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments/{number}/edit", operation_id = "amendment.edit",
    request_body = SectionDocument, params(IdempotencyKey), responses((status = 200, body = AmendmentDocument)))]
async fn edit_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    headers: HeaderMap,
    Body(sent): Body<SectionDocument>,
) -> Result<Json<AmendmentDocument>> {
    let (project, _) = verbs::seen(&app, &reader, &code, number).await?;
    policy::may_edit_amendment(&reader, &project)?;
    let once = once_key(&headers, &(&code, number, &sent));
    let unknown = || FormErrors::one("section", msg("projects-section-unknown"));
    let section = Section::from_word(&sent.section).ok_or_else(unknown)?;
    let typed = Typed::from(sent.fields.into_iter().collect::<Vec<_>>());
    let revision = Revision { section, typed, version: sent.version, once };
    let one = verbs::edit_amendment(&app, &reader, &code, number, revision).await?;
    Ok(Json(document(&app, &reader, &project, one).await?))
}

/// Hands an amendment to the ministry.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments/{number}/submit", operation_id = "amendment.submit",
    responses((status = 200, body = AmendmentItem)))]
async fn submit_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Json<AmendmentItem>> {
    Ok(Json(verbs::submit_amendment(&app, &reader, &code, number).await?.into()))
}

/// Hands an amendment back to be mended; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments/{number}/return", operation_id = "amendment.return",
    request_body = TextForm, responses((status = 200, body = AmendmentItem)))]
async fn return_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<AmendmentItem>> {
    let (project, _) = verbs::seen(&app, &reader, &code, number).await?;
    policy::may_return_amendment(&reader, &project)?;
    let why = form.check(REASON_MOST)?;
    Ok(Json(verbs::return_amendment(&app, &reader, &code, number, why).await?.into()))
}

/// Approves an amendment: the plan becomes what it says. A text may go with it.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments/{number}/approve", operation_id = "amendment.approve",
    request_body = Option<TextForm>, responses((status = 200, body = AmendmentItem)))]
async fn approve_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    form: Option<Body<TextForm>>,
) -> Result<Json<AmendmentItem>> {
    let (project, _) = verbs::seen(&app, &reader, &code, number).await?;
    policy::may_approve_amendment(&reader, &project)?;
    let remark = match form.filter(|Body(form)| !form.text.trim().is_empty()) {
        Some(Body(form)) => Some(form.check(REASON_MOST)?),
        None => None,
    };
    Ok(Json(verbs::approve_amendment(&app, &reader, &code, number, remark).await?.into()))
}

/// Gives an amendment up: the plan stays as it is.
#[utoipa::path(post, path = "/api/v1/projects/{code}/amendments/{number}/withdraw",
    operation_id = "amendment.withdraw", responses((status = 200, body = AmendmentItem)))]
async fn withdraw_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Json<AmendmentItem>> {
    Ok(Json(verbs::withdraw_amendment(&app, &reader, &code, number).await?.into()))
}
