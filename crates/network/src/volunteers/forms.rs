//! What a person typed about volunteers, networks and deeds -> a valid value, or errors beside the
//! fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use thai::FiscalYear;
use utoipa::ToSchema;

use super::network::{FIRST_YEAR, Network, NewNetwork};
use super::volunteer::{Deed, DeedKind, NAME_MOST, NewVolunteer, Status, TEXT_MOST, Volunteer};
use brokerage::needs::{Channel, NeedForm, NewNeed};
use house::layout::date_field::DateField;
use house::layout::name::readable;
use house::layout::phone::zero_lost;
use house::organisations::Clinic;
use house::places;

house::date_names!(JoinedOn, "joined_on");
house::date_names!(DeedDay, "on");

/// The form by which a network is entered or corrected.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct VolunteerNetworkForm {
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Official code of the province where it is at home.
    #[schema(required)]
    pub province: String,
    /// Code of the clinic that coordinates it.
    pub clinic: String,
    /// The fiscal year it began in, Buddhist era.
    pub since: String,
    /// Where it is known from.
    pub source: String,
    /// Anything else worth knowing.
    pub note: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(VolunteerNetworkForm);

/// A number of a version; 0, which no record has, when it cannot be read.
fn version(typed: &str) -> i64 {
    version_seen(typed).unwrap_or(0)
}

/// Text that may be left out, up to `most` characters, with what is broken in it mended.
pub(super) fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(&thai::repair::clean(typed)).map(|text| text_within(&text, most)).transpose()
}

/// The fiscal year a network began in, up to `latest`.
pub(super) fn since(typed: &str, latest: FiscalYear) -> Result<Option<i32>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    let read = thai::digits::to_ascii(&typed).parse().ok().filter(|year| (FIRST_YEAR..=latest.0).contains(year));
    let wrong = || msg("volunteers-since-range").with("first", FIRST_YEAR.to_string());
    read.map(Some).ok_or_else(|| wrong().with("last", latest.0.to_string()))
}

impl VolunteerNetworkForm {
    /// The form as it would be typed for what is there.
    pub fn of(network: &Network, clinic: &str) -> Self {
        let (told, text) = (&network.told, |text: &Option<String>| text.clone().unwrap_or_default());
        Self {
            name_th: told.name.th.clone(),
            name_en: text(&told.name.en),
            province: told.province.clone(),
            clinic: clinic.to_owned(),
            since: told.since.map(|year| year.to_string()).unwrap_or_default(),
            source: text(&told.source),
            note: text(&told.note),
            once: String::new(),
            version: network.version.to_string(),
        }
    }

    /// The version that was changed.
    pub fn version(&self) -> i64 {
        version(&self.version)
    }

    /// Reads the form; `clinic` is the one it names, when there is such a one.
    pub fn check(&self, clinic: Option<&Clinic>, year: FiscalYear) -> Result<NewNetwork, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", readable(&self.name_th, NAME_MOST));
        let name_en = errors.take("name_en", within(&self.name_en, NAME_MOST));
        let place = places::check(&mut errors, &self.province, "", "");
        if clinic.is_none() && !self.clinic.trim().is_empty() {
            errors.add("clinic", msg("volunteers-clinic-unknown"));
        }
        let since = errors.take("since", since(&self.since, year));
        let source = errors.take("source", within(&self.source, NAME_MOST));
        let note = errors.take("note", within(&self.note, TEXT_MOST));
        match (name, name_en, place, since, source, note) {
            (Some(th), Some(en), Some(place), Some(since), Some(source), Some(note)) if errors.is_empty() => {
                let (name, province) = (Bilingual { th, en }, place.province);
                Ok(NewNetwork { name, province, clinic: clinic.map(|clinic| clinic.id), since, source, note })
            }
            _ => Err(errors),
        }
    }
}

/// The form by which a volunteer is entered or corrected.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct VolunteerForm {
    /// Titles, given name and family name.
    #[schema(required)]
    pub name: String,
    /// Code of the network.
    #[schema(required)]
    pub network: String,
    /// Official code of the province they live in.
    #[schema(required)]
    pub province: String,
    /// Official code of the district.
    pub district: String,
    /// Official code of the subdistrict.
    pub subdistrict: String,
    /// Telephone.
    pub phone: String,
    /// What they are good at.
    pub skills: String,
    #[serde(flatten)]
    #[schema(value_type = JoinedOn)]
    pub joined_on: DateField<JoinedOn>,
    /// Are they a volunteer today?
    #[schema(required, value_type = Status)]
    pub status: String,
    /// "yes" when they agreed to stand on the network's public page by name.
    pub named: String,
    /// Where they are known from.
    pub source: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
    /// "places" when the reader only asked for the districts of another province.
    #[schema(ignore)]
    pub step: String,
}
kit::versioned!(VolunteerForm);

/// A name as it is kept: mended, with single spaces, and more than a title.
///
/// # Errors
/// `volunteers-name-short` when nobody could be meant by it.
pub(super) fn name(typed: &str) -> Result<String, Message> {
    let name = readable(typed, NAME_MOST)?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // A title alone is no name: with a letter behind it, it is taken off like any other.
    let titled = format!("{name} -");
    let letters = thai::names::without_titles(&titled).chars().filter(|letter| letter.is_alphabetic()).count();
    let sign = |letter: char| "=<>@/\\\"".contains(letter);
    let digit = |letter: char| letter.is_ascii_digit() || ('๐'..='๙').contains(&letter);
    match (letters < 2, name.chars().any(|letter| digit(letter) || sign(letter))) {
        (true, _) => Err(msg("volunteers-name-short")),
        (_, true) => Err(msg("volunteers-name-digits")),
        _ => Ok(name),
    }
}

