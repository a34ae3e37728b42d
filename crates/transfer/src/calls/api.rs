//! The JSON face of calls: the same verbs and lists.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key};
use kit::{Result, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::asked::{AskedDocument, Criterion, ExpenseClass};
use super::call::{Call, CeilingOf, State as Standing};
use super::forms::{CallDeedForm, read};
use super::policy::{self, Verb};
use super::store::{self, Filter};
use super::verbs::{self, perform, seen};
use crate::programmes;
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::layout::typed::Typed;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, draft))
        .routes(routes!(show))
        .routes(routes!(edit))
        .routes(routes!(announce))
        .routes(routes!(extend))
        .routes(routes!(withdraw))
}

/// A class of expense that a call pays.
#[derive(Serialize, ToSchema)]
pub struct ExpenseClassItem {
    /// As budget lines name it.
    name: String,
    /// Satang: what its lines may sum to in one project; null: whatever the ceiling leaves.
    most: Option<i64>,
}

/// What proposals are judged by.
#[derive(Serialize, ToSchema)]
pub struct CriterionItem {
    /// As scores name it.
    #[schema(value_type = String)]
    id: uuid::Uuid,
    /// What it is called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// What a reviewer looks at.
    about: String,
    /// Its part of the whole, in hundredths of a percent.
    weight: i64,
}

/// A call for proposals.
#[derive(Serialize, ToSchema)]
pub struct CallItem {
    /// Short code.
    code: String,
    /// What it is called.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// What it is for.
    about: String,
    /// Buddhist era.
    fiscal_year: i32,
    /// The word of its line of work.
    programme: String,
    /// How it stands now.
    #[schema(value_type = Standing)]
    state: String,
    /// From when proposals are taken, ISO 8601.
    #[schema(value_type = String)]
    opens_at: Timestamp,
    /// The first moment at which none is taken any more, ISO 8601.
    #[schema(value_type = String)]
    closes_at: Timestamp,
    /// Must the clinic have an agreement in force?
    needs_agreement: bool,
    /// Must whoever hands in be appointed its director or manager?
    needs_appointment: bool,
    /// Proposals of one clinic; null: any number.
    most_per_clinic: Option<u32>,
    /// Satang in all; null: not said.
    available: Option<i64>,
    /// Satang of one project; null: no ceiling.
    ceiling: Option<i64>,
    /// What of a project's cost the ceiling counts.
    #[schema(value_type = CeilingOf)]
    ceiling_of: String,
    /// Words of the regions whose clinics may propose; empty: those of the whole country.
    regions: Vec<String>,
    /// Classes of expense; empty: any.
    expense_classes: Vec<ExpenseClassItem>,
    /// What proposals are judged by.
    criteria: Vec<CriterionItem>,
    /// What comes with a proposal.
    documents: Vec<AskedDocument>,
    /// The highest score of one criterion.
    score_most: u32,
    /// How many reviewers must score each proposal.
    reviewers: u32,
    /// Why it was withdrawn, or closes later than announced.
    reason: Option<String>,
    /// Made up for the demonstration.
    invented: bool,
    /// Counts changes; send it back with an edit.
    version: i64,
}

fn item(call: Call, now: Timestamp) -> CallItem {
    let state = call.state(now).to_string();
    let told = call.told;
    let class = |one: ExpenseClass| ExpenseClassItem { name: one.name, most: one.most.map(|most| most.0) };
    let criterion = |one: Criterion| CriterionItem {
        id: one.id,
        name_th: one.name.th,
        name_en: one.name.en,
        about: one.about,
        weight: one.weight,
    };
    CallItem {
        code: call.code,
        name_th: told.name.th,
        name_en: told.name.en,
        about: told.about,
        fiscal_year: told.fiscal_year.0,
        programme: told.programme,
        state,
        opens_at: told.opens_at,
        closes_at: told.closes_at,
        needs_agreement: told.terms.agreement,
        needs_appointment: told.terms.appointment,
        most_per_clinic: told.terms.most,
        available: told.terms.available.map(|amount| amount.0),
        ceiling: told.terms.ceiling.map(|amount| amount.0),
        ceiling_of: told.terms.ceiling_of.to_string(),
        regions: told.terms.regions,
        expense_classes: told.classes.into_iter().map(class).collect(),
        criteria: told.criteria.into_iter().map(criterion).collect(),
        documents: told.documents,
        score_most: told.score_most,
        reviewers: told.reviewers,
        reason: call.reason,
        invented: call.invented,
        version: call.version,
    }
}

