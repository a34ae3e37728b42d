//! What was chosen in the place chooser -> codes that belong together, or errors beside the lists;
//! what was typed about a local government -> a valid one, or errors beside the fields.

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::{FormErrors, Message, msg};
use serde::Deserialize;
use thai::places::Level;
use utoipa::ToSchema;

use super::code::is;
use super::local_government::{LocalGovernmentKind, NewLocalGovernment, bare};

/// The longest name, in characters.
const NAME_MOST: usize = 200;

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

/// The form by which a local government is entered. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct LocalGovernmentForm {
    /// With or without the word for its kind.
    #[schema(required)]
    pub name: String,
    /// What it is; empty where the name says it.
    #[schema(value_type = Option<LocalGovernmentKind>)]
    pub kind: String,
    /// Its name in English.
    pub name_en: String,
    /// Other spellings, one a line.
    pub aliases: String,
    /// Official code of the province.
    #[schema(required)]
    pub province: String,
    /// Official code of the district.
    pub district: String,
    /// Official code of the subdistrict.
    pub subdistrict: String,
    /// Where it is known from.
    #[schema(required)]
    pub source: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// "places" when the reader only asked for the districts of another province.
    #[schema(ignore)]
    pub step: String,
}

impl LocalGovernmentForm {
    /// Reads the form.
    pub fn check(&self) -> Result<NewLocalGovernment, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name", text_within(&self.name, NAME_MOST));
        let kind = errors.take("kind", self.kind());
        let source = errors.take("source", text_within(&self.source, NAME_MOST));
        let place = check(&mut errors, &self.province, &self.district, &self.subdistrict);
        match (name, kind, source, place) {
            (Some(name), Some(kind), Some(source), Some(place)) => Ok(NewLocalGovernment {
                kind,
                name: Bilingual { th: bare(&name).to_owned(), en: optional(&self.name_en) },
                aliases: self.aliases(),
                province: place.province,
                district: place.district,
                subdistrict: place.subdistrict,
                source,
            }),
            _ => Err(errors),
        }
    }

    /// Each spelling once.
    fn aliases(&self) -> Vec<String> {
        let mut aliases: Vec<String> = Vec::new();
        for alias in self.aliases.lines().map(bare).filter(|alias| !alias.is_empty()) {
            if !aliases.iter().any(|known| known == alias) {
                aliases.push(alias.to_owned());
            }
        }
        aliases
    }

    /// What was chosen and what the name says must agree.
    fn kind(&self) -> Result<LocalGovernmentKind, Message> {
        let said = LocalGovernmentKind::read(&self.name).map(|(kind, _)| kind);
        match (LocalGovernmentKind::from_word(&self.kind), said) {
            (Some(chosen), Some(said)) if chosen != said => Err(msg("places-local-kind-differs")),
            (Some(kind), _) | (None, Some(kind)) => Ok(kind),
            (None, None) => Err(msg("places-local-kind-choose")),
        }
    }
}
