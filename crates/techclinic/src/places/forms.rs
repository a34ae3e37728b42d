//! What was chosen in the place chooser -> codes that belong together, or errors beside the lists.

use kit::form::optional;
use kit::{FormErrors, msg};
use thai::places::{Level, find};

/// Codes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenPlace {
    /// Official code, two digits.
    pub province: String,
    /// Official code, four digits, in that province.
    pub district: Option<String>,
    /// Official code, six digits, in that district.
    pub subdistrict: Option<String>,
}

/// Reads the three lists; errors stand beside `province`, `district` and `subdistrict`.
pub fn check(errors: &mut FormErrors, province: &str, district: &str, subdistrict: &str) -> Option<ChosenPlace> {
    let province = optional(province);
    let Some(chosen) = province.filter(|code| is(code, Level::Province)) else {
        errors.add("province", msg("places-province-choose"));
        return None;
    };
    let (district, subdistrict) = (optional(district), optional(subdistrict));
    if district.as_deref().is_some_and(|code| !is(code, Level::District) || !super::is_within(code, &chosen)) {
        errors.add("district", msg("places-district-elsewhere"));
        return None;
    }
    let above = district.as_deref().unwrap_or(&chosen);
    if subdistrict.as_deref().is_some_and(|code| !is(code, Level::Subdistrict) || !super::is_within(code, above)) {
        errors.add("subdistrict", msg("places-subdistrict-elsewhere"));
        return None;
    }
    Some(ChosenPlace { province: chosen, district, subdistrict })
}

fn is(code: &str, level: Level) -> bool {
    find(code).is_some_and(|place| place.level() == level)
}
