//! The JSON face of integration plans: the same lists, and the same verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kit::Result;
use kit::form::{TextForm, version_seen};
use kit::web::{Body, IdempotencyKey, IfMatch, Path, once_key, tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::compiling::Compiled;
use super::deed::Deed;
use super::forms::PlanForm;
use super::integration_plan::{Figures, IntegrationPlan, Status};
use super::store_days::Stood;
use super::summary::{Place, Tally};
use super::verbs_past::{self, Given, list_read};
use super::verbs_summary::{Account, account, account_of, seen};
use super::{policy, verbs};
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, open))
        .routes(routes!(show))
        .routes(routes!(describe))
        .routes(routes!(compile))
        .routes(routes!(freeze))
        .routes(routes!(unfreeze))
        .routes(routes!(publish))
}

/// Count, sum and digest.
#[derive(Serialize, ToSchema)]
struct PlanFiguresItem {
    /// Projects.
    count: i64,
    /// What they cost, in satang.
    sum_satang: i64,
    /// SHA-256 of the canonical text, in hexadecimal digits.
    sha256: String,
}

impl From<&Figures> for PlanFiguresItem {
    fn from(figures: &Figures) -> Self {
        Self { count: figures.count, sum_satang: figures.sum.0, sha256: figures.sha256.clone() }
    }
}

/// A part of a plan.
#[derive(Serialize, ToSchema)]
struct PlanPartItem {
    /// What: the Thai name of a group or of who carries it out, the code of a province, a fiscal year, or `none`,
    /// `unknown`, `several`, `country`.
    of: String,
    /// Projects.
    count: i64,
    /// What they cost, in satang.
    sum_satang: i64,
}

impl PlanPartItem {
    fn new(of: impl Into<String>, tally: Tally) -> Self {
        Self { of: of.into(), count: tally.rows, sum_satang: tally.sum.0 }
    }
}

/// A provincial group in a plan, with the places within it.
#[derive(Serialize, ToSchema)]
struct PlanGroupItem {
    /// All of it.
    whole: PlanPartItem,
    /// By place: they make the whole.
    places: Vec<PlanPartItem>,
}

/// An integration plan.
#[derive(Serialize, ToSchema)]
pub struct IntegrationPlanItem {
    /// Buddhist era.
    fiscal_year: i32,
    /// What it is called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// What it is for.
    goal: Option<String>,
    /// The document it is taken from.
    source: Option<String>,
    /// What a reader should know beside.
    note: Option<String>,
    /// How many projects its paper says it has; null: no paper says.
    stated_count: Option<i64>,
    /// What its paper says they cost, in satang.
    stated_satang: Option<i64>,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: &'static str,
    /// How often it was frozen.
    edition: i32,
    /// What it was when it was frozen; null while it is compiled.
    seal: Option<PlanFiguresItem>,
    /// Part of a demonstration.
    invented: bool,
    /// For `If-Match`.
    version: i64,
}

impl From<&IntegrationPlan> for IntegrationPlanItem {
    fn from(plan: &IntegrationPlan) -> Self {
        let told = plan.told.clone();
        Self {
            fiscal_year: plan.year.0,
            name_th: told.name.th,
            name_en: told.name.en,
            goal: told.goal,
            source: told.source,
            note: told.note,
            stated_count: told.stated_count,
            stated_satang: told.stated_sum.map(|sum| sum.0),
            status: plan.status.as_str(),
            edition: plan.edition,
            seal: plan.seal.as_ref().map(|seal| PlanFiguresItem::from(&seal.figures)),
            invented: plan.invented,
            version: plan.version,
        }
    }
}

/// A plan with what it comes to as it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct IntegrationPlanAccount {
    #[serde(flatten)]
    plan: IntegrationPlanItem,
    /// As it stands now.
    figures: PlanFiguresItem,
    /// It says something else than when it was frozen.
    seal_broken: bool,
    /// By provincial group: they make the whole.
    groups: Vec<PlanGroupItem>,
    /// By who carries it out: they make the whole.
    agencies: Vec<PlanPartItem>,
    /// What came from citizens' needs, by the fiscal year in which they were told.
    from_needs: Vec<PlanPartItem>,
}

impl IntegrationPlanAccount {
    pub(super) fn new(plan: &IntegrationPlan, account: Account) -> Self {
        let place = |(place, tally): &(Place, Tally)| match place {
            Place::Province(code) => PlanPartItem::new(code, *tally),
            Place::Several => PlanPartItem::new("several", *tally),
            Place::Country => PlanPartItem::new("country", *tally),
        };
        let groups = account.groups.iter().map(|one| PlanGroupItem {
            whole: PlanPartItem::new(one.group.word(), one.tally),
            places: one.places.iter().map(place).collect(),
        });
        let agencies = account.agencies.iter().map(|one| match &one.name {
            Some(name) => PlanPartItem::new(name.th.clone(), one.tally),
            None => PlanPartItem::new("unknown", one.tally),
        });
        Self {
            plan: plan.into(),
            figures: PlanFiguresItem::from(&account.figures),
            seal_broken: plan.is_broken(&account.figures),
            groups: groups.collect(),
            agencies: agencies.collect(),
            from_needs: account
                .told
                .iter()
                .map(|(year, tally)| PlanPartItem::new(year.0.to_string(), *tally))
                .collect(),
        }
    }
}

/// Plans by year.
#[derive(Serialize, ToSchema)]
struct IntegrationPlanList {
    /// Newest year first.
    items: Vec<IntegrationPlanItem>,
}

