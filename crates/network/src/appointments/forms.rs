//! What a person typed about an appointment -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within, version_seen};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::appointment::{Appointment, HandingOver, NewAppointment};
use super::post::{Place, Post};
use super::register::Register;
use house::accounts::Reach;
use house::exchange;
use house::layout::date_field::DateField;
use house::places;

/// The longest name or office, in characters.
const TEXT_MOST: usize = 300;

house::date_names!(StartsOn, "starts_on");
house::date_names!(EndsOn, "ends_on");
house::date_names!(LastDay, "last_day");

/// The form by which somebody is appointed. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AppointmentForm {
    /// To what.
    #[schema(required, value_type = Post)]
    pub post: String,
    /// Code of the clinic, for a post of a clinic.
    pub clinic: String,
    /// Official code of the province, for its executive.
    pub province: String,
    /// Code of the region, for a post of a centre.
    pub region: String,
    /// Who.
    #[schema(required)]
    pub name: String,
    /// The office they hold besides.
    pub position: String,
    /// How to reach the office.
    pub contact: String,
    /// Address of the account to which the rights go.
    pub account: String,
    #[serde(flatten)]
    #[schema(value_type = StartsOn)]
    pub starts_on: DateField<StartsOn>,
    #[serde(flatten)]
    #[schema(value_type = EndsOn)]
    pub ends_on: DateField<EndsOn>,
    /// The document by which the appointment is made.
    pub document: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version its writer had before their eyes.
    pub version: String,
}
kit::versioned!(AppointmentForm);

/// The first day, and the last where there is one.
pub(super) type Days = (Result<NaiveDate, Message>, Result<Option<NaiveDate>, Message>);

impl AppointmentForm {
    /// What is written down, to be mended; `clinic` is its code, `account` an address.
    pub fn of(appointment: &Appointment, clinic: String, account: String) -> Self {
        let told = appointment.told.clone();
        Self {
            post: told.post.to_string(),
            clinic,
            province: told.place.province().unwrap_or_default().to_owned(),
            region: told.place.region().unwrap_or_default().to_owned(),
            name: told.name,
            position: told.position.unwrap_or_default(),
            contact: told.contact.unwrap_or_default(),
            account,
            starts_on: told.starts_on.into(),
            ends_on: told.ends_on.map(DateField::from).unwrap_or_default(),
            document: told.document.unwrap_or_default(),
            once: String::new(),
            version: appointment.version.to_string(),
        }
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads the form against what is in the registers.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, register: &Register, today: NaiveDate) -> Result<NewAppointment, FormErrors> {
        let last = (!self.ends_on.is_empty()).then(|| self.ends_on.date(today)).transpose();
        self.read(register, (self.starts_on.date(today), last), today)
    }

    /// The same with days that were read elsewhere: from a row of a file.
    ///
    /// # Errors
    /// As [`AppointmentForm::check`].
    pub fn read(
        &self,
        register: &Register,
        (first, last): Days,
        today: NaiveDate,
    ) -> Result<NewAppointment, FormErrors> {
        let mut errors = FormErrors::new();
        let post =
            kit::form::required(&self.post).and_then(|typed| exchange::one_of::<Post>(&typed, "appointments-post-"));
        let post = errors.take("post", post);
        let place = post.and_then(|post| self.place(post, register, &mut errors));
        let name = errors.take("name", text_within(&self.name, TEXT_MOST));
        let position = errors.take("position", within(&self.position));
        let contact = errors.take("contact", within(&self.contact));
        let account = errors.take("account", account(&self.account, register));
        let starts_on = errors.take("starts_on", first);
        let ends_on = errors.take("ends_on", last);
        let document = errors.take("document", within(&self.document));
        errors.into_result()?;
        let (Some(post), Some(place), Some(starts_on)) = (post, place, starts_on) else {
            return Err(FormErrors::one("post", msg("kit-field-required")));
        };
        let told = NewAppointment {
            post,
            place,
            name: name.unwrap_or_default(),
            position: position.flatten(),
            contact: contact.flatten(),
            account: account.flatten(),
            starts_on,
            ends_on: ends_on.flatten(),
            document: document.flatten(),
        };
        told.judged(today)
    }

    fn place(&self, post: Post, register: &Register, errors: &mut FormErrors) -> Option<Place> {
        let required = kit::form::required;
        match post.reach() {
            Reach::Clinic => {
                let known =
                    |code: String| register.clinics.get(&code).copied().ok_or(msg("appointments-clinic-unknown"));
                errors.take("clinic", required(&self.clinic).and_then(known)).map(Place::Clinic)
            }
            Reach::Province => {
                let province = required(&self.province).and_then(|typed| places::read_province(&typed));
                errors.take("province", province).map(Place::Province)
            }
            Reach::Region => {
                let known = |typed: String| match places::regions().any(|(word, _)| word == typed) {
                    true => Ok(typed),
                    false => Err(msg("appointments-region-unknown")),
                };
                errors.take("region", required(&self.region).and_then(known)).map(Place::Region)
            }
            Reach::Network => Some(Place::Group),
        }
    }
}

fn within(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, TEXT_MOST)).transpose()
}

fn account(typed: &str, register: &Register) -> Result<Option<Uuid>, Message> {
    let found = |email: String| register.accounts.get(&email.to_lowercase()).copied();
    optional(typed).map(|email| found(email).ok_or(msg("appointments-account-unknown"))).transpose()
}

/// The form by which an appointment is ended.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct EndForm {
    #[serde(flatten)]
    #[schema(value_type = LastDay)]
    pub last_day: DateField<LastDay>,
    /// The version its writer had before their eyes.
    pub version: String,
}

impl EndForm {
    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the field.
    pub fn check(&self, today: NaiveDate) -> Result<NaiveDate, FormErrors> {
        self.last_day.date(today).map_err(|message| FormErrors::one("last_day", message))
    }
}

/// The form by which a post is handed over.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct HandOverForm {
    #[serde(flatten)]
    #[schema(value_type = LastDay)]
    pub last_day: DateField<LastDay>,
    /// Who takes over.
    #[schema(required)]
    pub name: String,
    /// Address of their account.
    #[schema(required)]
    pub account: String,
    /// The office they hold besides.
    pub position: String,
    /// How to reach the office; empty where it stays as it is.
    pub contact: String,
    /// The document by which they are appointed.
    pub document: String,
    /// The version its writer had before their eyes.
    pub version: String,
}

impl HandOverForm {
    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// Reads the form against what is in the registers. The last day is past or today: what passes
    /// passes now.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, register: &Register, today: NaiveDate) -> Result<HandingOver, FormErrors> {
        let mut errors = FormErrors::new();
        let last_day = errors.take("last_day", self.last_day.past(today));
        let name = errors.take("name", text_within(&self.name, TEXT_MOST));
        let found = account(&self.account, register).and_then(|found| found.ok_or(msg("kit-field-required")));
        let account = errors.take("account", found);
        let position = errors.take("position", within(&self.position));
        let contact = errors.take("contact", within(&self.contact));
        let document = errors.take("document", within(&self.document));
        match (last_day, name, account) {
            (Some(last_day), Some(name), Some(account)) if errors.is_empty() => Ok(HandingOver {
                last_day,
                name,
                account,
                position: position.flatten(),
                contact: contact.flatten(),
                document: document.flatten(),
            }),
            _ => Err(errors),
        }
    }
}
