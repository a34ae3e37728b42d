//! What is entered about a clinic -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, required, text_within, version_seen};
use kit::show::Bilingual;
use kit::{FormErrors, Message, msg};
use serde::{Deserialize, Serialize};
use thai::places::Level;
use utoipa::ToSchema;

use super::clinic::Clinic;
use super::contact::{Contacts, email, phone, web};
use crate::layout::date_field::DateField;
use crate::layout::name::readable;

/// The longest name, in characters.
pub(super) const NAME_MOST: usize = 300;
/// The longest code.
pub(super) const CODE_MOST: usize = 40;

/// A clinic as it is entered.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
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
    #[serde(flatten)]
    pub contacts: ContactsForm,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(ClinicForm);

/// How to reach the office of a clinic, as it is entered.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ContactsForm {
    /// Telephone, with extensions.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address.
    pub address: String,
    /// Its page in the web.
    pub web: String,
    /// Other ways, in words.
    pub contact: String,
}

impl ContactsForm {
    /// The form as it would be typed for what is there.
    pub fn of(contacts: &Contacts) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            phone: contacts.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            email: text(&contacts.email),
            address: text(&contacts.address),
            web: text(&contacts.web),
            contact: text(&contacts.other),
        }
    }

    /// Reads them; what is wrong stands in `errors`.
    pub fn check(&self, errors: &mut FormErrors) -> Contacts {
        let short = |typed: &str| optional(typed).map(|text| text_within(&text, NAME_MOST)).transpose();
        let contacts = Contacts {
            phone: errors.take("phone", optional(&self.phone).map(|typed| phone(&typed)).transpose()).flatten(),
            email: errors.take("email", optional(&self.email).map(|typed| email(&typed)).transpose()).flatten(),
            address: errors.take("address", short(&self.address)).flatten(),
            web: errors.take("web", optional(&self.web).map(|typed| web(&typed)).transpose()).flatten(),
            other: None,
        };
        let words = errors.take("contact", short(&self.contact)).flatten();
        contacts.with_words(words.as_deref())
    }
}

/// The contacts of a clinic as its own people put them right.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ContactsCorrection {
    /// How to reach its office.
    #[serde(flatten)]
    pub contacts: ContactsForm,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(ContactsCorrection);

impl ContactsCorrection {
    /// The form as it would be typed for what is there.
    pub fn of(clinic: &Clinic) -> Self {
        Self { contacts: ContactsForm::of(&clinic.contacts), version: clinic.version.to_string() }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads it.
    pub fn check(&self) -> Result<Contacts, FormErrors> {
        let mut errors = FormErrors::new();
        let contacts = self.contacts.check(&mut errors);
        errors.into_result()?;
        Ok(contacts)
    }
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
    pub contacts: Contacts,
}

impl ClinicForm {
    /// The form as it would be typed for what is there.
    pub fn of(clinic: &Clinic, organisation: &str) -> Self {
        Self {
            code: clinic.code.clone(),
            organisation: organisation.to_owned(),
            name_th: clinic.name.th.clone(),
            name_en: clinic.name.en.clone().unwrap_or_default(),
            province: clinic.province.clone(),
            answers_for: clinic.answers_for.join("\n"),
            contacts: ContactsForm::of(&clinic.contacts),
            once: String::new(),
            version: clinic.version.to_string(),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads it.
    pub fn check(&self) -> Result<ClinicEntry, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(&self.code));
        let organisation = errors.take("organisation", text_within(&self.organisation, CODE_MOST));
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let stands_in = errors.take("province", province(&self.province));
        let others = self.answers_for.split([';', ',', '\n']).filter_map(optional).map(|typed| province(&typed));
        let answers_for = errors.take("answers_for", others.collect::<Result<Vec<_>, _>>());
        let contacts = self.contacts.check(&mut errors);
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
            contacts,
        })
    }
}

house::date_names!(On, "on");

/// Which institute joins or leaves a clinic, and when.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct InstituteForm {
    /// Code of the institute's organisation.
    #[schema(required)]
    pub institute: String,
    /// The day; may stay empty where it joined and nobody knows since when.
    #[serde(flatten)]
    #[schema(value_type = On)]
    pub on: DateField<On>,
}

impl InstituteForm {
    /// Reads an institute that joins.
    pub fn check_joining(&self, today: NaiveDate) -> Result<(String, Option<NaiveDate>), FormErrors> {
        let mut errors = FormErrors::new();
        let institute = errors.take("institute", text_within(&self.institute, CODE_MOST));
        let on = if self.on.is_empty() { None } else { errors.take("on", self.on.past(today)) };
        errors.into_result()?;
        Ok((institute.unwrap_or_default(), on))
    }

    /// Reads an institute that leaves: its day must be said.
    pub fn check_leaving(&self, today: NaiveDate) -> Result<(String, NaiveDate), FormErrors> {
        let mut errors = FormErrors::new();
        let institute = errors.take("institute", text_within(&self.institute, CODE_MOST));
        let on = errors.take("on", self.on.past(today));
        institute.zip(on).ok_or(errors)
    }
}

/// A short code: it stands in addresses.
pub fn code(typed: &str) -> Result<String, Message> {
    let code = text_within(typed, CODE_MOST)?;
    let plain = code.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_'));
    match plain {
        // The address of the empty form.
        true if code == "new" => Err(msg("organisations-code-reserved")),
        true => Ok(code),
        false => Err(msg("organisations-code-characters")),
    }
}

pub(super) fn province(typed: &str) -> Result<String, Message> {
    let typed = required(typed)?;
    let code =
        thai::places::resolve(&typed, Level::Province, None).map_err(|_| msg("organisations-province-unknown"))?;
    Ok(code.to_string())
}
