//! The JSON face of agreements: the same lists and verbs.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use kit::Result;
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key, tagged};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::agreement::{Agreement, Kind, State as Standing};
use super::forms::{AgreementForm, SignForm};
use super::policy;
use super::store::{self, Filter, Row};
use super::term::{Term, When};
use super::verbs::{self, read, seen};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::attachments::ScanForm;
use house::organisations::{self, ClinicName};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(clinics_without))
        .routes(routes!(show))
        .routes(routes!(sign))
        .routes(routes!(renew))
        .routes(routes!(correct))
        .routes(routes!(attach))
}

/// A day, or the year of a day that is not known.
#[derive(Serialize, ToSchema)]
struct Moment {
    /// The day, ISO 8601.
    day: Option<NaiveDate>,
    /// The year of the Buddhist era, when the day is not known.
    year: Option<i32>,
    /// How that year counts: calendar or fiscal.
    counted: Option<&'static str>,
}

impl From<When> for Moment {
    fn from(when: When) -> Self {
        match when {
            When::Day(day) => Self { day: Some(day), year: None, counted: None },
            When::Year(year, counted) => Self { day: None, year: Some(year), counted: Some(counted.as_str()) },
        }
    }
}

/// An agreement in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct AgreementItem {
    /// Its short code.
    code: String,
    /// Between whom.
    #[schema(value_type = Kind)]
    kind: String,
    /// Code of the clinic it is about.
    clinic: Option<String>,
    /// What it is called.
    title_th: String,
    /// The same in English.
    title_en: Option<String>,
    /// When it was signed.
    signed: Option<Moment>,
    /// Surely in force from this day.
    in_force_from: Option<NaiveDate>,
    /// Surely in force to this day, included.
    in_force_to: Option<NaiveDate>,
    /// Its state today.
    #[schema(value_type = Standing)]
    state: &'static str,
    /// Days until its end, when it is in force; at least so many where only years are known.
    days_left: Option<i64>,
}

impl AgreementItem {
    fn new(row: Row, clinics: &HashMap<Uuid, ClinicName>, today: NaiveDate) -> Self {
        let standing = row.standing();
        Self {
            clinic: row.clinic_id.and_then(|id| clinics.get(&id)).map(|clinic| clinic.code.clone()),
            signed: row.signed().map(Moment::from),
            in_force_from: standing.period.from,
            in_force_to: standing.period.to,
            state: standing.state(today).as_str(),
            days_left: standing.days_left(today),
            code: row.code,
            kind: row.kind,
            title_th: row.title_th,
            title_en: row.title_en,
        }
    }
}

/// Who signed.
#[derive(Serialize, ToSchema)]
struct SignatoryItem {
    /// Their name.
    name: String,
    /// What they were at the time.
    position: Option<String>,
}

/// One agreement whole.
#[derive(Serialize, ToSchema)]
pub(super) struct AgreementWhole {
    #[serde(flatten)]
    item: AgreementItem,
    /// Who made it, as they were called then.
    parties: Vec<String>,
    /// Who signed it.
    signatories: Vec<SignatoryItem>,
    /// When work under it began.
    operates: Option<Moment>,
    /// How many years it holds.
    term_years: Option<u32>,
    /// Does it leave that to the rule of the day on which it was signed?
    term_by_rule: bool,
    /// Where it was signed.
    place: Option<String>,
    /// Which edition this is.
    edition: Option<String>,
    /// Which wording of the duties it holds.
    duties: Option<&'static str>,
    /// Where this is known from.
    source: Option<String>,
    /// Code of the agreement it renews.
    renews: Option<String>,
    /// Is its scan kept here?
    scan: bool,
    /// For `If-Match`.
    version: i64,
}

/// Agreements, the newest first; drafts for the ministry and their clinics.
#[utoipa::path(get, path = "/api/v1/agreements", operation_id = "agreement.list",
    params(Filter), responses((status = 200, body = Listing<AgreementItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<AgreementItem>>> {
    let today = app.clock.today();
    let rows = store::list(&app.db, &filter, policy::drafts(&reader), today).await?;
    let ids: Vec<Uuid> = rows.items.iter().filter_map(|row| row.clinic_id).collect();
    let clinics = organisations::clinic_names(&app.db, ids).await?;
    Ok(Json(rows.map(|row| AgreementItem::new(row, &clinics, today))))
}

/// A clinic of which no agreement is known.
#[derive(Serialize, ToSchema)]
pub(super) struct ClinicWithout {
    /// Its code.
    clinic: String,
    /// Its name.
    name_th: String,
    /// The same in English.
    name_en: Option<String>,
}

/// The clinics of which no signed agreement is known, in Thai order: for those who answer for the network.
#[utoipa::path(get, path = "/api/v1/agreements/clinics-without", operation_id = "agreement.clinics_without",
    responses((status = 200, body = Listing<ClinicWithout>)))]
