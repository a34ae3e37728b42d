//! The JSON face of expressions of interest: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::message::msg;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, client_address, once_key};
use kit::{Error, FormErrors, Result, Timestamp};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::forms::InterestForm;
use super::interest::{Interest, Status, WORDS_MOST};
use super::policy;
use super::store::{self, Filter};
use super::verbs;
use crate::technologies;
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::organisations::{self, ClinicName};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(answer))
        .routes(routes!(take_up))
        .routes(routes!(close))
}

/// What whoever asks keeps.
#[derive(Serialize, ToSchema)]
struct InterestReceipt {
    /// The secret by which they follow it at `/interests/{tracking_code}`.
    tracking_code: String,
    /// Code of the clinic that answers.
    clinic: String,
}

/// That somebody wants a technology, for the clinic that answers.
#[derive(Serialize, ToSchema)]
struct InterestItem {
    /// Short code.
    code: String,
    /// Code of the technology.
    technology: String,
    /// Code of the clinic that answers.
    clinic: String,
    /// Who asks.
    name: String,
    /// How to reach them.
    contact: String,
    /// Official code of their province.
    province: String,
    /// Their village.
    village: Option<String>,
    /// What they want it for; null where its words wait for the clinic to look at them, and the reader only
    /// sees it.
    words: Option<String>,
    /// Are its words for the clinic to read first: rude, accusing a person, or unreadable?
    held: bool,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: &'static str,
    /// The reply.
    reply: Option<String>,
    /// When it was said, ISO 8601.
    #[schema(value_type = String)]
    created_at: Timestamp,
    /// Counts changes.
    version: i64,
}

/// The names of what interests refer to.
struct Names {
    technologies: HashMap<Uuid, technologies::Row>,
    clinics: HashMap<Uuid, ClinicName>,
}

impl Names {
    async fn of(app: &App, interests: &[Interest]) -> Result<Self> {
        Ok(Self {
            technologies: technologies::find_many(&app.db, interests.iter().map(|one| one.technology)).await?,
            clinics: organisations::clinic_names(&app.db, interests.iter().map(|one| one.clinic)).await?,
        })
    }

    fn item(&self, reader: &Reader, one: Interest) -> InterestItem {
        let shown = policy::may_read_words(reader, &one);
        InterestItem {
            technology: self.technologies.get(&one.technology).map(|row| row.code.clone()).unwrap_or_default(),
            clinic: self.clinics.get(&one.clinic).map(|clinic| clinic.code.clone()).unwrap_or_default(),
            code: one.code,
            name: one.told.name,
            contact: one.told.contact,
            province: one.told.province,
            village: one.told.village,
            words: Some(one.told.words).filter(|_| shown),
            held: one.held,
            status: one.status.as_str(),
            reply: one.reply,
            created_at: one.created_at,
            version: one.version,
        }
    }
}

async fn answered(app: &App, reader: &Reader, one: Interest) -> Result<Json<InterestItem>> {
    let names = Names::of(app, std::slice::from_ref(&one)).await?;
    Ok(Json(names.item(reader, one)))
}

/// Those who want a technology, for the clinics one works for: the latest first.
#[utoipa::path(get, path = "/api/v1/interests", operation_id = "interest.list",
    params(Filter), responses((status = 200, body = Listing<InterestItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<InterestItem>>> {
    policy::may_list(&reader)?;
    let interests = store::list(&app.db, policy::clinics(&reader), &filter).await?;
    let names = Names::of(&app, &interests.items).await?;
    Ok(Json(interests.map(|one| names.item(&reader, one))))
}

/// One of them.
#[utoipa::path(get, path = "/api/v1/interests/{code}", operation_id = "interest.show",
    responses((status = 200, body = InterestItem)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<InterestItem>> {
    reader.must_sign_in()?;
    let interest = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &interest)?;
    answered(&app, &reader, interest).await
}

/// Says that somebody wants a technology; anyone may.
#[utoipa::path(post, path = "/api/v1/interests", operation_id = "interest.register",
    request_body = InterestForm, params(IdempotencyKey), responses((status = 201, body = InterestReceipt)))]
async fn register(
    State(app): State<App>,
    extensions: Extensions,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<InterestForm>,
) -> Result<(StatusCode, Json<InterestReceipt>)> {
    app.public_throttle.count(format!("interests {}", client_address(&extensions)))?;
    let how = Circumstances { once: once_key(&headers, &form), invented: app.settings.demo };
    let told = form.check()?;
    if reader.who().is_none() && form.is_hasty(app.clock.now()) {
        return Err(FormErrors::whole(msg("interests-send-again")).into());
    }
    let one = verbs::tell(&app, &reader, client_address(&extensions), (&form.technology, told), how).await?;
    let mut names = organisations::clinic_names(&app.db, [one.clinic]).await?;
    let clinic = names.remove(&one.clinic).map(|clinic| clinic.code).unwrap_or_default();
    Ok((StatusCode::CREATED, Json(InterestReceipt { tracking_code: one.tracking_code, clinic })))
}

/// Replies to whoever asked.
#[utoipa::path(post, path = "/api/v1/interests/{code}/answer", operation_id = "interest.answer",
    request_body = TextForm, responses((status = 200, body = InterestItem)))]
async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<InterestItem>> {
    reader.must_sign_in()?;
    answered(&app, &reader, verbs::answer(&app, &reader, &code, form.check(WORDS_MOST)?, form.seen()).await?).await
}

/// Makes a need of it.
#[utoipa::path(post, path = "/api/v1/interests/{code}/take-up", operation_id = "interest.take_up",
    responses((status = 200, body = InterestItem)))]
async fn take_up(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Json<InterestItem>> {
    reader.must_sign_in()?;
    let (interest, _) = verbs::take_up(&app, &reader, &code, None).await?;
    answered(&app, &reader, interest).await
}

/// Closes it, with the reason for whoever asked.
#[utoipa::path(post, path = "/api/v1/interests/{code}/close", operation_id = "interest.close",
    request_body = TextForm, responses((status = 200, body = InterestItem)))]
async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<TextForm>,
) -> Result<Json<InterestItem>> {
    reader.must_sign_in()?;
    answered(&app, &reader, verbs::close(&app, &reader, &code, form.check(WORDS_MOST)?, form.seen()).await?).await
}
