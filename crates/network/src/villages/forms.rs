//! What a person typed about a village -> a valid value, or errors beside the fields.

use std::collections::HashMap;

use kit::form::{optional, text_or_list, text_within, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use thai::FiscalYear;
use utoipa::ToSchema;
use uuid::Uuid;

use super::village::{
    FIRST_YEAR, Kind, NAME_MOST, NewVillage, Progress, Status, TEXT_MOST, Village, read_years, written_years,
};
use house::layout::name::readable;
use house::organisations::Clinic;
use house::places;

/// The form by which a village is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct VillageForm {
    /// Which programme it belongs to.
    #[schema(required, value_type = Kind)]
    pub kind: String,
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Official code of the province.
    #[schema(required)]
    pub province: String,
    /// Official code of the district.
    #[schema(required)]
    pub district: String,
    /// Official code of the subdistrict.
    pub subdistrict: String,
    /// Code of the clinic responsible.
    pub clinic: String,
    /// Fiscal years that paid for it, Buddhist era: a list, or "2553, 2554", or "2553-2555".
    #[serde(deserialize_with = "text_or_list")]
    #[schema(value_type = Vec<String>)]
    pub years: String,
    /// The lead occupation.
    pub occupation: String,
    /// Codes of the technologies it applies: a list, or text with one a line.
    #[serde(deserialize_with = "text_or_list")]
    #[schema(value_type = Vec<String>)]
    pub technologies: String,
    /// Code of the village it learned from.
    pub mother: String,
    /// How far it has come.
    #[schema(required, value_type = Status)]
    pub status: String,
    /// Where it is known from.
    pub source: String,
    /// Anything else worth knowing.
    pub note: String,
    /// Why the clinic looks after it, where it lies outside of the provinces the clinic answers for; kept in
    /// the history.
    pub outside: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
    /// "places" when the reader only asked for the districts of another province.
    #[schema(ignore)]
    pub step: String,
}
kit::versioned!(VillageForm, but "outside");

/// What the codes of a form name, as somebody has looked it up.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The clinic.
    pub clinic: Option<Clinic>,
    /// Technologies by code.
    pub technologies: HashMap<String, Uuid>,
    /// The village it learned from.
    pub mother: Option<Uuid>,
}