/// A telephone in one form, when there is one.
///
/// # Errors
/// `volunteers-phone-wrong`, or `layout-phone-zero` where only the zero in front is missing.
pub(super) fn phone(typed: &str) -> Result<Option<String>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    let wrong = || zero_lost(&typed).unwrap_or_else(|| msg("volunteers-phone-wrong"));
    thai::phone::Phone::parse(&typed).map(|phone| Some(phone.e164())).map_err(|_| wrong())
}

impl VolunteerForm {
    /// The form as it would be typed for what is there.
    pub fn of(volunteer: &Volunteer, network: &str) -> Self {
        let (told, text) = (&volunteer.told, |text: &Option<String>| text.clone().unwrap_or_default());
        Self {
            name: told.name.clone(),
            network: network.to_owned(),
            province: told.province.clone(),
            district: text(&told.district),
            subdistrict: text(&told.subdistrict),
            phone: text(&told.phone),
            skills: text(&told.skills),
            joined_on: told.joined_on.map(DateField::from).unwrap_or_default(),
            status: told.status.to_string(),
            named: if told.named { "yes".to_owned() } else { String::new() },
            source: text(&told.source),
            version: volunteer.version.to_string(),
            ..Self::default()
        }
    }

    /// The version that was changed.
    pub fn version(&self) -> i64 {
        version(&self.version)
    }

    /// Reads the form; `network` is the one it names, when there is such a one.
    pub fn check(&self, network: Option<&Network>, today: NaiveDate) -> Result<NewVolunteer, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name", name(&self.name));
        let network = errors.take("network", network.ok_or_else(|| msg("volunteers-network-choose")));
        let place = places::check(&mut errors, &self.province, &self.district, &self.subdistrict);
        let phone = errors.take("phone", phone(&self.phone));
        let skills = errors.take("skills", within(&self.skills, TEXT_MOST));
        let joined = match self.joined_on.is_empty() {
            true => Ok(None),
            false => self.joined_on.past(today).map(Some),
        };
        let joined_on = errors.take("joined_on", joined);
        let status = Status::from_word(&self.status).ok_or_else(|| msg("volunteers-status-choose"));
        let status = errors.take("status", status);
        let source = errors.take("source", within(&self.source, NAME_MOST));
        let (Some(place), true) = (place, errors.is_empty()) else { return Err(errors) };
        // Nothing is missing now: every `take` that failed has left an error.
        Ok(NewVolunteer {
            name: name.unwrap_or_default(),
            network: network.map(|network| network.id).unwrap_or_default(),
            province: place.province,
            district: place.district,
            subdistrict: place.subdistrict,
            phone: phone.flatten(),
            skills: skills.flatten(),
            joined_on: joined_on.flatten(),
            status: status.unwrap_or(Status::Unknown),
            named: !self.named.is_empty(),
            source: source.flatten(),
        })
    }
}

/// The form by which a referral or a service is recorded.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct VolunteerDeedForm {
    /// A referral or a service.
    #[schema(required, value_type = DeedKind)]
    pub kind: String,
    #[serde(flatten)]
    #[schema(value_type = DeedDay)]
    pub on: DateField<DeedDay>,
    /// What was done, and to whom it led; no personal names.
    #[schema(required)]
    pub told: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl VolunteerDeedForm {
    /// Reads the form; nothing is recorded before it happened.
    pub fn check(&self, today: NaiveDate) -> Result<Deed, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = errors.take("kind", DeedKind::from_word(&self.kind).ok_or_else(|| msg("volunteers-deed-choose")));
        let on_day = errors.take("on", self.on.past(today));
        let told = errors.take("told", text_within(&self.told, TEXT_MOST));
        match (kind, on_day, told) {
            (Some(kind), Some(on_day), Some(told)) => Ok(Deed { kind, on_day, told }),
            _ => Err(errors),
        }
    }
}

/// The form by which a volunteer brings a need for somebody else: the need, whose it is, and that they
/// agree.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct BroughtNeedForm {
    #[serde(flatten)]
    pub need: NeedForm,
    /// "yes" when whoever needs it agreed that it is told.
    #[schema(required)]
    pub agreed: String,
}

impl BroughtNeedForm {
    /// Reads the form.
    pub fn check(&self, today: NaiveDate) -> Result<NewNeed, FormErrors> {
        let read = self.need.check(today);
        let mut errors = read.as_ref().err().cloned().unwrap_or_default();
        if self.need.submitted_by.trim().is_empty() {
            errors.add("submitted_by", msg("volunteers-for-whom"));
        }
        if self.agreed.is_empty() {
            errors.add("agreed", msg("volunteers-agreed"));
        }
        errors.into_result()?;
        read.map(|told| NewNeed { channel: Channel::Volunteer, ..told })
    }
}

/// The form by which a record is taken up into another of the same person.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct MergeForm {
    /// Code of the one that stays.
    #[schema(required)]
    pub other: String,
    /// How it is known that they are one; asked for where they do not look like one. No names of persons.
    pub reason: String,
}

/// The form that names another volunteer, to tell apart from.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct OtherVolunteerForm {
    /// Code of the other.
    #[schema(required)]
    pub other: String,
}
