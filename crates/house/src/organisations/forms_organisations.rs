//! What is entered about an organisation over time -> valid values, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, required, text_within, version_seen};
use kit::show::Bilingual;
use kit::{FormErrors, Message, msg};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::forms::{CODE_MOST, NAME_MOST, On, code, province};
use super::name::{DatedName, Names};
use super::organisation::{NewOrganisation, Organisation, OrganisationKind};
use crate::layout::date_field::DateField;
use crate::layout::name::readable;

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
    /// `yes`: it is another organisation of the same name as one there is.
    pub another: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl OrganisationForm {
    /// Is it said to be another one of the same name?
    pub fn is_another(&self) -> bool {
        self.another == "yes"
    }

    /// Reads it.
    pub fn check(&self) -> Result<NewOrganisation, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(&self.code));
        let kind = errors.take("kind", kind(&self.kind));
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let province = errors.take("province", optional(&self.province).map(|typed| province(&typed)).transpose());
        errors.into_result()?;
        Ok(NewOrganisation {
            code: code.unwrap_or_default(),
            kind: kind.unwrap_or(OrganisationKind::Agency),
            name: Bilingual { th: name.unwrap_or_default(), en: optional(&self.name_en) },
            province: province.flatten(),
        })
    }
}

fn kind(typed: &str) -> Result<OrganisationKind, Message> {
    crate::exchange::one_of(&required(typed)?, "organisations-kind-")
}

house::date_names!(From, "from");

/// A name as it is typed: of a new one, or of the latest put right.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct NameForm {
    /// In Thai.
    #[schema(required)]
    pub name_th: String,
    /// In English.
    pub name_en: String,
    /// Its abbreviation.
    pub short: String,
    /// What it is; read where an organisation is put right.
    #[schema(value_type = Option<OrganisationKind>)]
    pub kind: String,
    /// Official code of the province it stands in; read where an organisation is put right.
    pub province: String,
    /// The first day of the name.
    #[serde(flatten)]
    #[schema(value_type = From)]
    pub from: DateField<From>,
    /// What says so.
    pub source: String,
    /// `yes`: it is another organisation than the one that bears this name already.
    pub another: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(NameForm, but "another");

impl NameForm {
    /// Is it said to be another one of the same name?
    pub fn is_another(&self) -> bool {
        self.another == "yes"
    }

    /// The form as it would be typed for the latest name.
    pub fn of(organisation: &Organisation, names: &Names) -> Self {
        let told = &organisation.told;
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let latest = names.latest();
        Self {
            name_th: told.name.th.clone(),
            name_en: text(told.name.en.as_ref()),
            short: text(latest.and_then(|one| one.short.as_ref())),
            kind: told.kind.as_str().to_owned(),
            province: text(told.province.as_ref()),
            from: latest.and_then(|one| one.from).map(DateField::from).unwrap_or_default(),
            source: text(latest.and_then(|one| one.source.as_ref())),
            another: String::new(),
            version: organisation.version.to_string(),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads a new name: its first day must be said.
    pub fn check_new(&self, today: NaiveDate) -> Result<DatedName, FormErrors> {
        let mut errors = FormErrors::new();
        let from = errors.take("from", self.from.past(today));
        self.name(errors, from)
    }

    /// Reads what is put right: kind, province and latest name.
    pub fn check_correction(&self, today: NaiveDate) -> Result<Correction, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = errors.take("kind", kind(&self.kind));
        let province = errors.take("province", optional(&self.province).map(|typed| province(&typed)).transpose());
        let from = if self.from.is_empty() { None } else { errors.take("from", self.from.past(today)) };
        let name = self.name(errors, from)?;
        Ok(Correction { kind: kind.unwrap_or(OrganisationKind::Agency), province: province.flatten(), name })
    }

    fn name(&self, mut errors: FormErrors, from: Option<NaiveDate>) -> Result<DatedName, FormErrors> {
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let short = errors.take("short", optional(&self.short).map(|text| text_within(&text, CODE_MOST)).transpose());
        let source =
            errors.take("source", optional(&self.source).map(|text| text_within(&text, NAME_MOST)).transpose());
        errors.into_result()?;
        Ok(DatedName {
            name: Bilingual { th: name.unwrap_or_default(), en: optional(&self.name_en) },
            short: short.flatten(),
            from,
            to: None,
            source: source.flatten(),
        })
    }
}

/// What is put right about an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What it is.
    pub kind: OrganisationKind,
    /// The province it stands in, by official code.
    pub province: Option<String>,
    /// Its latest name, with its days.
    pub name: DatedName,
}

/// Which organisation follows, as it is typed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SuccessionForm {
    /// Code of the organisation that follows.
    #[schema(required)]
    pub successor: String,
    /// The day, where it is known.
    #[serde(flatten)]
    #[schema(value_type = On)]
    pub on: DateField<On>,
    /// What says so.
    #[schema(required)]
    pub source: String,
}

/// A succession as it was entered, the successor still by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuccessionEntry {
    /// Code of the organisation that follows.
    pub successor: String,
    /// The day, where it is known.
    pub on: Option<NaiveDate>,
    /// What says so.
    pub source: String,
}

impl SuccessionForm {
    /// Reads it.
    pub fn check(&self, today: NaiveDate) -> Result<SuccessionEntry, FormErrors> {
        let mut errors = FormErrors::new();
        let successor = errors.take("successor", text_within(&self.successor, CODE_MOST));
        let on = if self.on.is_empty() { None } else { errors.take("on", self.on.past(today)) };
        let source = errors.take("source", text_within(&self.source, NAME_MOST));
        errors.into_result()?;
        Ok(SuccessionEntry { successor: successor.unwrap_or_default(), on, source: source.unwrap_or_default() })
    }
}

/// Where a rule refused: beside the field it is about.
pub fn beside(field: &'static str) -> impl Fn(Message) -> kit::Error {
    move |why| FormErrors::one(field, why).into()
}

/// There is no such organisation.
pub fn unknown() -> Message {
    msg("organisations-organisation-unknown")
}
