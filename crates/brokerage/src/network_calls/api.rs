//! The JSON face of network calls: the same lists and verbs.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::form::optional;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key};
use kit::{Error, FormErrors, Result, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::CallAnswer;
use super::call::{Because, NetworkCall, Status};
use super::forms::{NetworkAnswerForm, NetworkAnswerNumber, NetworkCallEnding, NetworkCallForm};
use super::sight::Tellings;
use super::store::{self, Filter};
use super::verbs;
use super::{policy, store_answers, verbs_seen};
use crate::needs;
use crate::technologies;
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::organisations::{self, ClinicName};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, open))
        .routes(routes!(show))
        .routes(routes!(answer))
        .routes(routes!(withdraw))
        .routes(routes!(confirm))
        .routes(routes!(close))
}

/// A call to the whole network.
#[derive(Serialize, ToSchema)]
struct NetworkCallItem {
    /// Short code.
    code: String,
    /// Code of the need; null where strangers may not read it.
    need: Option<String>,
    /// What was told, or where strangers may not read that, the problem as it was analysed.
    text: String,
    /// Official code of the place; of the province where strangers may not read the need.
    place: String,
    /// Code of the clinic that asks.
    clinic: String,
    /// What was tried, and why nothing fits.
    #[serde(serialize_with = "kit::mask::public")]
    tried: String,
    /// The last day on which answers are wanted, ISO 8601.
    until: NaiveDate,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: &'static str,
    /// The number of the answer that helped.
    answered_by: Option<i32>,
    /// Why it ended.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    reason: Option<String>,
    /// What ended the need and the call with it; null where its clinic closed it.
    #[schema(value_type = Option<Because>)]
    because: Option<&'static str>,
    /// When it was opened, ISO 8601.
    #[schema(value_type = String)]
    opened_at: Timestamp,
    /// Counts changes, answers among them.
    version: i64,
    /// The answers that stand.
    answers: Vec<NetworkAnswerItem>,
}

/// An answer to a call.
#[derive(Serialize, ToSchema)]
struct NetworkAnswerItem {
    /// Its number within the call.
    number: i32,
    /// Code of the clinic that answers.
    clinic: String,
    /// Code of the technology it proposes.
    technology: Option<String>,
    /// How it can help.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    words: Option<String>,
    /// When, ISO 8601.
    #[schema(value_type = String)]
    answered_at: Timestamp,
}

/// What calls refer to.
struct Around {
    told: Tellings,
    answers: HashMap<Uuid, Vec<CallAnswer>>,
    clinics: HashMap<Uuid, ClinicName>,
    technologies: HashMap<Uuid, technologies::Row>,
}

impl Around {
    async fn of(app: &App, reader: &Reader, calls: &[NetworkCall]) -> Result<Self> {
        let answers = store_answers::list_answers(&app.db, calls.iter().map(|call| call.id)).await?;
        let all = || answers.values().flatten();
        let clinics = all().map(|one| one.clinic).chain(calls.iter().map(|call| call.clinic));
        Ok(Self {
            told: verbs_seen::tellings(app, reader, calls).await?,
            clinics: organisations::clinic_names(&app.db, clinics.collect::<Vec<_>>()).await?,
            technologies: technologies::find_many(&app.db, all().filter_map(|one| one.told.technology)).await?,
            answers,
        })
    }

    fn clinic(&self, id: Uuid) -> String {
        self.clinics.get(&id).map(|clinic| clinic.code.clone()).unwrap_or_default()
    }

    fn answer(&self, one: &CallAnswer) -> NetworkAnswerItem {
        let technology = one.told.technology.and_then(|id| self.technologies.get(&id));
        NetworkAnswerItem {
            number: one.number,
            clinic: self.clinic(one.clinic),
            technology: technology.map(|row| row.code.clone()),
            words: one.told.words.clone(),
            answered_at: one.answered_at,
        }
    }

    fn item(&self, call: NetworkCall) -> NetworkCallItem {
        let told = self.told.get(&call.need);
        let answers = self.answers.get(&call.id).map_or(&[][..], Vec::as_slice);
        NetworkCallItem {
            need: told.and_then(|told| told.code.clone()),
            text: told.map(|told| told.text.clone()).unwrap_or_default(),
            place: told.map_or(call.province, |told| told.place.clone()),
            clinic: self.clinic(call.clinic),
            answers: answers.iter().filter(|one| one.stands()).map(|one| self.answer(one)).collect(),
            code: call.code,
            tried: call.told.tried,
            until: call.told.until,
            status: call.status.as_str(),
            answered_by: call.answered_by,
            reason: call.reason,
            because: call.because.map(Because::as_str),
            opened_at: call.opened_at,
            version: call.version,
        }
    }
}

