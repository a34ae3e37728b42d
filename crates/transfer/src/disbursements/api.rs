//! The JSON face of a project's money: the same sums, list and verbs. Amounts are whole satang in answers, and baht as
//! people write them in what is sent.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use house::attachments::ScanForm;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::api_carry_overs::{self, CarryOverItem};
use super::api_instalments::{self, InstalmentItem};
use super::api_repayments::{self, RepaymentItem};
use super::disbursement::Disbursement;
use super::forms::{CounterForm, PaymentForm, TEXT_MOST};
use super::money::{LineMoney, Money};
use super::store_list::{self, Filter};
use super::support::Support;
use super::verbs::seen;
use super::{policy, store, verbs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(show))
        .routes(routes!(list, record))
        .routes(routes!(attach))
        .routes(routes!(reverse))
        .routes(routes!(withdraw_disbursement))
        .merge(api_instalments::routes())
        .merge(api_carry_overs::routes())
        .merge(api_repayments::routes())
}

/// A budget line with what was paid under it, in satang.
#[derive(Serialize, ToSchema)]
struct MoneyLine {
    /// Counted from one.
    number: usize,
    /// What it is for.
    #[serde(serialize_with = "kit::mask::public")]
    label: String,
    planned: i64,
    granted_before: i64,
    granted_now: i64,
    paid: i64,
    /// Below nought where more was paid than granted.
    remaining: i64,
    carried_over: i64,
}

/// What was to come and what was paid in a month, in satang.
#[derive(Serialize, ToSchema)]
struct MoneyMonth {
    /// Such as 2010-05.
    month: String,
    due: i64,
    paid: i64,
    due_so_far: i64,
    paid_so_far: i64,
}

/// The money of a project, in satang.
#[derive(Serialize, ToSchema)]
struct MoneyDocument {
    /// The project's code.
    project: String,
    /// Buddhist era.
    fiscal_year: i32,
    as_of: NaiveDate,
    /// May lines offset one another?
    offsetting: bool,
    planned: i64,
    granted: i64,
    released: i64,
    paid: i64,
    remaining: i64,
    /// Neither paid nor carried over nor given back, and the year is over; of a project that was given up at once.
    to_return: i64,
    /// Given back to the ministry.
    repaid: i64,
    /// How much of the cost the ministry bears.
    #[schema(value_type = Support)]
    ministry_supports: &'static str,
    lines: Vec<MoneyLine>,
    instalments: Vec<InstalmentItem>,
    carry_overs: Vec<CarryOverItem>,
    repayments: Vec<RepaymentItem>,
    months: Vec<MoneyMonth>,
}

impl From<(usize, &LineMoney)> for MoneyLine {
    fn from((at, line): (usize, &LineMoney)) -> Self {
        Self {
            number: at + 1,
            label: line.line.label.clone(),
            planned: line.line.amount.0,
            granted_before: line.line.granted_before.0,
            granted_now: line.line.granted_now.0,
            paid: line.paid.0,
            remaining: line.remaining().0,
            carried_over: line.carried.0,
        }
    }
}

fn document(project: &Project, money: &Money, today: NaiveDate) -> MoneyDocument {
    let month = |one: super::money::MonthMoney| MoneyMonth {
        month: one.month.format("%Y-%m").to_string(),
        due: one.due.0,
        paid: one.paid.0,
        due_so_far: one.due_so_far.0,
        paid_so_far: one.paid_so_far.0,
    };
    MoneyDocument {
        project: project.code.clone(),
        fiscal_year: money.year.0,
        as_of: today,
        offsetting: money.offsetting,
        planned: money.planned().0,
        granted: money.granted().0,
        released: money.released().0,
        paid: money.paid().0,
        remaining: money.remaining().0,
        to_return: money.to_return(today).0,
        repaid: money.repaid().0,
        ministry_supports: Support::of(&project.plan.budget).as_str(),
        lines: money.lines.iter().enumerate().map(MoneyLine::from).collect(),
        instalments: money.instalments.iter().cloned().map(InstalmentItem::from).collect(),
        carry_overs: money.carry_overs.iter().cloned().map(CarryOverItem::from).collect(),
        repayments: money.repayments.iter().cloned().map(RepaymentItem::from).collect(),
        months: money.months().into_iter().map(month).collect(),
    }
}

