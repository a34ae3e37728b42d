//! Places: every record names the place it is about by official code. Names and hierarchy come with
//! the program (crate `thai`), so choosing and showing a place asks no database. Local governments
//! are the exception: no open list holds them, so people enter them.

mod api;
mod api_provinces;
mod code;
mod forms;
mod importing;
mod importing_groupings;
mod importing_local_governments;
mod local_government;
mod pages;
mod pages_provinces;
mod policy;
mod province_group;
mod record;
mod regional_centre;
mod store;
mod store_groupings;
mod verbs;
mod verbs_groupings;

use axum::routing::get;
use kit::Lang;
use kit::show::Bilingual;
use thai::places::{Code, Grouping, find};

use crate::app::Routes;
use crate::layout::feature::Feature;
use crate::layout::slots::Way;

pub use code::{narrows_place, narrows_province};
pub use forms::{ChosenPlace, check};
pub use importing::{check_row, read_province};
pub use local_government::{LocalGovernment, LocalGovernmentKind, NewLocalGovernment};
pub use policy::Verb;
pub use province_group::{GroupMember, group_on, is_in_none};
pub use store::{list_local_government_codes, list_local_government_ids, list_local_governments_called};
pub use store_groupings::list_group_members;
pub use verbs::register;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[
        &importing_local_governments::LocalGovernments,
        &importing_groupings::ProvinceGroups,
        &importing_groupings::RegionalCentres,
    ],
    ways: &[WAY],
    ..Feature::of(routes)
};

/// The way to the local governments, from the desk of those who register them.
const WAY: Way = Way {
    place: 110,
    address: "/places/local-governments",
    title: "places-local-title",
    may: |reader| policy::may_register_somewhere(reader).is_ok(),
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/places/local-governments", get(pages::index).post(pages::register))
        .route("/places/local-governments/new", get(pages::new))
        .route("/places/provinces", get(pages_provinces::provinces))
        .route("/places/centres", get(pages_provinces::centres))
        .merge(api::routes())
        .merge(api_provinces::routes())
}

/// A place by its official code with all it belongs to: "ต.บ่อหิน อ.สิเกา จ.ตรัง". A code that no
/// list has is shown as it is.
pub fn full_name(code: &str, lang: Lang) -> String {
    match (find(code), lang) {
        (Some(place), Lang::Th) => place.full_name(),
        (Some(place), Lang::En) => place.full_name_en(),
        (None, _) => code.to_owned(),
    }
}

/// A place's own name alone, as in a table of provinces: "ตรัง".
pub fn name(code: &str, lang: Lang) -> &str {
    match (find(code), lang) {
        (Some(place), Lang::Th) => place.name_th,
        (Some(place), Lang::En) => place.name_en,
        (None, _) => code,
    }
}

/// The six regions of the Royal Society: the word a region is kept as, and its names.
pub fn regions() -> impl Iterator<Item = (String, Bilingual)> {
    let regions = Grouping::RoyalSociety.regions().iter();
    regions.map(|region| (region.name_en().to_lowercase(), Bilingual::new(region.name_th(), region.name_en())))
}

/// The codes of the provinces of a region (the six regions of the Royal Society), by the region's
/// English name in lower case.
pub fn provinces_of_region(region: &str) -> Vec<String> {
    let grouping = Grouping::RoyalSociety;
    let found = grouping.regions().iter().find(|one| one.name_en().to_lowercase() == region);
    found.map_or_else(Vec::new, |one| grouping.provinces(*one).map(|place| place.code.to_string()).collect())
}

/// Is `code` within `other`, or the same? Codes that cannot be read are within nothing.
pub fn is_within(code: &str, other: &str) -> bool {
    Code::parse(code).zip(Code::parse(other)).is_some_and(|(code, other)| code.is_within(other))
}
