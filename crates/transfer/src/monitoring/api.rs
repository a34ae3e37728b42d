//! The JSON face of monitoring: accepted figures and indicators for everybody, and the verbs of
//! reports for those who may. `If-Match` carries the version the writer read.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::form::required;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path, Query, once_key};
use kit::{Error, FormErrors, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::breakdown::indicator_rows;
use super::figure::{Amount, Kind, Money};
use super::forms::{DraftForm, NarrativeForm, ReasonForm};
use super::indicator::Measure;
use super::progress_report::{ProgressReport, Status};
use super::public_figure::{IndicatorRow, PublicFigures, PublicKind};
use super::report_key::ReportKey;
use super::store::{self, ReportFilter};
use super::{policy, store_figures, verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, draft))
        .routes(routes!(explain))
        .routes(routes!(submit))
        .routes(routes!(return_progress_report))
        .routes(routes!(accept))
        .routes(routes!(lock))
        .routes(routes!(correct))
        .routes(routes!(indicators))
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
    /// Accepted or locked.
    #[schema(value_type = Status)]
    status: String,
    /// The last day to hand it in.
    due_on: NaiveDate,
    /// The day it first came.
    received_on: Option<NaiveDate>,
    /// The last day whose answers were counted.
    as_of: NaiveDate,
    /// Activities by kind.
    activities: Vec<Kind>,
    /// Attendances.
    services: Option<Amount>,
    /// Persons.
    recipients: Option<Amount>,
    /// Persons by sex.
    by_sex: Vec<KindItem>,
    /// Persons by kind of group.
    by_group: Vec<KindItem>,
    /// Satang.
    money: MoneyItem,
    /// The indicators.
    indicators: Vec<IndicatorItem>,
}

/// The sum of the budget lines, in satang.
#[derive(Serialize, ToSchema)]
struct MoneyItem {
    /// Planned.
    planned: i64,
    /// Granted, before and now.
    granted: i64,
    /// Paid; null where no payment is recorded.
    paid: Option<Amount>,
}

impl From<Money> for MoneyItem {
    fn from(sum: Money) -> Self {
        Self { planned: sum.planned, granted: sum.granted, paid: sum.is_paid_known().then_some(sum.paid) }
    }
}

/// A number of each kind of something.
#[derive(Serialize, ToSchema)]
struct KindItem {
    /// Its word.
    word: String,
    /// How many; null where they are fewer than five.
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
    #[serde(serialize_with = "kit::mask::public")]
    name_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    name_en: Option<String>,
    /// `persons` or `percent`.
    unit: String,
    /// Persons, or hundredths of a percent.
    target: Option<i64>,
    /// The formula and its version.
    formula: Option<String>,
    /// Numerator, denominator, n (`answered`) and N (`persons`); null where they are hidden.
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

/// Accepted and locked quarterly reports, the newest first.
#[utoipa::path(get, path = "/api/v1/progress-reports", operation_id = "progress_report.list",
    params(ReportFilter), responses((status = 200, body = Listing<ReportItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<ReportFilter>) -> Result<Json<Listing<ReportItem>>> {
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
        money: figures.money.into(),
        indicators: figures.indicators.into_iter().map(IndicatorItem::from).collect(),
        code: report.code,
        project,
        province,
    }
}

/// All indicators of a project.
#[derive(Serialize, ToSchema)]
struct IndicatorList {
    /// The indicators.
    items: Vec<IndicatorItem>,
    /// Always null: one page holds them all.
    next_cursor: Option<String>,
    /// Code of the project.
    project: String,
    /// The last day whose answers were counted.
    as_of: NaiveDate,
}

/// Whose indicators.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
pub(super) struct IndicatorFilter {
    /// Code of the project.
    #[param(required)]
    project: String,
}

/// Indicators of a project with the counts they are made of.
#[utoipa::path(get, path = "/api/v1/indicators", operation_id = "indicator.list",
    responses((status = 200, body = IndicatorList)))]
