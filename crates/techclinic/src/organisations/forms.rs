//! What is entered about an organisation or a clinic -> a valid value, or errors beside the fields.

use kit::form::{optional, required, text_within};
use kit::show::Bilingual;
use kit::{FormErrors, Message, msg};
use serde::Deserialize;
use thai::places::Level;
use utoipa::ToSchema;

use super::organisation::{NewOrganisation, OrganisationKind};

/// The longest name, in characters.
const NAME_MOST: usize = 300;
/// The longest code.
const CODE_MOST: usize = 40;

/// An organisation as it is entered.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OrganisationForm {
    /// Short code of the caller's choice.
    #[schema(required)]
    pub code: String,
    /// What it is.
    #[schema(required, value_type = OrganisationKind)]
    pub kind: String,
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Official code of the province it stands in.
    pub province: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl OrganisationForm {
    /// Reads it.
    pub fn check(&self) -> Result<NewOrganisation, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(&self.code));
        let words = OrganisationKind::ALL.iter().map(|kind| kind.as_str());
        let word = |typed: String| crate::exchange::word(&typed, words, "organisations-kind-");
        let kind = errors.take("kind", required(&self.kind).and_then(word));
        let name = errors.take("name_th", text_within(&self.name_th, NAME_MOST));
        let province = errors.take("province", optional(&self.province).map(|typed| province(&typed)).transpose());
        errors.into_result()?;
        Ok(NewOrganisation {
            code: code.unwrap_or_default(),
            kind: kind.and_then(OrganisationKind::from_word).unwrap_or(OrganisationKind::Agency),
            name: Bilingual { th: name.unwrap_or_default(), en: optional(&self.name_en) },
            province: province.flatten(),
        })
    }
}

/// A clinic as it is entered.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ClinicForm {
    /// Short code of the caller's choice.
    #[schema(required)]
    pub code: String,
    /// Code of the organisation that runs it.
    #[schema(required)]
    pub organisation: String,
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Official code of the province it stands in.
    #[schema(required)]
    pub province: String,
    /// Provinces with a semicolon, a comma or a new line between them.
    pub answers_for: String,
    /// How to reach its office.
    pub contact: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

/// A clinic as it was entered, its organisation still by code.
#[derive(Clone, Debug, PartialEq)]
pub struct ClinicEntry {
    /// Short code for people.
    pub code: String,
    /// Code of the organisation that runs it.
    pub organisation: String,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in.
    pub province: String,
    /// The provinces it answers for, its own at least.
    pub answers_for: Vec<String>,
    /// How to reach its office.
    pub contact: Option<String>,
}

impl ClinicForm {
    /// Reads it.
    pub fn check(&self) -> Result<ClinicEntry, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(&self.code));
        let organisation = errors.take("organisation", text_within(&self.organisation, CODE_MOST));
        let name = errors.take("name_th", text_within(&self.name_th, NAME_MOST));
        let stands_in = errors.take("province", province(&self.province));
        let others = self.answers_for.split([';', ',', '\n']).filter_map(optional).map(|typed| province(&typed));
        let answers_for = errors.take("answers_for", others.collect::<Result<Vec<_>, _>>());
        let contact =
            errors.take("contact", optional(&self.contact).map(|text| text_within(&text, NAME_MOST)).transpose());
        errors.into_result()?;
        let province = stands_in.unwrap_or_default();
        let mut answers_for = answers_for.unwrap_or_default();
        if answers_for.is_empty() {
            answers_for.push(province.clone());
        }
        answers_for.sort();
        answers_for.dedup();
        Ok(ClinicEntry {
            code: code.unwrap_or_default(),
            organisation: organisation.unwrap_or_default(),
            name: Bilingual { th: name.unwrap_or_default(), en: optional(&self.name_en) },
            province,
            answers_for,
            contact: contact.flatten(),
        })
    }
}

/// A short code: it stands in addresses.
pub fn code(typed: &str) -> Result<String, Message> {
    let code = text_within(typed, CODE_MOST)?;
    let plain = code.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    if plain { Ok(code) } else { Err(msg("organisations-code-characters")) }
}

fn province(typed: &str) -> Result<String, Message> {
    let typed = required(typed)?;
    let code =
        thai::places::resolve(&typed, Level::Province, None).map_err(|_| msg("organisations-province-unknown"))?;
    Ok(code.to_string())
}
