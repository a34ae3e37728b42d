//! The JSON face of matching: for a text, and for a need.

use axum::Json;
use axum::extract::State;
use axum::http::Extensions;
use kit::db::listing::LIMIT;
use kit::form::text_within;
use kit::web::{Body, Check, Narrowed, Narrows, Path, client_address, narrow};
use kit::{Error, FormErrors, Lang, Message, Result, msg};
use serde::{Deserialize, Serialize};
use thai::places::Level;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::decision::{Decision, Status};
use super::forms::DecisionForm;
use super::found::{Match, Matches};
use super::policy;
use super::reason::{Reason, ReasonKind};
use super::verbs::{self, Choice};
use super::verbs_find;
use crate::needs::{self, Need};
use crate::technologies::{self, TechnologyItem};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::organisations;

/// Candidates answered when nobody says how many.
const USUAL: u64 = 10;
/// The longest text, in characters.
const TEXT_MOST: usize = needs::TOLD_MOST;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(match_text))
        .routes(routes!(list))
        .routes(routes!(confirm))
        .routes(routes!(reject))
        .routes(routes!(needs_of))
}

/// A text to be matched.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct MatchRequest {
    /// What is needed, in anybody's words.
    text: String,
    /// Official code or name of the province it is needed in.
    province: Option<String>,
    /// How many candidates at most: 1 to 100, 10 when left out.
    limit: Option<i64>,
}

/// What may help, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchList {
    /// Does any of them really fit?
    confident: bool,
    /// Is the text in letters that can be read here, Thai or Latin?
    legible: bool,
    /// Are some technologies that were just published not read by their meaning yet? Then more may fit in a moment.
    reading: bool,
    /// The candidates.
    matches: Vec<MatchItem>,
}

/// A technology that may help.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchItem {
    /// The technology.
    technology: TechnologyItem,
    /// How well its text fits, 0 to 1000. Of those that fit, the order also counts where they are, who is free to
    /// come and what came of them.
    score: i32,
    /// Does the clinic of the province offer it itself?
    own_clinic: bool,
    /// Why.
    reasons: Vec<ReasonItem>,
}

/// One reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonItem {
    /// Which kind.
    #[schema(value_type = ReasonKind)]
    kind: &'static str,
    /// The same for people, in the caller's language.
    text: String,
    /// Where it can be looked at.
    href: Option<String>,
}

impl MatchList {
    /// The matches as they are answered, in `lang`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn new(app: &App, found: Matches, lang: Lang) -> Result<Self> {
        let clinics =
            organisations::clinic_names(&app.db, found.matches.iter().map(|one| one.technology.clinic_id)).await?;
        let matches = found.matches.into_iter().map(|one| MatchItem {
            technology: TechnologyItem::new(one.technology, &clinics),
            score: one.score,
            own_clinic: one.own_clinic,
            reasons: said(app, &one.reasons, lang),
        });
        Ok(Self {
            confident: found.confident,
            legible: found.legible,
            reading: found.reading,
            matches: matches.collect(),
        })
    }

    /// The same as lines for a terminal.
    pub fn lines(&self) -> Vec<String> {
        let reasons =
            |one: &MatchItem| one.reasons.iter().map(|reason| reason.text.clone()).collect::<Vec<_>>().join("; ");
        self.matches
            .iter()
            .map(|one| {
                format!(
                    "{:>4}  {}  {}\n      {}",
                    one.score,
                    one.technology.code(),
                    one.technology.name_th(),
                    reasons(one)
                )
            })
            .collect()
    }

    /// Does the best really fit?
    pub fn is_confident(&self) -> bool {
        self.confident
    }
}

/// Reasons as they are answered, in `lang`.
fn said(app: &App, reasons: &[Reason], lang: Lang) -> Vec<ReasonItem> {
    let one = |reason: &Reason| ReasonItem {
        kind: reason.kind.as_str(),
        text: app.words.say(lang, &reason.text),
        href: reason.href.clone(),
    };
    reasons.iter().map(one).collect()
}

/// Anyone may ask within the throttle; whoever has signed in or comes with a token, without it.
fn throttle(app: &App, reader: &Reader, extensions: &Extensions) -> Result<()> {
    if reader.who().is_some() { Ok(()) } else { app.match_throttle.count(client_address(extensions).to_string()) }
}

/// Technologies that may help with a text. Without a token, 20 times a minute.
#[utoipa::path(post, path = "/api/v1/match", operation_id = "match.find",
    request_body = MatchRequest, responses((status = 200, body = MatchList)))]
async fn match_text(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Body(request): Body<MatchRequest>,
) -> Result<Json<MatchList>> {
    throttle(&app, &reader, &extensions)?;
    let mut errors = FormErrors::new();
    let text = errors.take("text", text_within(&request.text, TEXT_MOST));
    let province = errors.take("province", read_province(request.province.as_deref()));
    let limit = errors.take("limit", limit(request.limit));
    errors.into_result()?;
    let province = province.flatten();
    let found = verbs_find::find(&app, &text.unwrap_or_default(), province.as_deref(), limit.unwrap_or(1)).await?;
    Ok(Json(MatchList::new(&app, found, reader.lang).await?))
}