/// The codes in a text, between commas, semicolons, spaces or lines.
pub(super) fn codes(typed: &str) -> Vec<String> {
    let parts = typed.split([',', ';', ' ', '\n', '\r', '\t']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The identifiers of these codes.
///
/// # Errors
/// `villages-technology-unknown` names the first that is none.
pub(super) fn technologies(typed: &str, known: &HashMap<String, Uuid>) -> Result<Vec<Uuid>, Message> {
    let find = |code: String| {
        known.get(&code).copied().ok_or_else(|| msg("villages-technology-unknown").with("code", code.as_str()))
    };
    codes(typed).into_iter().map(find).collect()
}

pub(super) fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

impl VillageForm {
    /// The form as it would be typed for what is there; the codes stand for what they name.
    pub fn of(village: &Village, clinic: &str, technologies: Vec<String>, mother: &str) -> Self {
        let told = &village.told;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            kind: told.kind.to_string(),
            name_th: told.name.th.clone(),
            name_en: text(&told.name.en),
            province: told.province.clone(),
            district: told.district.clone(),
            subdistrict: text(&told.subdistrict),
            clinic: clinic.to_owned(),
            years: written_years(&told.years),
            occupation: text(&told.occupation),
            technologies: technologies.join("\n"),
            mother: mother.to_owned(),
            status: told.status.to_string(),
            source: text(&told.source),
            note: text(&told.note),
            version: village.version.to_string(),
            ..Self::default()
        }
    }

    /// The technologies named, by code.
    pub fn technology_codes(&self) -> Vec<String> {
        codes(&self.technologies)
    }

    /// The version that was changed; 0, which no record has, when it cannot be read.
    pub fn version(&self) -> i64 {
        version_seen(&self.version).unwrap_or(0)
    }

    /// Reads the form; `year` is the fiscal year it is, and the next may be paid for already.
    pub fn check(&self, named: &Named, year: FiscalYear) -> Result<NewVillage, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = errors.take("kind", Kind::from_word(&self.kind).ok_or_else(|| msg("villages-kind-choose")));
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let name_en = errors.take("name_en", within(&self.name_en, NAME_MOST));
        let place = places::check(&mut errors, &self.province, &self.district, &self.subdistrict);
        let district = place.as_ref().and_then(|place| place.district.clone());
        if place.is_some() && district.is_none() {
            errors.add("district", msg("villages-district-choose"));
        }
        if named.clinic.is_none() && !self.clinic.trim().is_empty() {
            errors.add("clinic", msg("villages-clinic-unknown"));
        }
        let years = errors.take("years", read_years(&self.years, year.0 + 1));
        let occupation = errors.take("occupation", within(&self.occupation, NAME_MOST));
        let technologies = errors.take("technologies", technologies(&self.technologies, &named.technologies));
        if named.mother.is_none() && !self.mother.trim().is_empty() {
            errors.add("mother", msg("villages-mother-unknown"));
        }
        let status =
            errors.take("status", Status::from_word(&self.status).ok_or_else(|| msg("villages-status-choose")));
        let source = errors.take("source", within(&self.source, NAME_MOST));
        let note = errors.take("note", within(&self.note, TEXT_MOST));
        errors.into_result()?;
        // Nothing is missing now: every `take` that failed has left an error.
        Ok(NewVillage {
            kind: kind.unwrap_or(Kind::Host),
            name: Bilingual { th: name.unwrap_or_default(), en: name_en.flatten() },
            province: place.as_ref().map(|place| place.province.clone()).unwrap_or_default(),
            district: district.unwrap_or_default(),
            subdistrict: place.and_then(|place| place.subdistrict),
            clinic: named.clinic.as_ref().map(|clinic| clinic.id),
            years: years.unwrap_or_default(),
            occupation: occupation.flatten(),
            technologies: technologies.unwrap_or_default(),
            mother: named.mother,
            status: status.unwrap_or(Status::Unknown),
            source: source.flatten(),
            note: note.flatten(),
        }
        .tidied())
    }
}

/// The form by which a year is told.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProgressForm {
    /// The fiscal year, Buddhist era.
    #[schema(required)]
    pub fiscal_year: String,
    /// What was done and what came of it.
    #[schema(required)]
    pub told: String,
    /// Steps of the value chain: a list, or text with one a line.
    #[serde(deserialize_with = "text_or_list")]
    #[schema(value_type = Vec<String>)]
    pub value_chain: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl ProgressForm {
    /// Reads the form; no year after `year` can be told of.
    pub fn check(&self, year: FiscalYear) -> Result<Progress, FormErrors> {
        let mut errors = FormErrors::new();
        let fiscal_year = errors.take("fiscal_year", told_year(&self.fiscal_year, year.0));
        let told = errors.take("told", text_within(&self.told, TEXT_MOST));
        let value_chain = errors.take("value_chain", within(&self.value_chain, TEXT_MOST));
        match (fiscal_year, told, value_chain) {
            (Some(fiscal_year), Some(told), Some(value_chain)) => Ok(Progress { fiscal_year, told, value_chain }),
            _ => Err(errors),
        }
    }
}

/// One fiscal year, up to `latest`.
pub(super) fn told_year(typed: &str, latest: i32) -> Result<i32, Message> {
    let wrong = || msg("villages-years-range").with("first", FIRST_YEAR.to_string()).with("last", latest.to_string());
    match read_years(typed, latest)?.as_slice() {
        [] => Err(msg("kit-field-required")),
        [one] => Ok(*one),
        _ => Err(wrong()),
    }
}
