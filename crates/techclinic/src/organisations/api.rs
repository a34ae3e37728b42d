//! The JSON face of organisations and clinics.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, Narrowed, Path, once_key};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::clinic::Clinic;
use super::forms::{ClinicForm, OrganisationForm};
use super::organisation::{Organisation, OrganisationKind};
use super::store::{self, Filter, OrganisationFilter, Row};
use super::verbs;
use crate::app::{App, Routes};
use crate::rights::Reader;

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list, register_clinic)).routes(routes!(show)).routes(routes!(organisations, register))
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
    /// How to reach its office.
    contact: Option<String>,
}

impl From<Row> for ClinicItem {
    fn from(row: Row) -> Self {
        Self {
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
            province: row.province,
            contact: row.contact,
        }
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
}

/// An organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationItem {
    /// Short code.
    code: String,
    /// What it is.
    #[schema(value_type = OrganisationKind)]
    kind: &'static str,
    /// Its name in Thai.
    name_th: String,
    /// Its name in English.
    name_en: Option<String>,
    /// Official code of the province it stands in.
    province: Option<String>,
}

impl From<Organisation> for OrganisationItem {
    fn from(Organisation { told, .. }: Organisation) -> Self {
        Self {
            code: told.code,
            kind: told.kind.as_str(),
            name_th: told.name.th,
            name_en: told.name.en,
            province: told.province,
        }
    }
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
async fn show(State(app): State<App>, Path(code): Path<String>) -> Result<Json<ClinicWhole>> {
    let clinic = store::find_clinic(&app.db, &code).await?.ok_or(Error::NotFound)?;
    Ok(Json(whole(&app, clinic).await?))
}

async fn whole(app: &App, clinic: Clinic) -> Result<ClinicWhole> {
    let institutes = store::list_institutes(&app.db, clinic.id).await?;
    let item = ClinicItem {
        code: clinic.code,
        name_th: clinic.name.th,
        name_en: clinic.name.en,
        province: clinic.province,
        contact: clinic.contact,
    };
    Ok(ClinicWhole {
        item,
        answers_for: clinic.answers_for,
        institutes: institutes.into_iter().map(|one| one.told.code).collect(),
    })
}

/// Organisations of the network.
#[utoipa::path(get, path = "/api/v1/organisations", operation_id = "organisation.list",
    params(OrganisationFilter), responses((status = 200, body = Listing<OrganisationItem>)))]
async fn organisations(
    State(app): State<App>,
    Narrowed(filter): Narrowed<OrganisationFilter>,
) -> Result<Json<Listing<OrganisationItem>>> {
    Ok(Json(store::page_of_organisations(&app.db, &filter).await?.map(OrganisationItem::from)))
}

/// Enters an organisation.
#[utoipa::path(post, path = "/api/v1/organisations", operation_id = "organisation.register",
    request_body = OrganisationForm, params(IdempotencyKey), responses((status = 201, body = OrganisationItem)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<OrganisationForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let once = once_key(&headers, &form);
    let organisation = verbs::register(&app, &reader, form.check()?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(OrganisationItem::from(organisation))).into_response())
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
    Ok((StatusCode::CREATED, Json(whole(&app, clinic).await?)).into_response())
}