/// A province by code or by name.
///
/// # Errors
/// `matching-province-unknown`.
pub fn read_province(typed: Option<&str>) -> Result<Option<String>, Message> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let code = thai::places::resolve(typed, Level::Province, None).map_err(|_| msg("matching-province-unknown"))?;
    Ok(Some(code.to_string()))
}

fn limit(asked: Option<i64>) -> Result<usize, Message> {
    let most = i64::try_from(LIMIT).unwrap_or(i64::MAX);
    match asked.unwrap_or(i64::try_from(USUAL).unwrap_or(1)) {
        limit if (1..=most).contains(&limit) => Ok(usize::try_from(limit).unwrap_or(1)),
        _ => Err(msg("matching-limit").with("most", LIMIT)),
    }
}

/// How a list of matches is asked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Listed {
    /// Other words to find by; the need's own when left out.
    q: String,
    /// How many candidates at most: 1 to 100, 10 when left out.
    limit: Option<i64>,
}

impl Narrows for Listed {
    const CHECKS: &'static [(&'static str, Check)] = &[("limit", narrow::limit)];
}

/// Technologies that may help with a need.
#[utoipa::path(get, path = "/api/v1/needs/{code}/matches", operation_id = "match.list",
    params(Listed), responses((status = 200, body = MatchList)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Narrowed(asked): Narrowed<Listed>,
) -> Result<Json<MatchList>> {
    throttle(&app, &reader, &extensions)?;
    let need = needs::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    needs::may_see(&reader, &need)?;
    let limit = limit(asked.limit).map_err(|message| FormErrors::one("limit", message))?;
    let found = verbs_find::find_for(&app, &need, &asked.q, limit).await?;
    Ok(Json(MatchList::new(&app, found, reader.lang).await?))
}

/// A need that a technology could answer.
#[derive(Serialize, ToSchema)]
struct NeedMatchItem {
    /// Code of the need.
    need: String,
    /// What was told, in the person's own words, numbers of persons masked.
    text: String,
    /// How well the technology's text fits, 0 to 1000.
    score: i32,
    /// Why.
    reasons: Vec<ReasonItem>,
}

/// The open needs that a technology could answer, the likeliest first.
#[utoipa::path(get, path = "/api/v1/technologies/{code}/needs", operation_id = "match.needs",
    responses((status = 200, body = Vec<NeedMatchItem>)))]
async fn needs_of(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Json<Vec<NeedMatchItem>>> {
    let technology = technologies::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_look_for_needs(&reader, &technology)?;
    let found = verbs_find::find_needs(&app, &reader, &technology).await?;
    let item = |(need, one): (Need, Match)| NeedMatchItem {
        text: kit::masked(&need.told.text).into_owned(),
        need: need.code,
        score: one.score,
        reasons: said(&app, &one.reasons, reader.lang),
    };
    Ok(Json(found.into_iter().map(item).collect()))
}

/// Confirms that a technology helps with a need.
#[utoipa::path(post, path = "/api/v1/needs/{code}/confirm", operation_id = "match.confirm",
    request_body = DecisionForm, responses((status = 200, body = DecisionItem)))]
async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(need): Path<String>,
    Body(form): Body<DecisionForm>,
) -> Result<Json<DecisionItem>> {
    reader.must_sign_in()?;
    let note = form.check_confirm()?;
    let choice = Choice { need, technology: form.technology, words: form.q, proposed: None };
    Ok(answer(&verbs::confirm(&app, &reader, choice, note).await?))
}

/// Rejects a technology that was offered for a need; the note says why.
#[utoipa::path(post, path = "/api/v1/needs/{code}/reject", operation_id = "match.reject",
    request_body = DecisionForm, responses((status = 200, body = DecisionItem)))]
async fn reject(
    State(app): State<App>,
    reader: Reader,
    Path(need): Path<String>,
    Body(form): Body<DecisionForm>,
) -> Result<Json<DecisionItem>> {
    reader.must_sign_in()?;
    let note = form.check_reject()?;
    let choice = Choice { need, technology: form.technology, words: form.q, proposed: None };
    Ok(answer(&verbs::reject(&app, &reader, choice, note).await?))
}

/// What the clinic decided.
#[derive(Serialize, ToSchema)]
struct DecisionItem {
    /// Confirmed or rejected.
    #[schema(value_type = Status)]
    status: &'static str,
    /// How well its text fitted then, 0 to 1000.
    score: i32,
    /// Did the clinic of the province offer it itself?
    own_clinic: bool,
}

fn answer(decision: &Decision) -> Json<DecisionItem> {
    let Decision { status, score, own_clinic, .. } = decision;
    Json(DecisionItem { status: status.as_str(), score: *score, own_clinic: *own_clinic })
}
