//! The JSON face of provinces on a day, and of the regional centres.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::Message;
use kit::web::{Check, Narrowed, Narrows, narrow};
use serde::{Deserialize, Serialize};
use thai::places::{Grouping, Place, province_since, provinces_on};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::province_group::{NewGroupMember, group_on, is_in_none, known};
use super::regional_centre::uncovered_on;
use super::store_groupings as store;
use crate::app::{App, Routes};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(provinces)).routes(routes!(centres))
}

/// As of when.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct AsOf {
    /// A day; without it, today.
    on: Option<NaiveDate>,
}

impl Narrows for AsOf {
    const CHECKS: &'static [(&'static str, Check)] = &[("on", known_day)];
}

/// A day of which something is known.
fn known_day(typed: &str, today: NaiveDate) -> Result<String, Message> {
    let day = narrow::day(typed, today)?;
    day.parse().map_or(Ok(()), known)?;
    Ok(day)
}

/// What a source says of the group of a province.
#[derive(Serialize, ToSchema)]
pub(super) struct GroupItem {
    /// Buddhist year of the definition.
    definition: i32,
    /// In Thai.
    name_th: String,
    /// In English.
    name_en: Option<String>,
    /// What says so.
    source: String,
    /// Somebody has read it in a document that names it; where not, it is to be verified.
    verified: bool,
}

impl From<&NewGroupMember> for GroupItem {
    fn from(told: &NewGroupMember) -> Self {
        Self {
            definition: told.definition,
            name_th: told.name.th.clone(),
            name_en: told.name.en.clone(),
            source: told.source.clone(),
            verified: told.verified,
        }
    }
}

/// A province, as it stood on a day.
#[derive(Serialize, ToSchema)]
pub(super) struct ProvinceItem {
    /// Official code.
    code: String,
    /// In Thai.
    name_th: &'static str,
    /// In English.
    name_en: &'static str,
    /// Its first day; not there where it is older than the records.
    since: Option<NaiveDate>,
    /// One of the six regions of the Royal Society.
    region_royal_society: Option<String>,
    /// One of the four regions of the National Statistical Office.
    region_statistical_office: Option<String>,
    /// Its provincial group; null where no source says, and where it is in none.
    group: Option<GroupItem>,
    /// It is in no provincial group, as Bangkok.
    in_no_group: bool,
}

/// The provinces of a day.
#[derive(Serialize, ToSchema)]
pub(super) struct ProvinceList {
    /// The day.
    on: NaiveDate,
    /// Every province there was, Bangkok among them.
    items: Vec<ProvinceItem>,
}

/// The provinces of a day: 76, and 77 since 23 March 2554; with their regions and groups.
#[utoipa::path(get, path = "/api/v1/provinces", operation_id = "province.list",
    params(AsOf), responses((status = 200, body = ProvinceList)))]
async fn provinces(State(app): State<App>, Narrowed(when): Narrowed<AsOf>) -> kit::Result<Json<ProvinceList>> {
    let on = when.on.unwrap_or_else(|| app.clock.today());
    let members = store::list_group_members(&app.db).await?;
    let region =
        |grouping: Grouping, place: &Place| grouping.region(place.code).map(|one| one.name_en().to_lowercase());
    let item = |place: &'static Place| ProvinceItem {
        code: place.code.to_string(),
        name_th: place.name_th,
        name_en: place.name_en,
        since: province_since(place.code),
        region_royal_society: region(Grouping::RoyalSociety, place),
        region_statistical_office: region(Grouping::StatisticalOffice, place),
        group: group_on(&members, &place.code.to_string(), on).map(GroupItem::from),
        in_no_group: is_in_none(&place.code.to_string(), on),
    };
    Ok(Json(ProvinceList { on, items: provinces_on(on).map(item).collect() }))
}

/// A regional centre.
#[derive(Serialize, ToSchema)]
pub(super) struct CentreItem {
    /// Short code.
    code: String,
    /// In Thai.
    name_th: String,
    /// In English.
    name_en: Option<String>,
    /// Official code of the province it stands in.
    province: String,
    /// Official codes of the provinces it is known to cover.
    covers: Vec<String>,
    /// The first day; null where no source says.
    from: Option<NaiveDate>,
    /// The last day; null while it works.
    to: Option<NaiveDate>,
    /// What says so.
    source: String,
}

/// The regional centres.
#[derive(Serialize, ToSchema)]
pub(super) struct CentreList {
    /// The day.
    on: NaiveDate,
    /// Every centre.
    items: Vec<CentreItem>,
    /// Official codes of the provinces that none is known to cover on the day.
    uncovered: Vec<String>,
}

/// The regional centres, and the provinces that none is known to cover.
#[utoipa::path(get, path = "/api/v1/regional-centres", operation_id = "regional_centre.list",
    params(AsOf), responses((status = 200, body = CentreList)))]
async fn centres(State(app): State<App>, Narrowed(when): Narrowed<AsOf>) -> kit::Result<Json<CentreList>> {
    let on = when.on.unwrap_or_else(|| app.clock.today());
    let centres = store::list_centres(&app.db).await?;
    let uncovered = uncovered_on(&centres, on).into_iter().map(|place| place.code.to_string()).collect();
    let items = centres.into_iter().map(|one| CentreItem {
        code: one.told.code,
        name_th: one.told.name.th,
        name_en: one.told.name.en,
        province: one.told.province,
        covers: one.told.covers,
        from: one.told.from,
        to: one.told.to,
        source: one.told.source,
    });
    Ok(Json(CentreList { on, items: items.collect(), uncovered }))
}
