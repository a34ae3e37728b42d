//! The JSON face of organisations: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::web::{Body, Check, IdempotencyKey, IfMatch, Narrowed, Narrows, Path, narrow, once_key, tagged};
use kit::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::api::if_match;
use super::forms_organisations::{NameForm, OrganisationForm, SuccessionForm};
use super::name::DatedName;
use super::organisation::{Organisation, OrganisationKind};
use super::store::OrganisationFilter;
use super::{store_organisations as store, verbs_organisations as verbs};
use crate::app::{App, Routes};
use crate::rights::Reader;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(organisations, register))
        .routes(routes!(show))
        .routes(routes!(rename))
        .routes(routes!(succeed))
        .routes(routes!(correct))
}

/// An organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationItem {
    /// Short code.
    code: String,
    /// What it is.
    #[schema(value_type = OrganisationKind)]
    kind: &'static str,
    /// Its latest name in Thai.
    name_th: String,
    /// The same in English.
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

/// A name and the days on which it was borne.
#[derive(Serialize, ToSchema)]
pub(super) struct NameItem {
    /// In Thai.
    name_th: String,
    /// In English.
    name_en: Option<String>,
    /// Its abbreviation.
    short: Option<String>,
    /// The first day; not there where no source says.
    from: Option<NaiveDate>,
    /// The last day; not there: until the next name, or still.
    to: Option<NaiveDate>,
    /// What says so.
    source: Option<String>,
}

impl From<&DatedName> for NameItem {
    fn from(one: &DatedName) -> Self {
        Self {
            name_th: one.name.th.clone(),
            name_en: one.name.en.clone(),
            short: one.short.clone(),
            from: one.from,
            to: one.to,
            source: one.source.clone(),
        }
    }
}

/// One organisation whole.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationWhole {
    #[serde(flatten)]
    item: OrganisationItem,
    /// The name it bore on the day that was asked for.
    name_on: Option<NameItem>,
    /// All its names, the oldest first.
    names: Vec<NameItem>,
    /// Codes of the organisations it followed.
    predecessors: Vec<String>,
    /// Codes of the organisations that followed it.
    successors: Vec<String>,
    /// For `If-Match`.
    version: i64,
}

/// Organisations of the network, in the order of a Thai dictionary.
#[utoipa::path(get, path = "/api/v1/organisations", operation_id = "organisation.list",
    params(OrganisationFilter), responses((status = 200, body = Listing<OrganisationItem>)))]
async fn organisations(
    State(app): State<App>,
    Narrowed(filter): Narrowed<OrganisationFilter>,
) -> Result<Json<Listing<OrganisationItem>>> {
    Ok(Json(store::page_of_organisations(&app.db, &filter).await?.map(OrganisationItem::from)))
}

/// As of when.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct On {
    /// The day of a document: `name_on` is what it calls the organisation.
    on: Option<NaiveDate>,
}

impl Narrows for On {
    const CHECKS: &'static [(&'static str, Check)] = &[("on", narrow::day)];
}

/// One organisation, with its names over time and those before and after it.
#[utoipa::path(get, path = "/api/v1/organisations/{code}", operation_id = "organisation.show",
    params(On), responses((status = 200, body = OrganisationWhole)))]
async fn show(State(app): State<App>, Path(code): Path<String>, Narrowed(when): Narrowed<On>) -> Result<Response> {
    answer(&app, &code, when.on, StatusCode::OK).await
}

async fn answer(app: &App, code: &str, on: Option<NaiveDate>, status: StatusCode) -> Result<Response> {
    let one = store::find_organisation(&app.db, code).await?.ok_or(Error::NotFound)?;
    let names = store::list_names(&app.db, [one.id]).await?.remove(&one.id);
    let steps = store::list_successions_of(&app.db, one.id).await?;
    let ends = steps.iter().flat_map(|step| [step.predecessor, step.successor]);
    let others: HashMap<Uuid, Organisation> = store::find_many(&app.db, ends).await?;
    let code_of = |id: Uuid| others.get(&id).map(|other| other.told.code.clone());
    let whole = OrganisationWhole {
        name_on: on.and_then(|on| names.as_ref()?.on(on).map(NameItem::from)),
        names: names.iter().flat_map(|names| names.all()).map(NameItem::from).collect(),
        predecessors: steps
            .iter()
            .filter(|step| step.successor == one.id)
            .filter_map(|step| code_of(step.predecessor))
            .collect(),
        successors: steps
            .iter()
            .filter(|step| step.predecessor == one.id)
            .filter_map(|step| code_of(step.successor))
            .collect(),
        version: one.version,
        item: OrganisationItem::from(one),
    };
    Ok(tagged(status, whole.version, whole))
}

/// Enters an organisation.
#[utoipa::path(post, path = "/api/v1/organisations", operation_id = "organisation.register",
    request_body = OrganisationForm, params(IdempotencyKey), responses((status = 201, body = OrganisationWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<OrganisationForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let once = once_key(&headers, &form);
    let organisation = verbs::register(&app, &reader, (form.check()?, form.is_another()), once.as_deref()).await?;
    answer(&app, &organisation.told.code, None, StatusCode::CREATED).await
}

/// It bears another name from a day on.
#[utoipa::path(post, path = "/api/v1/organisations/{code}/rename", operation_id = "organisation.rename",
    request_body = NameForm, params(IfMatch), responses((status = 200, body = OrganisationWhole)))]
async fn rename(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<NameForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    form.version = if_match(&headers).unwrap_or(form.version);
    let name = form.check_new(app.clock.today())?;
    verbs::rename(&app, &reader, &code, (name, form.is_another()), form.seen()).await?;
    answer(&app, &code, None, StatusCode::OK).await
}

/// Another organisation follows it.
#[utoipa::path(post, path = "/api/v1/organisations/{code}/succeed", operation_id = "organisation.succeed",
    request_body = SuccessionForm, responses((status = 200, body = OrganisationWhole)))]
async fn succeed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<SuccessionForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    verbs::succeed(&app, &reader, &code, form.check(app.clock.today())?).await?;
    answer(&app, &code, None, StatusCode::OK).await
}

/// Puts right what it is, where it stands and its latest name.
#[utoipa::path(post, path = "/api/v1/organisations/{code}/correct", operation_id = "organisation.correct",
    request_body = NameForm, params(IfMatch), responses((status = 200, body = OrganisationWhole)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<NameForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    form.version = if_match(&headers).unwrap_or(form.version);
    let correction = form.check_correction(app.clock.today())?;
    verbs::correct(&app, &reader, &code, (correction, form.is_another()), form.seen()).await?;
    answer(&app, &code, None, StatusCode::OK).await
}
