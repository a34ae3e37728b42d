//! The JSON face of reviews: the same verbs and lists.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use kit::web::{Body, IdempotencyKey, Path, once_key};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::eligibility::{About, Answer, Point};
use super::forms::{AskForm, DecideForm, DeclareForm, ScreenForm, field_of, judgement};
use super::ranking::Ranked;
use super::review::{Review, Status};
use super::screening::Screening;
use super::verbs::{self, proposal, seen};
use super::{policy, store, store_screening, verbs_screening};
use crate::projects::Outcome;
use house::accounts::Reader;
use house::app::{App, Routes};
use house::layout::typed::Typed;

/// As many as a list holds.
const MOST: u64 = 200;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, ask))
        .routes(routes!(show))
        .routes(routes!(declare))
        .routes(routes!(score))
        .routes(routes!(seal))
        .routes(routes!(withdraw))
        .routes(routes!(eligibility))
        .routes(routes!(screen))
        .routes(routes!(decide))
        .routes(routes!(ranking))
}

/// A review, as its reviewer and the ministry read it.
#[derive(Serialize, ToSchema)]
pub struct ReviewItem {
    /// Short code.
    code: String,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
    /// Scores by criterion of the call.
    scores: BTreeMap<String, i64>,
    /// What the proposer reads once it is decided.
    to_proposer: String,
    /// What the ministry alone reads.
    to_ministry: String,
    /// Counts changes; send it back with scores.
    version: i64,
}

impl From<Review> for ReviewItem {
    fn from(review: Review) -> Self {
        Self {
            code: review.code,
            status: review.status.to_string(),
            scores: review.judgement.scores.iter().map(|(id, score)| (id.to_string(), *score)).collect(),
            to_proposer: review.judgement.to_proposer,
            to_ministry: review.judgement.to_ministry,
            version: review.version,
        }
    }
}

/// What was asked.
#[derive(Serialize, ToSchema)]
struct AskedItem {
    /// Code of the proposal.
    proposal: String,
    /// How many were asked who had not been before.
    asked: usize,
}

/// What a reviewer thinks so far.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct ScoreBody {
    /// The version that was read.
    version: i64,
    /// Scores by criterion of the call; one that is not there is not given yet.
    scores: BTreeMap<String, i64>,
    /// What the proposer reads once it is decided.
    to_proposer: String,
    /// What the ministry alone reads.
    to_ministry: String,
}

/// What was decided about a proposal.
#[derive(Serialize, ToSchema)]
struct DecidedItem {
    /// Code of the proposal.
    proposal: String,
    /// What.
    #[schema(value_type = Option<Outcome>)]
    outcome: Option<String>,
    /// Counts changes.
    version: i64,
}

/// A proposal in its order.
#[derive(Serialize, ToSchema)]
struct RankedItem {
    /// Its code.
    proposal: String,
    /// Its place; null before somebody handed in a review.
    place: Option<usize>,
    /// The mean of its reviews, in hundredths of a percent of the highest score.
    mean: Option<i64>,
    /// Reviews that were handed in.
    reviews: i64,
    /// Reviews that wait.
    waiting: usize,
    /// Satang: what it costs.
    stated_total: i64,
    /// Satang: what of that the ministry bears.
    ministry_total: i64,
    /// Satang: what the ministry bears of it and of those before it.
    until_here: i64,
    /// What was decided.
    #[schema(value_type = Option<Outcome>)]
    outcome: Option<String>,
}

/// What you were asked to judge, the newest first.
#[utoipa::path(get, path = "/api/v1/reviews", operation_id = "review.list",
    responses((status = 200, body = Vec<ReviewItem>)))]
async fn list(State(app): State<App>, reader: Reader) -> Result<Json<Vec<ReviewItem>>> {
    let who = reader.must_sign_in()?;
    let reviews = store::list_of_reviewer(&app.db, who.account, MOST).await?;
    Ok(Json(reviews.into_iter().map(ReviewItem::from).collect()))
}