async fn item(app: &App, reader: &Reader, call: NetworkCall) -> Result<Json<NetworkCallItem>> {
    let around = Around::of(app, reader, std::slice::from_ref(&call)).await?;
    Ok(Json(around.item(call)))
}

/// Calls to the whole network, the latest first: those about needs that everybody may read, and for clinics
/// the others as well.
#[utoipa::path(get, path = "/api/v1/network-calls", operation_id = "network_call.list",
    params(Filter), responses((status = 200, body = Listing<NetworkCallItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<NetworkCallItem>>> {
    let calls = store::list(&app.db, &verbs_seen::reach(&reader), &filter).await?;
    let around = Around::of(&app, &reader, &calls.items).await?;
    Ok(Json(calls.map(|call| around.item(call))))
}

/// One of them.
#[utoipa::path(get, path = "/api/v1/network-calls/{code}", operation_id = "network_call.show",
    responses((status = 200, body = NetworkCallItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<NetworkCallItem>> {
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    item(&app, &reader, call).await
}

/// Asks the whole network about a need for which nothing fits.
#[utoipa::path(post, path = "/api/v1/network-calls", operation_id = "network_call.open",
    request_body = NetworkCallForm, params(IdempotencyKey), responses((status = 201, body = NetworkCallItem)))]
async fn open(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<NetworkCallForm>,
) -> Result<(StatusCode, Json<NetworkCallItem>)> {
    reader.must_sign_in()?;
    let code = optional(&form.need).ok_or_else(|| FormErrors::one("need", msg("kit-field-required")))?;
    let need = needs::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_open(&reader, &need)?;
    let told = form.check(app.clock.today())?;
    let how = Circumstances { once: once_key(&headers, &form), invented: app.settings.demo };
    let call = verbs::open(&app, &reader, &code, told, how).await?;
    Ok((StatusCode::CREATED, item(&app, &reader, call).await?))
}

/// Answers a call for another clinic.
#[utoipa::path(post, path = "/api/v1/network-calls/{code}/answer", operation_id = "network_call.answer",
    request_body = NetworkAnswerForm, params(IdempotencyKey), responses((status = 200, body = NetworkCallItem)))]
async fn answer(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Path(code): Path<String>,
    Body(form): Body<NetworkAnswerForm>,
) -> Result<Json<NetworkCallItem>> {
    reader.must_sign_in()?;
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &call)?;
    let once = once_key(&headers, &form).map(|key| format!("{code} {key}"));
    let call = verbs::answer(&app, &reader, &code, form.check()?, once).await?;
    item(&app, &reader, call).await
}

/// Takes an answer back.
#[utoipa::path(post, path = "/api/v1/network-calls/{code}/withdraw", operation_id = "network_call.withdraw",
    request_body = NetworkAnswerNumber, responses((status = 200, body = NetworkCallItem)))]
async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NetworkAnswerNumber>,
) -> Result<Json<NetworkCallItem>> {
    reader.must_sign_in()?;
    let call = verbs::withdraw(&app, &reader, &code, form.check()?, form.seen()).await?;
    item(&app, &reader, call).await
}

/// Uses the technology that an answer proposes: the match is confirmed, with who proposed it as its first
/// reason, and the call ends by this answer.
#[utoipa::path(post, path = "/api/v1/network-calls/{code}/confirm", operation_id = "network_call.confirm",
    request_body = NetworkAnswerNumber, responses((status = 200, body = NetworkCallItem)))]
async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NetworkAnswerNumber>,
) -> Result<Json<NetworkCallItem>> {
    reader.must_sign_in()?;
    let (_, need) = verbs_seen::seen(&app, &reader, &code).await?;
    needs::may_analyse(&reader, &need)?;
    verbs::confirm(&app, &reader, &code, form.check()?, form.seen()).await?;
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    item(&app, &reader, call).await
}

/// Ends a call: by one of its answers, or without and why.
#[utoipa::path(post, path = "/api/v1/network-calls/{code}/close", operation_id = "network_call.close",
    request_body = NetworkCallEnding, responses((status = 200, body = NetworkCallItem)))]
async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<NetworkCallEnding>,
) -> Result<Json<NetworkCallItem>> {
    reader.must_sign_in()?;
    let call = verbs::close(&app, &reader, &code, form.check()?, form.seen()).await?;
    item(&app, &reader, call).await
}
