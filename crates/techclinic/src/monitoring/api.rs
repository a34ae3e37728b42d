//! The JSON face of monitoring: accepted figures and indicators for everybody, and the verbs of
//! reports for those who may. `If-Match` carries the version the writer read.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::breakdown::indicator_rows;
use super::figure::{Amount, Kind, Money};
use super::forms::{DraftForm, NarrativeForm, ReasonForm};
use super::indicator::Measure;
use super::progress_report::ProgressReport;
use super::public_figure::{IndicatorRow, PublicFigures, PublicKind};
use super::report_key::ReportKey;
use super::store::{self, ReportFilter};
use super::{policy, store_figures, verbs};
use crate::accounts::Reader;
use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/progress-reports", get(list).post(draft))
        .route("/api/v1/progress-reports/{report}/explain", post(explain))
        .route("/api/v1/progress-reports/{report}/submit", post(submit))
        .route("/api/v1/progress-reports/{report}/return", post(return_progress_report))
        .route("/api/v1/progress-reports/{report}/accept", post(accept))
        .route("/api/v1/progress-reports/{report}/lock", post(lock))
        .route("/api/v1/progress-reports/{report}/correct", post(correct))
        .route("/api/v1/indicators", get(indicators))
}

/// An accepted or locked report. Numbers of fewer than five persons are null.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportItem {
    /// As people write it, e.g. `P53-1-A2-2553Q3`.
    code: String,
    /// The project's code.
    project: String,
    /// Official code of the area's province.
    province: String,
    /// Buddhist era.
    fiscal_year: i32,
    /// 1 to 4.
    quarter: i32,
    /// 1, and one more with every correction.
    revision: i32,
    /// `accepted` or `locked`.
    status: String,
    /// The last day to hand it in.
    due_on: NaiveDate,
    /// The day it first came.
    received_on: Option<NaiveDate>,
    /// The last day whose answers were counted.
    as_of: NaiveDate,
    /// Activities by kind.
    #[schema(value_type = Vec<Object>)]
    activities: Vec<Kind>,
    /// Attendances.
    #[schema(value_type = Option<Object>)]
    services: Option<Amount>,
    /// Persons.
    #[schema(value_type = Option<Object>)]
    recipients: Option<Amount>,
    /// Persons by sex.
    #[schema(value_type = Vec<Object>)]
    by_sex: Vec<KindItem>,
    /// Persons by kind of group.
    #[schema(value_type = Vec<Object>)]
    by_group: Vec<KindItem>,
    /// Satang.
    #[schema(value_type = Object)]
    money: Money,
    /// The indicators.
    indicators: Vec<IndicatorItem>,
}

#[derive(Serialize)]
struct KindItem {
    word: String,
    amount: Option<Amount>,
}

impl From<PublicKind> for KindItem {
    fn from(kind: PublicKind) -> Self {
        Self { word: kind.word, amount: kind.amount }
    }
}

/// An indicator with the numbers it is made of: never a percentage alone.
#[derive(Serialize, ToSchema)]
pub(super) struct IndicatorItem {
    /// Short name within the project.
    indicator: String,
    /// What it is called.
    name_th: String,
    /// The same in English.
    name_en: Option<String>,
    /// `persons` or `percent`.
    unit: String,
    /// Persons, or hundredths of a percent.
    target: Option<i64>,
    /// The formula and its version.
    formula: Option<String>,
    /// Numerator, denominator, n (`answered`) and N (`persons`); null where they are hidden.
    #[schema(value_type = Option<Object>)]
    total: Option<Measure>,
    /// Is the target reached? Null while that cannot be known.
    reached: Option<bool>,
    /// Are its numbers hidden because they are small?
    hidden: bool,
    /// The numbers behind it, by area.
    page: String,
}

impl From<IndicatorRow> for IndicatorItem {
    fn from(row: IndicatorRow) -> Self {
        Self {
            reached: row.figure.is_reached(),
            indicator: row.figure.indicator,
            name_th: row.figure.name.th,
            name_en: row.figure.name.en,
            unit: row.figure.unit,
            target: row.figure.target,
            formula: row.figure.formula,
            total: row.figure.total,
            hidden: row.hidden,
            page: row.href,
        }
    }
}

async fn list(State(app): State<App>, Query(filter): Query<ReportFilter>) -> Result<Json<Listing<ReportItem>>> {
    let listing = store::list_accepted(&app.db, &filter).await?;
    Ok(Json(listing.map(|(report, project, province)| item(report, project, province))))
}

