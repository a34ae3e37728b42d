//! The JSON face of villages: the same lists and verbs.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kit::db::listing::Listing;
use kit::web::{Body, Check, IdempotencyKey, IfMatch, Narrowed, Narrows, Path, once_key, tagged};
use kit::{Error, Result};
use serde::Serialize;
use thai::FiscalYear;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::coverage::ProvinceCoverage;
use super::filter::Filter;
use super::forms::{ProgressForm, VillageForm};
use super::store;
use super::store_lists::{self, Row};
use super::verbs;
use super::village::{Kind, Progress, Status, Village};
use brokerage::technologies;
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::organisations::{self, ClinicName};
use house::places;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(coverage))
        .routes(routes!(show, correct))
        .routes(routes!(record_progress))
}

/// A village in a list.
#[derive(Serialize, ToSchema)]
struct VillageItem {
    /// Short code.
    code: String,
    /// Which programme it belongs to.
    #[schema(value_type = Kind)]
    kind: String,
    /// Its name in Thai.
    name_th: String,
    /// Its name in English.
    name_en: Option<String>,
    /// Official code of the province.
    province: String,
    /// Official code of the district.
    district: String,
    /// Code of the clinic responsible.
    clinic: Option<String>,
    /// The lead occupation.
    occupation: Option<String>,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
    /// Made up for the demonstration.
    invented: bool,
}

impl VillageItem {
    fn new(row: Row, clinics: &HashMap<Uuid, ClinicName>) -> Self {
        let clinic = row.clinic_id.and_then(|id| clinics.get(&id)).map(|clinic| clinic.code.clone());
        Self {
            code: row.code,
            kind: row.kind,
            name_th: row.name_th,
            name_en: row.name_en,
            province: row.province,
            district: row.district,
            clinic,
            occupation: row.occupation,
            status: row.status,
            invented: row.invented,
        }
    }
}

/// What a fiscal year brought.
#[derive(Serialize, ToSchema)]
struct VillageYear {
    /// The year, Buddhist era.
    fiscal_year: i32,
    /// What was done and what came of it.
    told: String,
    /// Steps of the value chain, in order.
    value_chain: Vec<String>,
}

impl From<Progress> for VillageYear {
    fn from(one: Progress) -> Self {
        let value_chain = one.steps().into_iter().map(str::to_owned).collect();
        Self { fiscal_year: one.fiscal_year, told: one.told, value_chain }
    }
}

/// One village whole.
#[derive(Serialize, ToSchema)]
struct VillageWhole {
    #[serde(flatten)]
    item: VillageItem,
    /// Official code of the subdistrict.
    subdistrict: Option<String>,
    /// Fiscal years that paid for it, Buddhist era.
    years: Vec<i32>,
    /// Codes of the technologies it applies.
    technologies: Vec<String>,
    /// Code of the village it learned from.
    mother: Option<String>,
    /// Codes of the villages that learned from it.
    daughters: Vec<String>,
    /// What the years brought, the latest first.
    progress: Vec<VillageYear>,
    /// Where it is known from.
    source: Option<String>,
    /// Anything else worth knowing.
    note: Option<String>,
    /// For `If-Match`.
    version: i64,
}

/// Villages in Thai order.
#[utoipa::path(get, path = "/api/v1/villages", operation_id = "village.list",
    params(Filter), responses((status = 200, body = Listing<VillageItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<VillageItem>>> {
    let clinic = match filter.clinic.as_str() {
        "" => None,
        code => organisations::find_clinic(&app.db, code).await?.map(|clinic| clinic.id),
    };
    let rows = store_lists::list(&app.db, &filter, clinic).await?;
    let clinics = organisations::clinic_names(&app.db, rows.items.iter().filter_map(|row| row.clinic_id)).await?;
    Ok(Json(rows.map(|row| VillageItem::new(row, &clinics))))
}

/// Which province is looked at.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Within {
    /// Official code of a province; all of them when empty.
    province: String,
}

impl Narrows for Within {
    const CHECKS: &'static [(&'static str, Check)] = &[("province", places::narrows_province)];
}

/// Where there are host villages, and where none.
#[derive(Serialize, ToSchema)]
struct VillageCoverage {
    /// Villages in the whole country.
    villages: i64,
    /// Districts that have one.
    districts: usize,
    /// Provinces that have one.
    provinces: usize,
    /// The provinces asked for.
    items: Vec<VillageProvince>,
}

/// A province with its districts.
#[derive(Serialize, ToSchema)]
struct VillageProvince {
    /// Official code.
    province: String,
    /// Villages in it.
    villages: i64,
    /// Its districts.
    districts: usize,
    /// How many of them have a village.
    districts_with: usize,
    /// Official codes of the districts that have none.
    districts_without: Vec<String>,
}

