//! The JSON face of activities, participants and answers: the same verbs, and the public measures.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Body, Check, IdempotencyKey, Narrowed, Narrows, Path, narrow, once_key};
use kit::{Error, FormErrors, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::activity::{Activity, ActivityKind};
use super::forms::ActivityForm;
use super::fraction::Fraction;
use super::importing::given;
use super::measure::{Measures, Period};
use super::response::{Filled, Mode};
use super::store;
use super::suppression::{shown, shown_share};
use super::verbs::{self, Door};
use super::{store_activities, store_participants, verbs_activities, verbs_participants};
use house::accounts::Reader;
use house::app::{App, Routes};
use xlsform::Kind;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(show_measures))
        .routes(routes!(record_activity))
        .routes(routes!(attend))
        .routes(routes!(register))
        .routes(routes!(withdraw))
        .routes(routes!(answer))
        .routes(routes!(correct))
}

/// From and to which day to count, ISO 8601; all of it by default.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Span {
    /// The first day to count, ISO 8601; the first there is when left out.
    from: Option<NaiveDate>,
    /// The last day to count, ISO 8601; today when left out.
    to: Option<NaiveDate>,
}

impl Narrows for Span {
    const CHECKS: &'static [(&'static str, Check)] = &[("from", narrow::day), ("to", narrow::day)];
}

/// A share with what it is of: never a bare percentage.
#[derive(Serialize, ToSchema)]
struct Share {
    /// How many.
    numerator: i64,
    /// Of how many: n.
    denominator: i64,
    /// Rounded half up to two decimals; compare the counts, not this.
    percent: String,
}

impl From<Fraction> for Share {
    fn from(share: Fraction) -> Self {
        Self { numerator: share.numerator, denominator: share.denominator, percent: share.percent_exactly() }
    }
}

/// Counts of a project. Those from 1 to 4, and shares of so few, are null: they could point at a
/// person.
#[derive(Serialize, ToSchema)]
struct PublicMeasures {
    /// The project's code.
    project: String,
    /// Is its work recorded here? Not where only a document of it was taken over: its counts are null.
    recorded: bool,
    /// The first day counted.
    from: NaiveDate,
    /// The last day counted.
    to: NaiveDate,
    /// Persons registered.
    registered: Option<i64>,
    /// Persons who received the transfer: N.
    participants: Option<i64>,
    /// Days of transfer.
    transfers: Option<i64>,
    /// Evaluations answered.
    evaluations: Option<i64>,
    /// Follow-ups answered: n.
    follow_ups: Option<i64>,
    /// Followed up of those who received the transfer.
    response_rate: Option<Share>,
    /// Satisfied with the benefit (4 or 5) of those followed up in these days, whenever they received the
    /// transfer. The official figure, of those who received it in a quarter or year, is that of the indicators.
    satisfaction_benefit: Option<Share>,
    /// Applied in part or in full of those followed up in these days; the official figure is again that of the
    /// indicators.
    application: Option<Share>,
    /// Satisfied overall on the day (4 or 5) of those evaluated.
    satisfaction_on_the_day: Option<Share>,
}

/// Counts of what was answered in a project.
#[utoipa::path(get, path = "/api/v1/projects/{code}/measures", operation_id = "measure.show",
    params(Span), responses((status = 200, body = PublicMeasures)))]
async fn show_measures(
    State(app): State<App>,
    Path(code): Path<String>,
    Narrowed(span): Narrowed<Span>,
) -> Result<Json<PublicMeasures>> {
    let (project, recorded) = store::find_project(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let all = Period::until(app.clock.today());
    let period = Period { from: span.from.unwrap_or(all.from), to: span.to.unwrap_or(all.to) };
    let measures = store::measures(&app.db, project, period).await?;
    Ok(Json(public(code, recorded, period, &measures)))
}

fn public(project: String, recorded: bool, period: Period, measures: &Measures) -> PublicMeasures {
    let share = |share: Fraction| shown_share(share).map(Share::from);
    let shown = |count| shown(count).filter(|_| recorded);
    PublicMeasures {
        project,
        recorded,
        from: period.from,
        to: period.to,
        registered: shown(measures.registered),
        participants: shown(measures.participants),
        transfers: recorded.then_some(measures.transfers),
        evaluations: shown(measures.evaluations),
        follow_ups: shown(measures.follow_ups),
        response_rate: share(measures.response_rate()),
        satisfaction_benefit: share(measures.satisfaction()),
        application: share(measures.application()),
        satisfaction_on_the_day: share(measures.satisfaction_on_the_day()),
    }
}

/// A day to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
struct ActivityBody {
    /// What it was.
    #[schema(value_type = ActivityKind)]
    kind: String,
    /// What it was called.
    title: String,
    /// ISO 8601.
    held_on: NaiveDate,
    /// Where.
    place: String,
    /// Anything else.
    note: Option<String>,
}

/// Records a day of an area.
#[utoipa::path(post, path = "/api/v1/projects/{code}/areas/{number}/activities", operation_id = "activity.record",
    request_body = ActivityBody, params(IdempotencyKey), responses((status = 201, body = ActivityReceipt)))]
async fn record_activity(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    headers: HeaderMap,
    Body(body): Body<ActivityBody>,
) -> Result<(StatusCode, Json<ActivityReceipt>)> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    let once = once_key(&headers, &(&code, number, &body)).unwrap_or_default();
    let form = ActivityForm {
        kind: body.kind,
        title: body.title,
        held_on: body.held_on.into(),
        place: body.place,
        note: body.note.unwrap_or_default(),
        once,
    };
    let told = form.check(app.clock.today())?;
    let day = verbs_activities::record_activity(&app, &reader, &area, told, &form.once).await?;
    Ok((StatusCode::CREATED, Json(ActivityReceipt { id: day.id, version: day.version })))
}