fn item(report: ProgressReport, project: String, province: String) -> ReportItem {
    let figures = report
        .figures
        .as_ref()
        .map(|figures| PublicFigures::of(figures, &project))
        .unwrap_or_else(|| PublicFigures::none(report.due_on));
    ReportItem {
        fiscal_year: report.quarter.year().0,
        quarter: i32::from(report.quarter.number()),
        revision: report.revision,
        status: report.status.as_str().to_owned(),
        due_on: report.due_on,
        received_on: report.received_on,
        as_of: figures.as_of,
        activities: figures.activities,
        services: figures.services,
        recipients: figures.recipients,
        by_sex: figures.by_sex.into_iter().map(KindItem::from).collect(),
        by_group: figures.by_group.into_iter().map(KindItem::from).collect(),
        money: figures.money,
        indicators: figures.indicators.into_iter().map(IndicatorItem::from).collect(),
        code: report.code,
        project,
        province,
    }
}

/// Whose indicators.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct IndicatorFilter {
    project: String,
}

async fn indicators(State(app): State<App>, reader: Reader, Query(filter): Query<IndicatorFilter>) -> Result<Response> {
    let areas = store::list_areas(&app.db, &filter.project).await?;
    let first = areas.first().filter(|area| policy::shows_indicators(&reader, area)).ok_or(Error::NotFound)?;
    let as_of = app.clock.today();
    let targets = store_figures::list_targets(&app.db, first.project).await?;
    let total = store_figures::list_tallies(&app.db, first.project, as_of).await?.values().copied().sum();
    let rows = indicator_rows(&targets, &total, &first.project_code, false);
    let items: Vec<_> = rows.into_iter().map(IndicatorItem::from).collect();
    let body =
        serde_json::json!({ "items": items, "next_cursor": null, "project": first.project_code, "as_of": as_of });
    Ok(Json(body).into_response())
}

fn key(text: &str) -> Result<ReportKey> {
    ReportKey::parse(text).ok_or(Error::NotFound)
}

/// The version the writer read: of `If-Match`, else of the body.
fn with_version(mut form: NarrativeForm, headers: &HeaderMap) -> NarrativeForm {
    if let Some(tag) = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()) {
        form.version = tag.trim_matches(|letter| letter == '"' || letter == ' ').to_owned();
    }
    form
}

fn said(status: StatusCode, report: &ProgressReport) -> Response {
    let body = serde_json::json!({
        "code": report.code, "revision": report.revision, "status": report.status.as_str(), "due_on": report.due_on,
    });
    (status, Json(body)).into_response()
}

async fn draft(State(app): State<App>, reader: Reader, Json(form): Json<DraftForm>) -> Result<Response> {
    let key =
        ReportKey::parse(&form.report).ok_or_else(|| kit::FormErrors::one("report", msg("kit-field-required")))?;
    Ok(said(StatusCode::CREATED, &verbs::draft(&app, &reader, &key).await?))
}

async fn explain(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    headers: HeaderMap,
    Json(form): Json<NarrativeForm>,
) -> Result<Response> {
    let (narrative, version) = with_version(form, &headers).check()?;
    Ok(said(StatusCode::OK, &verbs::explain(&app, &reader, &key(&report)?, narrative, version).await?))
}

async fn submit(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    headers: HeaderMap,
    Json(form): Json<NarrativeForm>,
) -> Result<Response> {
    let (narrative, version) = with_version(form, &headers).check()?;
    Ok(said(StatusCode::OK, &verbs::submit(&app, &reader, &key(&report)?, narrative, version).await?))
}

async fn return_progress_report(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    Json(form): Json<ReasonForm>,
) -> Result<Response> {
    let reason = form.check()?;
    Ok(said(StatusCode::OK, &verbs::return_progress_report(&app, &reader, &key(&report)?, reason).await?))
}

async fn accept(State(app): State<App>, reader: Reader, Path(report): Path<String>) -> Result<Response> {
    Ok(said(StatusCode::OK, &verbs::accept(&app, &reader, &key(&report)?).await?))
}

async fn lock(State(app): State<App>, reader: Reader, Path(report): Path<String>) -> Result<Response> {
    Ok(said(StatusCode::OK, &verbs::lock(&app, &reader, &key(&report)?).await?))
}

async fn correct(State(app): State<App>, reader: Reader, Path(report): Path<String>) -> Result<Response> {
    Ok(said(StatusCode::CREATED, &verbs::correct(&app, &reader, &key(&report)?).await?))
}