/// The money of a project: its sums by line and month, its instalments, and what is carried over.
#[utoipa::path(get, path = "/api/v1/projects/{code}/money", operation_id = "money.show",
    responses((status = 200, body = MoneyDocument)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<MoneyDocument>> {
    let project = seen(&app, &reader, &code).await?;
    let money = store::find_money(app.db.reader(), &project).await?;
    Ok(Json(document(&project, &money, app.clock.today())))
}

/// One entry of what was paid. Its words and papers are there for those who work on the project.
#[derive(Serialize, ToSchema)]
struct DisbursementItem {
    /// Counted from one within the project.
    number: i32,
    /// The number of the budget line, counted from one.
    line: Option<usize>,
    paid_on: NaiveDate,
    /// Satang; below nought for a counter-entry.
    amount: i64,
    /// Is it a counter-entry, which takes back a part of a payment?
    counter_entry: bool,
    /// Was it paid out of what was carried over?
    carried_over: bool,
    /// Since when it is in no sum.
    withdrawn_on: Option<NaiveDate>,
    /// What for.
    paid_for: Option<String>,
    document_number: Option<String>,
    note: Option<String>,
    /// Is there a scan of its receipt?
    evidence: Option<bool>,
    /// To be named next time.
    version: i64,
}

fn item(reader: &Reader, project: &Project, entry: Disbursement) -> DisbursementItem {
    let inside = policy::sees_papers(reader, project);
    DisbursementItem {
        number: entry.number,
        line: project.plan.budget.lines.iter().position(|line| line.id == entry.line).map(|at| at + 1),
        paid_on: entry.paid_on,
        amount: entry.amount.0,
        counter_entry: entry.is_counter_entry(),
        carried_over: entry.carry_over.is_some(),
        withdrawn_on: entry.withdrawn.as_ref().map(|one| one.on),
        evidence: inside.then_some(entry.evidence.is_some()),
        paid_for: Some(entry.paid_for).filter(|_| inside),
        document_number: entry.document_number.filter(|_| inside),
        note: entry.note.filter(|_| inside),
        version: entry.version,
    }
}

/// What was paid out of a project's money, the latest first.
#[utoipa::path(get, path = "/api/v1/projects/{code}/disbursements", operation_id = "disbursement.list",
    params(Filter), responses((status = 200, body = Listing<DisbursementItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<DisbursementItem>>> {
    let project = seen(&app, &reader, &code).await?;
    let found = store_list::list(&app.db, project.id, &project.plan.budget.lines, &filter).await?;
    Ok(Json(found.map(|entry| item(&reader, &project, entry))))
}

async fn after(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Json<DisbursementItem>> {
    let project = seen(app, reader, code).await?;
    let entry = store::find(&app.db, project.id, number).await?.ok_or(Error::NotFound)?;
    Ok(Json(item(reader, &project, entry)))
}

/// Writes a payment down.
#[utoipa::path(post, path = "/api/v1/projects/{code}/disbursements", operation_id = "disbursement.record",
    request_body = PaymentForm, params(IdempotencyKey), responses((status = 201, body = DisbursementItem)))]
async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<PaymentForm>,
) -> Result<(StatusCode, Json<DisbursementItem>)> {
    policy::may_record(&reader, &seen(&app, &reader, &code).await?)?;
    let once = once_key(&headers, &(&code, &form));
    let entry = verbs::record(&app, &reader, &code, form.check(app.clock.today())?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, after(&app, &reader, &code, entry.number).await?))
}

/// Keeps the scan of a payment's receipt: PDF, JPEG or PNG.
#[utoipa::path(post, path = "/api/v1/projects/{code}/disbursements/{number}/attach",
    operation_id = "disbursement.attach", request_body = ScanForm,
    responses((status = 200, body = DisbursementItem)))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<ScanForm>,
) -> Result<Json<DisbursementItem>> {
    policy::may_attach(&reader, &seen(&app, &reader, &code).await?)?;
    verbs::attach(&app, &reader, &code, number, (&form.name, form.check()?.into())).await?;
    after(&app, &reader, &code, number).await
}

/// Takes a part of a payment back by an entry of its own; answers that entry.
#[utoipa::path(post, path = "/api/v1/projects/{code}/disbursements/{number}/reverse",
    operation_id = "disbursement.reverse", request_body = CounterForm,
    responses((status = 200, body = DisbursementItem)))]
async fn reverse(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<CounterForm>,
) -> Result<Json<DisbursementItem>> {
    policy::may_reverse(&reader, &seen(&app, &reader, &code).await?)?;
    let back = (form.check(app.clock.today())?, form.seen());
    let against = verbs::reverse(&app, &reader, &code, number, back).await?;
    after(&app, &reader, &code, against.number).await
}

/// Takes an entry that is wrong out of the sums; the text says why.
#[utoipa::path(post, path = "/api/v1/projects/{code}/disbursements/{number}/withdraw",
    operation_id = "disbursement.withdraw", request_body = TextForm,
    responses((status = 200, body = DisbursementItem)))]
async fn withdraw_disbursement(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Body(form): Body<TextForm>,
) -> Result<Json<DisbursementItem>> {
    policy::may_withdraw_disbursement(&reader, &seen(&app, &reader, &code).await?)?;
    let why = (form.check(TEXT_MOST)?, form.seen());
    verbs::withdraw_disbursement(&app, &reader, &code, number, why).await?;
    after(&app, &reader, &code, number).await
}