/// A day that was recorded.
#[derive(Serialize, ToSchema)]
struct ActivityReceipt {
    /// Names the day.
    id: Uuid,
    /// Counts changes of who attended.
    version: i64,
}

/// A participant who was registered.
#[derive(Serialize, ToSchema)]
struct ParticipantReceipt {
    /// The participant's code.
    code: String,
}

/// Answers that were recorded.
#[derive(Serialize, ToSchema)]
struct ResponseReceipt {
    /// Names the answers.
    id: Uuid,
    /// 1, and one more with every correction.
    revision: i32,
}

/// Who attended a day.
#[derive(Deserialize, ToSchema)]
struct AttendBody {
    /// Codes of all who attended.
    participants: Vec<String>,
    /// The version of the day this list was made from.
    version: i64,
}

/// Says who attended a day: the whole list.
#[utoipa::path(post, path = "/api/v1/projects/{code}/areas/{number}/activities/{id}/attend", operation_id = "activity.attend",
    request_body = AttendBody, responses((status = 204)))]
async fn attend(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, id)): Path<(String, i32, Uuid)>,
    Body(body): Body<AttendBody>,
) -> Result<StatusCode> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    let day = store_activities::find_activity(app.db.reader(), id)
        .await?
        .filter(|day| day.area == area.id)
        .ok_or(Error::NotFound)?;
    let everyone = store_participants::list_everyone(app.db.reader(), area.id).await?;
    let wanted =
        everyone.iter().filter(|person| body.participants.contains(&person.code)).map(|person| person.id).collect();
    verbs_activities::attend(&app, &reader, &area, &Activity { version: body.version, ..day }, &wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An answered questionnaire.
#[derive(Debug, Deserialize, ToSchema)]
struct AnswerBody {
    /// How it was answered.
    #[schema(value_type = Mode)]
    mode: String,
    /// The day it was answered, ISO 8601; today by default.
    answered_on: Option<NaiveDate>,
    /// Answers by question name: a text, a number, or a list of choices.
    answers: Map<String, Value>,
    /// For a correction: the revision it stands in the place of.
    revision: Option<i32>,
}

/// `about` is whom or what it answers for: the same key about another is another answer.
fn filled(app: &App, headers: &HeaderMap, about: impl std::fmt::Debug, body: AnswerBody) -> Result<Filled> {
    let instance = once_key(headers, &(about, &body)).unwrap_or_default();
    let wrong = |field: &str, message| Error::Invalid(FormErrors::one(field, message));
    let mode = Mode::from_word(&body.mode).ok_or_else(|| wrong("mode", msg("responses-import-mode")))?;
    let given = given(&Value::Object(body.answers).to_string()).map_err(|message| wrong("answers", message))?;
    let answered_on = body.answered_on.unwrap_or_else(|| app.clock.today());
    Ok(Filled { given, unread: Default::default(), mode, answered_on, instance })
}

/// Registers a participant of an area by their application.
#[utoipa::path(post, path = "/api/v1/projects/{code}/areas/{number}/participants", operation_id = "participant.register",
    request_body = AnswerBody, params(IdempotencyKey), responses((status = 201, body = ParticipantReceipt)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    headers: HeaderMap,
    Body(body): Body<AnswerBody>,
) -> Result<(StatusCode, Json<ParticipantReceipt>)> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    let person =
        verbs_participants::register(&app, &reader, &area, filled(&app, &headers, (code, number), body)?).await?;
    Ok((StatusCode::CREATED, Json(ParticipantReceipt { code: person.code })))
}

/// Takes back a participant's consent: what could point at them is removed.
#[utoipa::path(post, path = "/api/v1/participants/{code}/withdraw", operation_id = "participant.withdraw",
    responses((status = 204)))]
async fn withdraw(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<StatusCode> {
    reader.must_sign_in()?;
    verbs_participants::withdraw(&app, &reader, Door::Desk, &code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Records a participant's answers to a questionnaire.
#[utoipa::path(post, path = "/api/v1/participants/{code}/{kind}/answer", operation_id = "response.answer",
    request_body = AnswerBody, params(IdempotencyKey), responses((status = 201, body = ResponseReceipt)))]
async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    headers: HeaderMap,
    Body(body): Body<AnswerBody>,
) -> Result<(StatusCode, Json<ResponseReceipt>)> {
    reader.must_sign_in()?;
    let kind = Kind::from_code(&kind).ok_or(Error::NotFound)?;
    let stored =
        verbs::answer(&app, &reader, Door::Desk, &code, kind, filled(&app, &headers, (&code, kind), body)?).await?;
    Ok((StatusCode::CREATED, Json(ResponseReceipt { id: stored.id, revision: stored.revision })))
}

/// Corrects answers that were recorded.
#[utoipa::path(post, path = "/api/v1/participants/{code}/{kind}/correct", operation_id = "response.correct",
    request_body = AnswerBody, params(IdempotencyKey), responses((status = 201, body = ResponseReceipt)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    headers: HeaderMap,
    Body(body): Body<AnswerBody>,
) -> Result<(StatusCode, Json<ResponseReceipt>)> {
    reader.must_sign_in()?;
    let kind = Kind::from_code(&kind).ok_or(Error::NotFound)?;
    let revision = body.revision.ok_or_else(|| FormErrors::one("revision", msg("kit-field-required")))?;
    let stored =
        verbs::correct(&app, &reader, &code, kind, revision, filled(&app, &headers, (&code, kind), body)?).await?;
    Ok((StatusCode::CREATED, Json(ResponseReceipt { id: stored.id, revision: stored.revision })))
}