/// A call in the fields of its page.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct CallDocument {
    /// The version that was read; of a new one none.
    version: i64,
    /// The fields, as the page names them: `name_th`, `closes_on_day`, `criterion.0.weight`.
    fields: BTreeMap<String, String>,
}

impl CallDocument {
    fn typed(self) -> Typed {
        self.fields.into_iter().collect::<Vec<_>>().into()
    }
}

/// Calls, the newest fiscal year first.
#[utoipa::path(get, path = "/api/v1/calls", operation_id = "call.list",
    params(Filter), responses((status = 200, body = Listing<CallItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<CallItem>>> {
    let now = app.clock.now();
    let calls = store::list(&app.db, &filter, policy::sees_drafts(&reader), now).await?;
    Ok(Json(calls.map(|call| item(call, now))))
}

/// One call.
#[utoipa::path(get, path = "/api/v1/calls/{code}", operation_id = "call.show",
    responses((status = 200, body = CallItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<CallItem>> {
    Ok(Json(item(seen(&app, &reader, &code).await?, app.clock.now())))
}

/// Writes a call down.
#[utoipa::path(post, path = "/api/v1/calls", operation_id = "call.draft",
    request_body = CallDocument, params(IdempotencyKey), responses((status = 201, body = CallItem)))]
async fn draft(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(sent): Body<CallDocument>,
) -> Result<(StatusCode, Json<CallItem>)> {
    policy::may_draft(&reader)?;
    let how = Circumstances { once: once_key(&headers, &sent), invented: app.settings.demo };
    let told = read(&sent.typed(), &programmes::names(&app.db).await?, app.clock.today())?;
    let call = verbs::draft(&app, &reader, told, how).await?;
    Ok((StatusCode::CREATED, Json(item(call, app.clock.now()))))
}

/// Changes what a call says, before it is announced.
#[utoipa::path(post, path = "/api/v1/calls/{code}/edit", operation_id = "call.edit",
    request_body = CallDocument, responses((status = 200, body = CallItem)))]
async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(sent): Body<CallDocument>,
) -> Result<Json<CallItem>> {
    seen(&app, &reader, &code).await?;
    policy::may_edit(&reader)?;
    let version = sent.version;
    let told = read(&sent.typed(), &programmes::names(&app.db).await?, app.clock.today())?;
    Ok(Json(item(verbs::edit(&app, &reader, &code, told, version).await?, app.clock.now())))
}

/// Lets everybody read a call.
#[utoipa::path(post, path = "/api/v1/calls/{code}/announce", operation_id = "call.announce",
    responses((status = 200, body = CallItem)))]
async fn announce(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<CallItem>> {
    let call = perform(&app, &reader, &code, Verb::Announce, &CallDeedForm::default()).await?;
    Ok(Json(item(call, app.clock.now())))
}

/// Closes a call later than announced, and says why.
#[utoipa::path(post, path = "/api/v1/calls/{code}/extend", operation_id = "call.extend",
    request_body = CallDeedForm, responses((status = 200, body = CallItem)))]
async fn extend(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<CallDeedForm>,
) -> Result<Json<CallItem>> {
    let call = perform(&app, &reader, &code, Verb::Extend, &form).await?;
    Ok(Json(item(call, app.clock.now())))
}

/// Takes a call back, and says why.
#[utoipa::path(post, path = "/api/v1/calls/{code}/withdraw", operation_id = "call.withdraw",
    request_body = CallDeedForm, responses((status = 200, body = CallItem)))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<CallDeedForm>,
) -> Result<Json<CallItem>> {
    let call = perform(&app, &reader, &code, Verb::Withdraw, &form).await?;
    Ok(Json(item(call, app.clock.now())))
}