async fn indicators(
    State(app): State<App>,
    reader: Reader,
    Query(filter): Query<IndicatorFilter>,
) -> Result<Json<IndicatorList>> {
    let project = required(&filter.project).map_err(|message| FormErrors::one("project", message))?;
    let areas = store::list_areas(&app.db, &project).await?;
    let first = areas.first().filter(|area| policy::shows_indicators(&reader, area)).ok_or(Error::NotFound)?;
    let as_of = app.clock.today();
    let targets = store_figures::list_targets(&app.db, first.project).await?;
    let total = store_figures::list_tallies(&app.db, first.project, as_of).await?.values().copied().sum();
    let rows = indicator_rows(&targets, &total, &first.project_code, false);
    let items = rows.into_iter().map(IndicatorItem::from).collect();
    Ok(Json(IndicatorList { items, next_cursor: None, project: first.project_code.clone(), as_of }))
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

/// What came of a verb.
#[derive(Serialize, ToSchema)]
struct ReportReceipt {
    /// As people write it.
    code: String,
    /// 1, and one more with every correction.
    revision: i32,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: &'static str,
    /// The last day to hand it in.
    due_on: NaiveDate,
}

fn said(status: StatusCode, report: &ProgressReport) -> (StatusCode, Json<ReportReceipt>) {
    let ProgressReport { revision, due_on, .. } = *report;
    (status, Json(ReportReceipt { code: report.code.clone(), revision, status: report.status.as_str(), due_on }))
}

/// Begins the report of an area for a quarter; one already begun is answered as it is.
#[utoipa::path(post, path = "/api/v1/progress-reports", operation_id = "progress_report.draft",
    request_body = DraftForm, params(IdempotencyKey), responses((status = 201, body = ReportReceipt)))]
async fn draft(
    State(app): State<App>,
    reader: Reader,
    Body(form): Body<DraftForm>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    let key = ReportKey::parse(&form.report).ok_or_else(|| FormErrors::one("report", msg("kit-field-required")))?;
    Ok(said(StatusCode::CREATED, &verbs::draft(&app, &reader, &key).await?))
}

/// Saves the words of a draft.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/explain", operation_id = "progress_report.explain",
    request_body = NarrativeForm, params(IfMatch), responses((status = 200, body = ReportReceipt)))]
async fn explain(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    headers: HeaderMap,
    Body(form): Body<NarrativeForm>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    let (narrative, version) = with_version(form, &headers).check()?;
    Ok(said(StatusCode::OK, &verbs::explain(&app, &reader, &key(&report)?, narrative, version).await?))
}

/// Hands a report in, with the figures as they are now.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/submit", operation_id = "progress_report.submit",
    request_body = NarrativeForm, params(IfMatch), responses((status = 200, body = ReportReceipt)))]
async fn submit(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    headers: HeaderMap,
    Body(form): Body<NarrativeForm>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    let (narrative, version) = with_version(form, &headers).check()?;
    Ok(said(StatusCode::OK, &verbs::submit(&app, &reader, &key(&report)?, narrative, version).await?))
}

/// Hands a report back.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/return", operation_id = "progress_report.return",
    request_body = ReasonForm, responses((status = 200, body = ReportReceipt)))]
async fn return_progress_report(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    Body(form): Body<ReasonForm>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    let reason = form.check()?;
    Ok(said(StatusCode::OK, &verbs::return_progress_report(&app, &reader, &key(&report)?, reason).await?))
}

/// Accepts a report.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/accept", operation_id = "progress_report.accept",
    responses((status = 200, body = ReportReceipt)))]
async fn accept(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    Ok(said(StatusCode::OK, &verbs::accept(&app, &reader, &key(&report)?).await?))
}

/// Locks an accepted report.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/lock", operation_id = "progress_report.lock",
    responses((status = 200, body = ReportReceipt)))]
async fn lock(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    Ok(said(StatusCode::OK, &verbs::lock(&app, &reader, &key(&report)?).await?))
}

/// Begins a correction of a locked report.
#[utoipa::path(post, path = "/api/v1/progress-reports/{report}/correct", operation_id = "progress_report.correct",
    params(IdempotencyKey), responses((status = 201, body = ReportReceipt)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(report): Path<String>,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<ReportReceipt>)> {
    let once = once_key(&headers, &report);
    Ok(said(StatusCode::CREATED, &verbs::correct(&app, &reader, &key(&report)?, once.as_deref()).await?))
}