/// One review.
#[utoipa::path(get, path = "/api/v1/reviews/{code}", operation_id = "review.show",
    responses((status = 200, body = ReviewItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<ReviewItem>> {
    reader.must_sign_in()?;
    Ok(Json(seen(&app, &reader, &code).await?.0.into()))
}

/// Asks somebody to judge a proposal.
#[utoipa::path(post, path = "/api/v1/reviews", operation_id = "review.ask",
    request_body = AskForm, params(IdempotencyKey), responses((status = 201, body = AskedItem)))]
async fn ask(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<AskForm>,
) -> Result<(StatusCode, Json<AskedItem>)> {
    policy::may_ask(&reader)?;
    let once = once_key(&headers, &form);
    let (project, asked) = verbs::ask(&app, &reader, form.proposal.trim(), &form.check()?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(AskedItem { proposal: project.code, asked })))
}

/// Says whether anything binds you to whoever proposes.
#[utoipa::path(post, path = "/api/v1/reviews/{code}/declare", operation_id = "review.declare",
    request_body = DeclareForm, responses((status = 200, body = ReviewItem)))]
async fn declare(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DeclareForm>,
) -> Result<Json<ReviewItem>> {
    let (review, ..) = seen(&app, &reader, &code).await?;
    policy::may_declare(&reader, &review)?;
    Ok(Json(verbs::declare(&app, &reader, &code, form.check()?).await?.into()))
}

/// Saves what you think so far.
#[utoipa::path(post, path = "/api/v1/reviews/{code}/score", operation_id = "review.score",
    request_body = ScoreBody, responses((status = 200, body = ReviewItem)))]
async fn score(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(sent): Body<ScoreBody>,
) -> Result<Json<ReviewItem>> {
    let (review, _, call) = seen(&app, &reader, &code).await?;
    policy::may_score(&reader, &review)?;
    let mut typed = Typed::default();
    for (criterion, score) in &sent.scores {
        let id = criterion.parse().map_err(|_| Error::NotFound)?;
        typed.set(field_of(&id), score.to_string());
    }
    typed.set("to_proposer", sent.to_proposer);
    typed.set("to_ministry", sent.to_ministry);
    Ok(Json(verbs::score(&app, &reader, &code, judgement(&typed, &call)?, sent.version).await?.into()))
}

/// Hands a review in.
#[utoipa::path(post, path = "/api/v1/reviews/{code}/seal", operation_id = "review.seal",
    responses((status = 200, body = ReviewItem)))]
async fn seal(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<ReviewItem>> {
    Ok(Json(verbs::seal(&app, &reader, &code, None).await?.into()))
}

/// Asks this reviewer no more.
#[utoipa::path(post, path = "/api/v1/reviews/{code}/withdraw", operation_id = "review.withdraw",
    responses((status = 200, body = ReviewItem)))]
async fn withdraw(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<ReviewItem>> {
    Ok(Json(verbs::withdraw(&app, &reader, &code).await?.into()))
}

/// What was said of a proposal's eligibility.
#[derive(Serialize, ToSchema)]
struct ScreenedItem {
    /// Code of the proposal.
    proposal: String,
    /// May it be judged?
    eligible: bool,
    /// Why not, or why now otherwise.
    reason: Option<String>,
}

/// What is known of a proposal's eligibility.
#[derive(Serialize, ToSchema)]
struct EligibilityItem {
    /// Code of the proposal.
    proposal: String,
    /// The version of its plan.
    plan_version: i32,
    /// What was said last; null before.
    said: Option<SaidItem>,
    /// What the records tell.
    points: Vec<PointItem>,
}

/// What was said last of a proposal's eligibility.
#[derive(Serialize, ToSchema)]
struct SaidItem {
    /// May it be judged?
    eligible: bool,
    /// Why not, or why now otherwise.
    reason: Option<String>,
    /// The version of the plan that was looked at: of a later one it says nothing.
    plan_version: i32,
    /// When.
    at: DateTime<Utc>,
    /// What whoever said it is called; null where that is not known any more.
    by: Option<String>,
}

/// What the records tell of one point.
#[derive(Serialize, ToSchema)]
struct PointItem {
    /// What is looked at.
    #[schema(value_type = About)]
    about: &'static str,
    /// What the records tell.
    #[schema(value_type = Answer)]
    answer: &'static str,
    /// The codes of the records that it follows from.
    records: Vec<String>,
}

/// What the records tell of whether a proposal may be judged, and what was said last.
#[utoipa::path(get, path = "/api/v1/proposals/{code}/eligibility", operation_id = "review.eligibility",
    responses((status = 200, body = EligibilityItem)))]
