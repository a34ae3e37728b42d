//! The JSON face of organisations and clinics.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use kit::db::listing::Listing;
use kit::web::{Body, Path, Query, once_key};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::clinic::Clinic;
use super::forms::{ClinicForm, OrganisationForm};
use super::organisation::Organisation;
use super::store::{self, Filter, Row};
use super::verbs;
use crate::app::App;
use crate::rights::Reader;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/clinics", get(list).post(register_clinic))
        .route("/api/v1/clinics/{code}", get(show))
        .route("/api/v1/organisations", get(organisations).post(register))
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

async fn list(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Json<Listing<ClinicItem>>> {
    Ok(Json(store::list_clinics(&app.db, &filter).await?.map(ClinicItem::from)))
}

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

async fn organisations(
    State(app): State<App>,
    Query(filter): Query<Filter>,
) -> Result<Json<Listing<OrganisationItem>>> {
    Ok(Json(store::page_of_organisations(&app.db, &filter).await?.map(OrganisationItem::from)))
}

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