async fn clinics_without(State(app): State<App>, reader: Reader) -> Result<Json<Listing<ClinicWithout>>> {
    let clinic = |one: ClinicName| ClinicWithout { clinic: one.code, name_th: one.name.th, name_en: one.name.en };
    let items = verbs::clinics_without(&app, &reader).await?.into_iter().map(clinic).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}

/// One agreement whole.
#[utoipa::path(get, path = "/api/v1/agreements/{code}", operation_id = "agreement.show",
    responses((status = 200, body = AgreementWhole)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let agreement = seen(&app, &reader, &code).await?;
    answer(&app, agreement, StatusCode::OK).await
}

async fn answer(app: &App, agreement: Agreement, status: StatusCode) -> Result<Response> {
    let today = app.clock.today();
    let names = organisations::clinic_names(&app.db, agreement.told.clinic).await?;
    let renews = match agreement.told.renews {
        Some(id) => super::store_whole::find(&app.db, id).await?.map(|one| one.code),
        None => None,
    };
    let (standing, told) = (agreement.standing(), agreement.told);
    let (term, by_rule) = (told.term_held(), told.rule().is_some());
    let item = AgreementItem {
        code: agreement.code,
        kind: told.kind.to_string(),
        clinic: names.into_values().next().map(|clinic| clinic.code),
        title_th: told.title.th,
        title_en: told.title.en,
        signed: told.signed.map(Moment::from),
        in_force_from: standing.period.from,
        in_force_to: standing.period.to,
        state: standing.state(today).as_str(),
        days_left: standing.days_left(today),
    };
    let signatory = |one: super::agreement::Signatory| SignatoryItem { name: one.name, position: one.position };
    let whole = AgreementWhole {
        item,
        parties: told.parties.into_iter().map(|party| party.name).collect(),
        signatories: told.signatories.into_iter().map(signatory).collect(),
        operates: told.operates.map(Moment::from),
        term_years: if let Term::Years(years) = term { Some(years) } else { None },
        term_by_rule: by_rule,
        place: told.place,
        edition: told.edition,
        duties: told.duties.map(super::agreement::Duties::as_str),
        source: told.source,
        renews,
        scan: agreement.scan.is_some(),
        version: agreement.version,
    };
    Ok(tagged(status, whole.version, whole))
}

/// The agreement as it is now, after a verb.
async fn after(app: &App, reader: &Reader, code: &str) -> Result<Response> {
    answer(app, seen(app, reader, code).await?, StatusCode::OK).await
}

/// Enters an agreement.
#[utoipa::path(post, path = "/api/v1/agreements", operation_id = "agreement.register",
    request_body = AgreementForm, params(IdempotencyKey), responses((status = 201, body = AgreementWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<AgreementForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let once = once_key(&headers, &form);
    let told = (read(&app, &form).await?, form.is_without_institute());
    let agreement = verbs::register(&app, &reader, told, once.as_deref()).await?;
    answer(&app, agreement, StatusCode::CREATED).await
}

/// Notes that a draft was signed.
#[utoipa::path(post, path = "/api/v1/agreements/{code}/sign", operation_id = "agreement.sign",
    request_body = SignForm, responses((status = 200, body = AgreementWhole)))]
async fn sign(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<SignForm>,
) -> Result<Response> {
    policy::may_sign(&reader, &seen(&app, &reader, &code).await?)?;
    verbs::sign(&app, &reader, &code, form.check(app.clock.today())?, form.seen()).await?;
    after(&app, &reader, &code).await
}

/// Begins the agreement that comes after this one, as a draft.
#[utoipa::path(post, path = "/api/v1/agreements/{code}/renew", operation_id = "agreement.renew",
    responses((status = 200, body = AgreementWhole)))]
async fn renew(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let renewal = verbs::renew(&app, &reader, &code).await?;
    answer(&app, renewal, StatusCode::OK).await
}

/// Mends what is written down: the whole form stands in the place of what was there.
#[utoipa::path(post, path = "/api/v1/agreements/{code}/correct", operation_id = "agreement.correct",
    request_body = AgreementForm, responses((status = 200, body = AgreementWhole)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<AgreementForm>,
) -> Result<Response> {
    policy::may_correct(&reader, &seen(&app, &reader, &code).await?)?;
    let told = (read(&app, &form).await?, form.is_without_institute());
    verbs::correct(&app, &reader, &code, told, form.seen()).await?;
    after(&app, &reader, &code).await
}

/// Keeps the scan of the signed paper: PDF, JPEG or PNG.
#[utoipa::path(post, path = "/api/v1/agreements/{code}/attach", operation_id = "agreement.attach",
    request_body = ScanForm, responses((status = 200, body = AgreementWhole)))]
async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<ScanForm>,
) -> Result<Response> {
    policy::may_attach(&reader, &seen(&app, &reader, &code).await?)?;
    verbs::attach(&app, &reader, &code, &form.name, form.check()?.into()).await?;
    after(&app, &reader, &code).await
}