/// Integration plans, newest year first: those that are published, and to the ministry and those who answer for
/// places the others too.
#[utoipa::path(get, path = "/api/v1/integration-plans", operation_id = "integration_plan.list",
    responses((status = 200, body = IntegrationPlanList)))]
async fn list(State(app): State<App>, reader: Reader) -> Result<Json<IntegrationPlanList>> {
    let plans = list_read(&app, &reader).await?;
    Ok(Json(IntegrationPlanList { items: plans.iter().map(|(plan, _)| plan.into()).collect() }))
}

/// One plan with what it comes to, and whether it still is what was frozen. While the next edition is made,
/// strangers are given the one that was published last.
#[utoipa::path(get, path = "/api/v1/integration-plans/{year}", operation_id = "integration_plan.show",
    responses((status = 200, body = IntegrationPlanAccount)))]
async fn show(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Response> {
    let Given { now, published } = verbs_past::read(&app, &reader, &year).await?;
    let (plan, account) = match published {
        Some(Stood { plan, lines }) => (plan.clone(), account_of(&app.db, &plan, &lines).await?),
        None => (now.clone(), account(&app, &now).await?),
    };
    Ok(tagged(StatusCode::OK, plan.version, IntegrationPlanAccount::new(&plan, account)))
}

/// Opens the plan of a fiscal year.
#[utoipa::path(post, path = "/api/v1/integration-plans", operation_id = "integration_plan.open",
    request_body = PlanForm, params(IdempotencyKey), responses((status = 201, body = IntegrationPlanItem)))]
async fn open(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<PlanForm>,
) -> Result<Response> {
    policy::may_open(&reader)?;
    let once = once_key(&headers, &form);
    let (year, told) = form.check_new(app.clock.today())?;
    let plan = verbs::open(&app, &reader, year, told, once.as_deref()).await?;
    Ok(tagged(StatusCode::CREATED, plan.version, IntegrationPlanItem::from(&plan)))
}

/// Changes what is said of a plan as a whole.
#[utoipa::path(post, path = "/api/v1/integration-plans/{year}/describe", operation_id = "integration_plan.describe",
    request_body = PlanForm, params(IfMatch), responses((status = 200, body = IntegrationPlanItem)))]
async fn describe(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    headers: HeaderMap,
    Body(form): Body<PlanForm>,
) -> Result<Response> {
    policy::may_describe(&reader)?;
    let plan = seen(&app, &reader, &year).await?;
    let said = headers.get("if-match").and_then(|value| value.to_str().ok()).unwrap_or(&form.version);
    let plan = verbs::describe(&app, &reader, plan.year.0, form.check()?, version_seen(said)).await?;
    Ok(tagged(StatusCode::OK, plan.version, IntegrationPlanItem::from(&plan)))
}

/// What compiling did.
#[derive(Serialize, ToSchema)]
struct PlanCompiledItem {
    /// Projects that have a row now.
    added: usize,
    /// Rows that were put right.
    changed: usize,
    /// Rows that say already what their projects say.
    unchanged: usize,
    /// Rows that somebody has changed by hand, or withdrawn.
    left: usize,
    /// Rows of projects that are not approved any more, for somebody to look at.
    ended: usize,
}

/// Gathers our own projects of its year that are approved or further as rows of a plan.
#[utoipa::path(post, path = "/api/v1/integration-plans/{year}/compile", operation_id = "integration_plan.compile",
    responses((status = 200, body = PlanCompiledItem)))]
async fn compile(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Json<PlanCompiledItem>> {
    policy::may(&reader, Deed::Compile)?;
    let plan = seen(&app, &reader, &year).await?;
    let (_, Compiled { added, changed, unchanged, left, ended }) = verbs::compile(&app, &reader, plan.year.0).await?;
    Ok(Json(PlanCompiledItem { added, changed, unchanged, left, ended }))
}

/// Seals a plan: its count, its sum and the digest of all its rows.
#[utoipa::path(post, path = "/api/v1/integration-plans/{year}/freeze", operation_id = "integration_plan.freeze",
    responses((status = 200, body = IntegrationPlanItem)))]
async fn freeze(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Response> {
    policy::may(&reader, Deed::Freeze)?;
    let plan = seen(&app, &reader, &year).await?;
    let plan = verbs::freeze(&app, &reader, plan.year.0).await?;
    Ok(tagged(StatusCode::OK, plan.version, IntegrationPlanItem::from(&plan)))
}

/// Opens a frozen plan again, with the reason as text.
#[utoipa::path(post, path = "/api/v1/integration-plans/{year}/unfreeze", operation_id = "integration_plan.unfreeze",
    request_body = TextForm, responses((status = 200, body = IntegrationPlanItem)))]
async fn unfreeze(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Response> {
    policy::may(&reader, Deed::Unfreeze)?;
    let plan = seen(&app, &reader, &year).await?;
    let because = form.check(verbs::REASON_MOST)?;
    let plan = verbs::unfreeze(&app, &reader, plan.year.0, because).await?;
    Ok(tagged(StatusCode::OK, plan.version, IntegrationPlanItem::from(&plan)))
}

/// Publishes a frozen plan.
#[utoipa::path(post, path = "/api/v1/integration-plans/{year}/publish", operation_id = "integration_plan.publish",
    responses((status = 200, body = IntegrationPlanItem)))]
async fn publish(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Response> {
    policy::may(&reader, Deed::Publish)?;
    let plan = seen(&app, &reader, &year).await?;
    let plan = verbs::publish(&app, &reader, plan.year.0).await?;
    Ok(tagged(StatusCode::OK, plan.version, IntegrationPlanItem::from(&plan)))
}
