//! The lists of the place chooser: provinces, the districts of the chosen one, its subdistricts.

use std::sync::LazyLock;

use kit::show::Bilingual;
use thai::places::{self, Place};

use crate::layout::{Choice, PlaceChooser};

static PROVINCES: LazyLock<Vec<Choice>> = LazyLock::new(|| in_order(places::provinces()));

/// The seventy-seven provinces in Thai order.
pub fn provinces() -> &'static [Choice] {
    &PROVINCES
}

/// The lists for what was chosen so far. What does not belong together is not offered.
pub fn chooser(province: &str, district: &str, subdistrict: &str) -> PlaceChooser {
    let districts = children(province);
    let known = districts.iter().any(|choice| choice.is(district));
    PlaceChooser {
        provinces: provinces().to_vec(),
        subdistricts: if known { children(district) } else { Vec::new() },
        districts,
        province: province.to_owned(),
        district: district.to_owned(),
        subdistrict: subdistrict.to_owned(),
        reload: "/places/choose".to_owned(),
    }
}

fn children(code: &str) -> Vec<Choice> {
    places::find(code).map_or_else(Vec::new, |place| in_order(place.children()))
}

fn in_order(places: &[Place]) -> Vec<Choice> {
    let mut places: Vec<&Place> = places.iter().collect();
    places.sort_by_cached_key(|place| thai::sort_key(place.name_th));
    places.into_iter().map(|place| Choice::new(place.code.to_string(), Bilingual::new(place.name_th, place.name_en))).collect()
}
