//! The JSON face of places: finding one as a person types, and local governments.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Paging};
use kit::web::{Body, Check, IdempotencyKey, Narrowed, Narrows, narrow, once_key};
use kit::{Lang, Result};
use serde::{Deserialize, Serialize};
use thai::places::{Code, Level, Place, all, search};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::code::narrows_place;
use super::forms::LocalGovernmentForm;
use super::local_government::{LocalGovernment, LocalGovernmentKind};
use super::store::{self, Filter};
use super::verbs;
use crate::app::{App, Routes};
use crate::rights::Reader;

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(find)).routes(routes!(list, register))
}

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct PlaceQuery {
    /// What was typed, in Thai or English; without it, the places directly within.
    q: String,
    /// Official code of the place it must lie in.
    within: String,
    /// How many at most.
    limit: Option<u64>,
}

impl Narrows for PlaceQuery {
    const CHECKS: &'static [(&'static str, Check)] = &[("within", narrows_place), ("limit", narrow::limit)];
}

/// An administrative place.
#[derive(Serialize, ToSchema)]
pub(super) struct PlaceItem {
    /// Official code: two, four or six digits.
    code: String,
    /// `province`, `district` or `subdistrict`.
    level: &'static str,
    /// Its own name in Thai.
    name_th: &'static str,
    /// Its own name in English.
    name_en: &'static str,
    /// With the places above it: "ต.วังวน อ.กันตัง จ.ตรัง".
    full_name_th: String,
    /// The same in English.
    full_name_en: String,
    /// Its postcodes.
    postcodes: Vec<&'static str>,
}

impl From<&'static Place> for PlaceItem {
    fn from(place: &'static Place) -> Self {
        Self {
            code: place.code.to_string(),
            level: match place.level() {
                Level::Province => "province",
                Level::District => "district",
                Level::Subdistrict => "subdistrict",
            },
            name_th: place.name_th,
            name_en: place.name_en,
            full_name_th: place.full_name(),
            full_name_en: place.full_name_en(),
            postcodes: place.postcodes().collect(),
        }
    }
}

/// Provinces, districts and subdistricts by name, or those directly within a place.
#[utoipa::path(get, path = "/api/v1/places", operation_id = "place.list",
    params(PlaceQuery), responses((status = 200, body = Listing<PlaceItem>)))]
async fn find(Narrowed(query): Narrowed<PlaceQuery>) -> Json<Listing<PlaceItem>> {
    let limit = Paging { cursor: None, limit: query.limit }.limit();
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let within = Code::parse(&query.within);
    let found: Vec<&Place> = match (query.q.trim(), within) {
        ("", parent) => all().iter().filter(|place| place.code.parent() == parent).collect(),
        (typed, parent) => {
            let all = search(typed, usize::MAX);
            all.into_iter().filter(|place| parent.is_none_or(|parent| place.code.is_within(parent))).collect()
        }
    };
    let items = found.into_iter().take(most).map(PlaceItem::from).collect();
    Json(Listing { items, next_cursor: None })
}

/// A local government.
#[derive(Serialize, ToSchema)]
pub(super) struct LocalGovernmentItem {
    /// Its code.
    code: String,
    /// What it is.
    #[schema(value_type = LocalGovernmentKind)]
    kind: &'static str,
    /// Its name in Thai, without the word for its kind.
    name_th: String,
    /// The same in English, when known.
    name_en: Option<String>,
    /// With the word for its kind.
    full_name_th: String,
    /// Other spellings.
    aliases: Vec<String>,
    /// Official code of the province.
    province: String,
    /// Official code of the district.
    district: Option<String>,
    /// Official code of the subdistrict.
    subdistrict: Option<String>,
    /// Where it is known from.
    source: String,
}

impl From<LocalGovernment> for LocalGovernmentItem {
    fn from(one: LocalGovernment) -> Self {
        let full_name_th = one.told.full_name(Lang::Th);
        Self {
            code: one.code,
            kind: one.told.kind.as_str(),
            name_th: one.told.name.th,
            name_en: one.told.name.en,
            full_name_th,
            aliases: one.told.aliases,
            province: one.told.province,
            district: one.told.district,
            subdistrict: one.told.subdistrict,
            source: one.told.source,
        }
    }
}

/// Local governments, in the order of a Thai dictionary.
#[utoipa::path(get, path = "/api/v1/local-governments", operation_id = "local_government.list",
    params(Filter), responses((status = 200, body = Listing<LocalGovernmentItem>)))]
async fn list(
    State(app): State<App>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<LocalGovernmentItem>>> {
    Ok(Json(store::list(&app.db, &filter).await?.map(LocalGovernmentItem::from)))
}

/// Enters a local government.
#[utoipa::path(post, path = "/api/v1/local-governments", operation_id = "local_government.register",
    request_body = LocalGovernmentForm, params(IdempotencyKey), responses((status = 201, body = LocalGovernmentItem)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<LocalGovernmentForm>,
) -> Result<Response> {
    super::policy::may_register_somewhere(&reader)?;
    let once = once_key(&headers, &form);
    let new = verbs::register(&app, &reader, form.check()?, once.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(LocalGovernmentItem::from(new))).into_response())
}
