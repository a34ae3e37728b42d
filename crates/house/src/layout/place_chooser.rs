//! The data of the place chooser: provinces, then the districts of the chosen one, then its
//! subdistricts. Without script a button sends the form with `step=places`, which its handler
//! answers with the same form and these lists filled; the script presses that button by itself.

use std::sync::LazyLock;

use kit::Lang;
use kit::show::Bilingual;
use thai::places::{self, Code, Level, Place};

use crate::layout::Choice;

/// The lists and what was chosen in them. A list is empty until the one above it is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceChooser {
    /// Every province, in the order of a Thai dictionary.
    pub provinces: Vec<Choice>,
    /// The districts of the chosen province.
    pub districts: Vec<Choice>,
    /// The subdistricts of the chosen district.
    pub subdistricts: Vec<Choice>,
    /// The chosen province's code, or "".
    pub province: String,
    /// The chosen district's code, or "" where it lies in another province.
    pub district: String,
    /// The chosen subdistrict's code, or "" where it lies in another district.
    pub subdistrict: String,
}

impl PlaceChooser {
    /// The lists for what was chosen so far, by official code; "" for nothing.
    pub fn new(province: &str, district: &str, subdistrict: &str) -> Self {
        let province = known(province, Level::Province);
        let district = known(district, Level::District).filter(|code| code.parent() == province);
        let subdistrict = known(subdistrict, Level::Subdistrict).filter(|code| code.parent() == district);
        let written = |code: Option<Code>| code.map(|code| code.to_string()).unwrap_or_default();
        Self {
            provinces: provinces().to_vec(),
            districts: children(province),
            subdistricts: children(district),
            province: written(province),
            district: written(district),
            subdistrict: written(subdistrict),
        }
    }
}

static PROVINCES: LazyLock<Vec<Choice>> = LazyLock::new(|| choices(places::provinces().iter()));

/// Every province, in the order of a Thai dictionary.
pub fn provinces() -> &'static [Choice] {
    &PROVINCES
}

/// Where a place stands in an alphabetical list of the reader's language.
pub fn order(code: &str, lang: Lang) -> Vec<u8> {
    let name = crate::places::name(code, lang);
    match lang {
        Lang::Th => thai::collate::sort_key(name),
        Lang::En => name.to_lowercase().into_bytes(),
    }
}

fn known(typed: &str, level: Level) -> Option<Code> {
    Code::parse(typed).filter(|code| code.level() == level && places::get(*code).is_some())
}

fn children(parent: Option<Code>) -> Vec<Choice> {
    let Some(parent) = parent else { return Vec::new() };
    choices(places::all().iter().filter(|place| place.code.parent() == Some(parent)))
}

fn choices<'a>(of: impl Iterator<Item = &'a Place>) -> Vec<Choice> {
    let mut of: Vec<_> = of.collect();
    of.sort_by_cached_key(|place| thai::collate::sort_key(place.name_th));
    of.into_iter()
        .map(|place| Choice::new(place.code.to_string(), Bilingual::new(place.name_th, place.name_en)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_follows_the_one_above() {
        let none = PlaceChooser::new("", "", "");
        assert_eq!((none.provinces.len(), none.districts.len()), (77, 0));
        let sikao = PlaceChooser::new("92", "9205", "920501");
        assert_eq!((sikao.districts.len(), sikao.subdistricts.len(), sikao.subdistrict.as_str()), (10, 5, "920501"));
    }

    #[test]
    fn another_province_drops_the_district_chosen_before() {
        let moved = PlaceChooser::new("46", "9205", "920501");
        assert_eq!((moved.district.as_str(), moved.subdistricts.len()), ("", 0));
    }

    #[test]
    fn each_language_has_its_own_alphabet() {
        let stands = |lang| {
            let mut codes = ["92", "10", "50", "81"];
            codes.sort_by_cached_key(|code| order(code, lang));
            codes
        };
        assert_eq!(stands(Lang::Th), ["81", "10", "50", "92"], "กระบี่, กรุงเทพ, เชียงใหม่, ตรัง");
        assert_eq!(stands(Lang::En), ["10", "50", "81", "92"], "Bangkok, Chiang Mai, Krabi, Trang");
    }

    #[test]
    fn provinces_stand_in_dictionary_order() {
        let none = PlaceChooser::new("", "", "");
        let at = |code: &str| none.provinces.iter().position(|choice| choice.value == code);
        // กระบี่, กรุงเทพมหานคร … เชียงใหม่ among ช, not after all consonants.
        assert_eq!((at("81"), at("10")), (Some(0), Some(1)));
        assert!(at("50") < at("92"), "เชียงใหม่ stands before ตรัง");
    }
}
