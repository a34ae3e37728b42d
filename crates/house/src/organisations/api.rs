//! The JSON face of clinics.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kit::db::listing::Listing;
use kit::show::Bilingual;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path, once_key, tagged};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::clinic::Clinic;
use super::contact::{Contacts, kept_phone};
use super::forms::{ClinicForm, ContactsCorrection, InstituteForm};
use super::store::{self, Filter, Row};
use super::verbs;
use crate::app::{App, Routes};
use crate::rights::Reader;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register_clinic))
        .routes(routes!(show))
        .routes(routes!(correct_clinic))
        .routes(routes!(correct_contacts))
        .routes(routes!(add_institute))
        .routes(routes!(remove_institute))
}

/// A clinic in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ClinicItem {
    /// Short code.
    code: String,
    /// Its name in Thai.
    name_th: String,
    /// Its name in English.
    name_en: Option<String>,
    /// Official code of the province it stands in.
    province: String,
    /// Telephone of its office: `+66…`, with extensions after ` ext `.
    phone: Option<String>,
    /// Its page in the web.
    web: Option<String>,
    /// Other ways to reach its office, in words.
    contact: Option<String>,
}

impl ClinicItem {
    fn new(code: String, name: Bilingual, province: String, contacts: &Contacts) -> Self {
        Self {
            code,
            name_th: name.th,
            name_en: name.en,
            province,
            phone: contacts.phone.as_ref().map(kept_phone),
            web: contacts.web.clone(),
            contact: contacts.other.clone(),
        }
    }
}

impl From<Row> for ClinicItem {
    fn from(row: Row) -> Self {
        let (name, contacts) = (row.name(), row.contacts());
        Self::new(row.code, name, row.province, &contacts)
    }
}

/// One clinic whole.
#[derive(Serialize, ToSchema)]
pub(super) struct ClinicWhole {
    #[serde(flatten)]
    item: ClinicItem,
    /// Official codes of the provinces it answers for.
    answers_for: Vec<String>,
    /// Codes of the institutes that form its network.
    institutes: Vec<String>,
    /// Where letters and visitors go.
    address: Option<String>,
    /// E-mail address of its office; only for whoever has signed in.
    email: Option<String>,
    /// For `If-Match`.
    version: i64,
}

/// Clinics.
#[utoipa::path(get, path = "/api/v1/clinics", operation_id = "clinic.list",
    params(Filter), responses((status = 200, body = Listing<ClinicItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<ClinicItem>>> {
    Ok(Json(store::list_clinics(&app.db, &filter).await?.map(ClinicItem::from)))
}

/// One clinic, with the provinces it answers for.
#[utoipa::path(get, path = "/api/v1/clinics/{code}", operation_id = "clinic.show",
    responses((status = 200, body = ClinicWhole)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let clinic = store::find_clinic(&app.db, &code).await?.ok_or(Error::NotFound)?;
    answer(&app, &reader, clinic, StatusCode::OK).await
}

async fn answer(app: &App, reader: &Reader, clinic: Clinic, status: StatusCode) -> Result<Response> {
    let institutes = store::list_institutes(&app.db, clinic.id).await?;
    let whole = ClinicWhole {
        item: ClinicItem::new(clinic.code, clinic.name, clinic.province, &clinic.contacts),
        answers_for: clinic.answers_for,
        institutes: institutes.into_iter().map(|one| one.told.code).collect(),
        address: clinic.contacts.address,
        // As on the page: no program gathers addresses here.
        email: clinic.contacts.email.filter(|_| reader.must_sign_in().is_ok()),
        version: clinic.version,
    };
    Ok(tagged(status, whole.version, whole))
}

/// Enters a clinic of an organisation.
#[utoipa::path(post, path = "/api/v1/clinics", operation_id = "clinic.register",
    request_body = ClinicForm, params(IdempotencyKey), responses((status = 201, body = ClinicWhole)))]
async fn register_clinic(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<ClinicForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let once = once_key(&headers, &form);
    let clinic = verbs::register_entry(&app, &reader, form.check()?, once.as_deref()).await?;
    answer(&app, &reader, clinic, StatusCode::CREATED).await
}

/// Puts a clinic right: the whole form stands in the place of what was there. Its code stays.
#[utoipa::path(post, path = "/api/v1/clinics/{code}/correct", operation_id = "clinic.correct",
    request_body = ClinicForm, params(IfMatch), responses((status = 200, body = ClinicWhole)))]
async fn correct_clinic(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<ClinicForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    form.code.clone_from(&code);
    form.version = if_match(&headers).unwrap_or(form.version);
    let clinic = verbs::correct_clinic(&app, &reader, &code, form.check()?, form.seen()).await?;
    answer(&app, &reader, clinic, StatusCode::OK).await
}

/// Puts right how to reach the office of a clinic: the whole form stands in the place of what was there.
#[utoipa::path(post, path = "/api/v1/clinics/{code}/correct-contacts", operation_id = "clinic.correct_contacts",
    request_body = ContactsCorrection, params(IfMatch), responses((status = 200, body = ClinicWhole)))]
async fn correct_contacts(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<ContactsCorrection>,
) -> Result<Response> {
    reader.must_sign_in()?;
    form.version = if_match(&headers).unwrap_or(form.version);
    let clinic = verbs::correct_contacts(&app, &reader, &code, form.check()?, form.seen()).await?;
    answer(&app, &reader, clinic, StatusCode::OK).await
}

/// A further institute belongs to a clinic.
#[utoipa::path(post, path = "/api/v1/clinics/{code}/add-institute", operation_id = "clinic.add_institute",
    request_body = InstituteForm, responses((status = 200, body = ClinicWhole)))]
async fn add_institute(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<InstituteForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let joins = form.check_joining(app.clock.today())?;
    let clinic = verbs::add_institute(&app, &reader, &code, joins).await?;
    answer(&app, &reader, clinic, StatusCode::OK).await
}

/// An institute leaves a clinic.
#[utoipa::path(post, path = "/api/v1/clinics/{code}/remove-institute", operation_id = "clinic.remove_institute",
    request_body = InstituteForm, responses((status = 200, body = ClinicWhole)))]
async fn remove_institute(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<InstituteForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let leaves = form.check_leaving(app.clock.today())?;
    let clinic = verbs::remove_institute(&app, &reader, &code, leaves).await?;
    answer(&app, &reader, clinic, StatusCode::OK).await
}

/// The version a caller read, from its header.
pub(super) fn if_match(headers: &HeaderMap) -> Option<String> {
    headers.get("if-match").and_then(|value| value.to_str().ok()).map(str::to_owned)
}