async fn eligibility(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Json<EligibilityItem>> {
    reader.must_sign_in()?;
    let (project, call) = proposal(&app, &reader, &code).await?;
    let last = store_screening::find_last(&app.db, project.id).await?;
    let people = verbs::people(&app, &[], last.as_ref()).await?;
    let said = |one: Screening| SaidItem {
        by: one.by.and_then(|by| people.get(&by).cloned()),
        eligible: one.eligible,
        reason: one.reason,
        plan_version: one.plan_version,
        at: one.at,
    };
    let point = |one: Point| PointItem {
        about: one.about.as_str(),
        answer: one.answer.as_str(),
        records: one.records.into_iter().map(|(code, _)| code).collect(),
    };
    let points = verbs_screening::known(&app, &project, &call).await?.into_iter().map(point).collect();
    let plan_version = project.plan_version;
    Ok(Json(EligibilityItem { proposal: project.code, plan_version, said: last.map(said), points }))
}

/// Says whether a proposal may be judged, before reviewers are asked.
#[utoipa::path(post, path = "/api/v1/proposals/{code}/screen", operation_id = "proposal.screen",
    request_body = ScreenForm, responses((status = 200, body = ScreenedItem)))]
async fn screen(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ScreenForm>,
) -> Result<Json<ScreenedItem>> {
    proposal(&app, &reader, &code).await?;
    policy::may_screen(&reader)?;
    let (project, said) = verbs_screening::screen(&app, &reader, &code, form.check()?).await?;
    Ok(Json(ScreenedItem { proposal: project.code, eligible: said.eligible, reason: said.reason }))
}

/// Decides about a proposal.
#[utoipa::path(post, path = "/api/v1/proposals/{code}/decide", operation_id = "proposal.decide",
    request_body = DecideForm, responses((status = 200, body = DecidedItem)))]
async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<DecideForm>,
) -> Result<Json<DecidedItem>> {
    proposal(&app, &reader, &code).await?;
    policy::may_decide(&reader)?;
    let project = verbs::decide(&app, &reader, &code, form.check()?, form.seen()).await?;
    let outcome = project.outcome.map(|decided| decided.outcome.to_string());
    Ok(Json(DecidedItem { proposal: project.code, outcome, version: project.version }))
}

/// The proposals of a call in the order of their scores.
#[utoipa::path(get, path = "/api/v1/calls/{code}/ranking", operation_id = "review.ranking",
    responses((status = 200, body = Vec<RankedItem>)))]
async fn ranking(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<Vec<RankedItem>>> {
    reader.must_sign_in()?;
    policy::may_see_all(&reader)?;
    let (call, found) = verbs::ranking(&app, &reader, &code).await?;
    let item = |one: Ranked| RankedItem {
        place: one.place,
        mean: one.tally.mean(call.told.score_most),
        reviews: one.tally.reviews,
        waiting: one.waiting,
        stated_total: one.proposal.stated_total.0,
        ministry_total: one.proposal.bears.0,
        until_here: one.until_here.0,
        outcome: one.proposal.outcome,
        proposal: one.proposal.code,
    };
    Ok(Json(found.into_iter().map(item).collect()))
}
