//! The JSON face of technologies: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path, once_key};
use kit::{Error, Result};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::benefit::Benefit;
use super::forms::TechnologyForm;
use super::policy;
use super::store::{self, Filter, Row};
use super::technology::{Kind, Status, Technology};
use super::verbs::{self, Circumstances};
use crate::accounts::Reader;
use crate::app::{App, Routes};
use crate::organisations::{self, ClinicName};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show, revise))
        .routes(routes!(publish))
        .routes(routes!(archive))
}

/// A technology, as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TechnologyItem {
    /// Short code.
    code: String,
    /// Its name in Thai.
    #[serde(serialize_with = "kit::mask::public")]
    name_th: String,
    /// Its name in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    name_en: Option<String>,
    /// What it does.
    #[serde(serialize_with = "kit::mask::public")]
    summary_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    summary_en: Option<String>,
    /// The field of knowledge.
    field: String,
    /// What it is.
    #[schema(value_type = Kind)]
    kind: String,
    /// Code of the clinic that offers it.
    clinic: String,
    /// Official code of its province.
    province: String,
    /// Technology readiness level, 1 to 9.
    readiness: Option<i32>,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
}

impl TechnologyItem {
    /// Its short code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its name in Thai.
    pub fn name_th(&self) -> &str {
        &self.name_th
    }

    /// A row of a list, with the clinic that offers it.
    pub fn new(row: Row, clinics: &HashMap<Uuid, ClinicName>) -> Self {
        Self {
            clinic: clinics.get(&row.clinic_id).map(|clinic| clinic.code.clone()).unwrap_or_default(),
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
            summary_th: row.summary_th,
            summary_en: row.summary_en,
            field: row.field,
            kind: row.kind,
            province: row.province,
            readiness: row.readiness,
            status: row.status,
        }
    }
}

/// One technology whole.
#[derive(Serialize, ToSchema)]
pub(super) struct TechnologyWhole {
    #[serde(flatten)]
    item: TechnologyItem,
    /// Whose it is; of local wisdom the credit its holder chose.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    holder: Option<String>,
    /// Under which conditions it may be used.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    conditions: Option<String>,
    /// Papers, certificates, tests.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    evidence: Option<String>,
    /// What it is good for, as its clinic says.
    #[schema(value_type = Vec<Benefit>)]
    benefits: Vec<&'static str>,
    /// For `If-Match`.
    version: i64,
}

/// Published technologies; the best first when words are given, else the newest.
#[utoipa::path(get, path = "/api/v1/technologies", operation_id = "technology.list",
    params(Filter), responses((status = 200, body = Listing<TechnologyItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<TechnologyItem>>> {
    let rows = store::list(&app.db, &filter).await?;
    let clinics = organisations::clinic_names(&app.db, rows.items.iter().map(|row| row.clinic_id)).await?;
    Ok(Json(rows.map(|row| TechnologyItem::new(row, &clinics))))
}

/// One technology whole.
#[utoipa::path(get, path = "/api/v1/technologies/{code}", operation_id = "technology.show",
    responses((status = 200, body = TechnologyWhole)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &technology)?;
    answer(&app, technology, StatusCode::OK).await
}

async fn answer(app: &App, technology: Technology, status: StatusCode) -> Result<Response> {
    let clinics = organisations::clinic_names(&app.db, [technology.clinic]).await?;
    let told = technology.told;
    let whole = TechnologyWhole {
        holder: told.public_holder().map(str::to_owned),
        conditions: told.conditions,
        evidence: told.evidence,
        benefits: told.benefits.iter().map(|benefit| benefit.as_str()).collect(),
        version: technology.version,
        item: TechnologyItem {
            code: technology.code,
            name_th: told.name.th,
            name_en: told.name.en,
            summary_th: told.summary.th,
            summary_en: told.summary.en,
            field: told.field,
            kind: told.kind.as_str().to_owned(),
            clinic: clinics.get(&technology.clinic).map(|clinic| clinic.code.clone()).unwrap_or_default(),
            province: told.province,
            readiness: told.readiness,
            status: technology.status.as_str().to_owned(),
        },
    };
    let tag = format!("\"{}\"", whole.version);
    Ok((status, [("etag", tag)], Json(whole)).into_response())
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Enters a technology as a draft of its clinic.
#[utoipa::path(post, path = "/api/v1/technologies", operation_id = "technology.register",
    request_body = TechnologyForm, params(IdempotencyKey), responses((status = 201, body = TechnologyWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<TechnologyForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let clinic = organisations::find_clinic(&app.db, form.clinic.trim()).await?;
    let once = once_key(&headers, &form);
    let (clinic, told) = form.check_for(clinic)?;
    let how = Circumstances { once, invented: app.settings.demo };
    let technology = verbs::register(&app, &reader, &clinic, told, how).await?;
    answer(&app, technology, StatusCode::CREATED).await
}

/// Changes a technology: the whole form stands in the place of what was there.
#[utoipa::path(put, path = "/api/v1/technologies/{code}", operation_id = "technology.revise",
    request_body = TechnologyForm, params(IfMatch), responses((status = 200, body = TechnologyWhole)))]
async fn revise(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<TechnologyForm>,
) -> Result<Response> {
    if let Some(version) = header(&headers, "if-match") {
        form.version = version;
    }
    verbs::revise(&app, &reader, &code, form.check()?, form.version()).await?;
    let technology = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    answer(&app, technology, StatusCode::OK).await
}

/// Publishes a draft.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/publish", operation_id = "technology.publish",
    responses((status = 200, body = TechnologyWhole)))]
async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = verbs::publish(&app, &reader, &code).await?;
    answer(&app, technology, StatusCode::OK).await
}

/// Takes a technology out of the lists; what refers to it stays.
#[utoipa::path(post, path = "/api/v1/technologies/{code}/archive", operation_id = "technology.archive",
    responses((status = 200, body = TechnologyWhole)))]
async fn archive(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = verbs::archive(&app, &reader, &code).await?;
    answer(&app, technology, StatusCode::OK).await
}