impl From<&ProvinceCoverage> for VillageProvince {
    fn from(one: &ProvinceCoverage) -> Self {
        Self {
            province: one.code(),
            villages: one.villages(),
            districts: one.districts.len(),
            districts_with: one.reached(),
            districts_without: one.gaps().into_iter().map(super::coverage::DistrictCoverage::code).collect(),
        }
    }
}

/// Counts of host villages by province, and the districts that have none.
#[utoipa::path(get, path = "/api/v1/villages/coverage", operation_id = "village.coverage",
    params(Within), responses((status = 200, body = VillageCoverage)))]
async fn coverage(State(app): State<App>, Narrowed(within): Narrowed<Within>) -> Result<Json<VillageCoverage>> {
    let coverage = store_lists::coverage(&app.db).await?;
    let asked = |one: &&ProvinceCoverage| within.province.is_empty() || one.code() == within.province;
    Ok(Json(VillageCoverage {
        villages: coverage.villages(),
        districts: coverage.districts(),
        provinces: coverage.reached(),
        items: coverage.provinces.iter().filter(asked).map(VillageProvince::from).collect(),
    }))
}

/// One village whole.
#[utoipa::path(get, path = "/api/v1/villages/{code}", operation_id = "village.show",
    responses((status = 200, body = VillageWhole)))]
async fn show(State(app): State<App>, Path(code): Path<String>) -> Result<Response> {
    let village = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    answer(&app, village, StatusCode::OK).await
}

/// Daughters told of at most.
const KIN: u64 = 1_000;

async fn answer(app: &App, village: Village, status: StatusCode) -> Result<Response> {
    let clinics = organisations::clinic_names(&app.db, village.told.clinic).await?;
    let applied = technologies::find_many(&app.db, village.told.technologies.iter().copied()).await?;
    let kin = store_lists::list_kin(&app.db, village.id, village.told.mother, KIN).await?;
    let (mother, daughters): (Vec<_>, Vec<_>) = kin.into_iter().partition(|row| Some(row.id) == village.told.mother);
    let progress = store::list_progress(&app.db, village.id).await?;
    let told = village.told;
    let whole = VillageWhole {
        item: VillageItem {
            code: village.code,
            kind: told.kind.as_str().to_owned(),
            name_th: told.name.th,
            name_en: told.name.en,
            province: told.province,
            district: told.district,
            clinic: clinics.into_values().next().map(|clinic| clinic.code),
            occupation: told.occupation,
            status: told.status.as_str().to_owned(),
            invented: village.invented,
        },
        subdistrict: told.subdistrict,
        years: told.years,
        technologies: told.technologies.iter().filter_map(|id| applied.get(id)).map(|row| row.code.clone()).collect(),
        mother: mother.into_iter().next().map(|row| row.code),
        daughters: daughters.into_iter().map(|row| row.code).collect(),
        progress: progress.into_iter().map(VillageYear::from).collect(),
        source: told.source,
        note: told.note,
        version: village.version,
    };
    Ok(tagged(status, whole.version, whole))
}

/// Enters a village.
#[utoipa::path(post, path = "/api/v1/villages", operation_id = "village.register",
    request_body = VillageForm, params(IdempotencyKey), responses((status = 201, body = VillageWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<VillageForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let named = verbs::look_up(&app, &form).await?;
    let told = form.check(&named, FiscalYear::of(app.clock.today()))?;
    let how = Circumstances { once: once_key(&headers, &form), invented: app.settings.demo };
    let told = (named.clinic.as_ref(), told, form.outside.as_str());
    let village = verbs::register(&app, &reader, told, how).await?;
    answer(&app, village, StatusCode::CREATED).await
}

/// Corrects a village: the whole form stands in the place of what was there.
#[utoipa::path(put, path = "/api/v1/villages/{code}", operation_id = "village.correct",
    request_body = VillageForm, params(IfMatch), responses((status = 200, body = VillageWhole)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<VillageForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    if let Some(version) = headers.get("if-match").and_then(|value| value.to_str().ok()) {
        form.version = version.to_owned();
    }
    let named = verbs::look_up(&app, &form).await?;
    let told = form.check(&named, FiscalYear::of(app.clock.today()))?;
    let told = (named.clinic.as_ref(), told, form.outside.as_str());
    verbs::correct(&app, &reader, &code, told, form.version()).await?;
    let village = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    answer(&app, village, StatusCode::OK).await
}

/// Tells what a fiscal year brought a village.
#[utoipa::path(post, path = "/api/v1/villages/{code}/record-progress", operation_id = "village.record_progress",
    request_body = ProgressForm, params(IdempotencyKey), responses((status = 200, body = VillageWhole)))]
async fn record_progress(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<ProgressForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let told = form.check(FiscalYear::of(app.clock.today()))?;
    let once = once_key(&headers, &form);
    let village = verbs::record_progress(&app, &reader, &code, told, once).await?;
    answer(&app, village, StatusCode::OK).await
}
