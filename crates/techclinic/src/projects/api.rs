//! The JSON face of projects: the same lists and verbs.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{self, Section};
use super::deed::Deed;
use super::forms::{DeedForm, ProposalForm};
use super::policy;
use super::project::Project;
use super::store::{self, Filter, Row};
use super::typed::Typed;
use super::verbs::{self, Circumstances, Revision};
use super::version::PlanDocument;
use crate::accounts::Reader;
use crate::app::App;
use crate::organisations;

pub(super) fn routes() -> Router<App> {
    let deeds = Deed::ALL
        .iter()
        .fold(Router::new(), |router, deed| router.route(&format!("/api/v1/projects/{{code}}/{deed}"), perform(*deed)));
    Router::new()
        .route("/api/v1/projects", get(list).post(propose))
        .route("/api/v1/projects/{code}", get(show))
        .route("/api/v1/projects/{code}/edit", post(edit))
        .route("/api/v1/projects/{code}/areas/{number}/assign", post(assign_area))
        .merge(deeds)
}

/// The operations of the API by the verbs they are.
#[cfg(test)]
pub(super) const OPERATIONS: [&str; 11] = [
    "project.propose",
    "project.edit",
    "project.submit",
    "project.sign",
    "project.return",
    "project.approve",
    "area.assign",
    "project.mark_transferred",
    "project.follow_up",
    "project.close",
    "project.cancel",
];

/// A project in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ProjectItem {
    /// Short code.
    code: String,
    /// Thai name.
    name_th: String,
    /// English name.
    name_en: Option<String>,
    /// Buddhist era.
    fiscal_year: i32,
    /// Line of work.
    programme: String,
    /// How far it has come.
    status: String,
    /// Satang.
    stated_total: i64,
    /// Persons.
    stated_persons: i32,
    /// Made up for the demonstration.
    invented: bool,
}

impl From<Row> for ProjectItem {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
            fiscal_year: row.fiscal_year,
            programme: row.programme,
            status: row.status,
            stated_total: row.stated_total,
            stated_persons: row.stated_persons,
            invented: row.invented,
        }
    }
}

/// A project with its whole plan.
#[derive(Serialize, ToSchema)]
pub(super) struct ProjectDocument {
    /// Short code.
    code: String,
    /// How far it has come.
    status: String,
    /// The code of the clinic that leads; none for the ministry's own.
    lead_clinic: Option<String>,
    /// Counts signed versions of the plan.
    plan_version: i32,
    /// When the version was signed.
    signed_on: Option<NaiveDate>,
    /// Closed while answers are still due.
    pending_follow_up: bool,
    /// Made up for the demonstration.
    invented: bool,
    /// The months the period touches.
    months: usize,
    /// The quarters, each with a report expected, as `2553-3`.
    quarters: Vec<String>,
    /// Satang: the sum of the lines.
    planned: i64,
    /// Satang: granted before this plan.
    granted_before: i64,
    /// Satang: still to be granted.
    to_grant: i64,
    /// The plan.
    plan: PlanDocument,
    /// Counts changes; send it back with an edit.
    version: i64,
}

async fn document(app: &App, project: &Project) -> Result<ProjectDocument> {
    let ids = project.plan.areas.iter().filter_map(|area| area.clinic).chain(project.lead_clinic);
    let names = organisations::clinic_names(&app.db, ids).await?;
    let codes = names.into_iter().map(|(id, name)| (id, name.code)).collect();
    let totals = project.plan.budget.totals();
    let quarters = project.plan.period.quarters();
    Ok(ProjectDocument {
        code: project.code.clone(),
        status: project.status.to_string(),
        lead_clinic: project.lead_clinic.and_then(|id| {
            let codes: &std::collections::HashMap<_, String> = &codes;
            codes.get(&id).cloned()
        }),
        plan_version: project.plan_version,
        signed_on: project.signature.as_ref().map(|signature| signature.on),
        pending_follow_up: project.pending_follow_up,
        invented: project.invented,
        months: project.plan.period.months(),
        quarters: quarters.iter().map(|quarter| format!("{}-{}", quarter.year().0, quarter.number())).collect(),
        planned: totals.planned.0,
        granted_before: totals.granted_before.0,
        to_grant: totals.to_grant().0,
        plan: PlanDocument::of(&project.plan, &codes),
        version: project.version,
    })
}

async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(filter): Query<Filter>,
) -> Result<Json<Listing<ProjectItem>>> {
    Ok(Json(store::list(&app.db, &filter, &policy::sight(&reader)).await?.map(ProjectItem::from)))
}

async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<ProjectDocument>> {
    let project = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &project)?;
    Ok(Json(document(&app, &project).await?))
}

/// The caller's `Idempotency-Key`.
fn once(headers: &HeaderMap) -> Option<String> {
    headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned)
}

async fn propose(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Json(form): Json<ProposalForm>,
) -> Result<Response> {
    policy::may_propose_somehow(&reader)?;
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    let how = Circumstances { once: once(&headers), invented: app.settings.demo, ..Circumstances::default() };
    let project = verbs::propose(&app, &reader, form.check(lead)?, how).await?;
    Ok((StatusCode::CREATED, Json(document(&app, &project).await?)).into_response())
}

/// One section of a plan, in the fields of its page.
#[derive(Deserialize, ToSchema)]
pub(super) struct SectionDocument {
    /// about, areas, indicators, work, schedule or budget.
    section: String,
    /// The change that was read.
    version: i64,
    /// The fields, as the page names them: `line.0.amount`.
    fields: BTreeMap<String, String>,
}

async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Json(sent): Json<SectionDocument>,
) -> Result<Response> {
    let section =
        Section::from_word(&sent.section).ok_or_else(|| Error::BadRequest(msg("projects-section-unknown")))?;
    let typed = Typed::from(sent.fields.into_iter().collect::<Vec<_>>());
    let project =
        verbs::edit(&app, &reader, &code, Revision { section, typed, version: sent.version, once: once(&headers) })
            .await?;
    let warnings: Vec<_> = check::checks(&project.plan)
        .into_iter()
        .map(|check| serde_json::json!({"section": check.section.as_str(), "field": check.field, "binding": check.binding, "detail": app.words.say(reader.lang, &check.message)}))
        .collect();
    Ok(Json(serde_json::json!({"project": document(&app, &project).await?, "warnings": warnings})).into_response())
}

async fn assign_area(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Json(form): Json<DeedForm>,
) -> Result<Json<ProjectDocument>> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    let project = verbs::assign_area(&app, &reader, &code, position, &form.clinic).await?;
    Ok(Json(document(&app, &project).await?))
}

fn perform(deed: Deed) -> MethodRouter<App> {
    post(
        move |State(app): State<App>, reader: Reader, Path(code): Path<String>, form: Option<Json<DeedForm>>| async move {
            let form = form.map(|Json(form)| form).unwrap_or_default();
            let project = verbs::perform(&app, &reader, &code, deed, &form).await?;
            Ok::<_, Error>(Json(document(&app, &project).await?))
        },
    )
}
