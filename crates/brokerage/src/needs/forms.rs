//! What a person typed about a need -> a valid value, or errors beside the fields.

use std::time::Duration;

use chrono::NaiveDate;
use kit::form::{optional, required, text_within};
use kit::message::msg;
use kit::{FormErrors, Message, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::need::{Analysis, Channel, GroupKind, NewNeed, TEXT_MOST, TOLD_MOST};
use super::wording::{holds_phone, legible};
use house::layout::date_field::DateField;
use house::layout::phone::zero_lost;
use house::places;

/// The form by which anyone tells a need. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NeedForm {
    /// What is needed, in the person's own words: from one word to 10,000 characters. National numbers,
    /// telephone numbers, those of bank accounts, addresses of e-mail and names on LINE are masked before anybody
    /// reads them, and kept nowhere: a number by which to call back belongs into `contact`. What holds no letter
    /// is refused; what holds no word that can be read waits for a person before it is published, as abuse does.
    #[schema(required)]
    pub text: String,
    /// Whose need it is.
    #[schema(required, value_type = GroupKind)]
    pub group_kind: String,
    /// Official code of the province.
    #[schema(required)]
    pub province: String,
    /// Official code of the district.
    pub district: String,
    /// Official code of the subdistrict.
    pub subdistrict: String,
    /// The village.
    pub village: String,
    /// Who tells it; never published.
    pub submitted_by: String,
    /// A telephone number or another way to reach them; never published.
    pub contact: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// "places" when the reader only asked for the districts of another province.
    #[schema(ignore)]
    pub step: String,
    /// A field that no person sees: what stands in it was put there by a program.
    #[schema(ignore)]
    pub website: String,
    /// When the page with the form was opened, in milliseconds of Unix time.
    #[schema(ignore)]
    pub opened: String,
    /// "yes" once it was asked whether the number among the words is the teller's own.
    #[schema(ignore)]
    pub asked: String,
}

/// The longest name, in characters.
const NAME_MOST: usize = 200;

/// Nobody reads a form, fills it in and sends it in less time.
pub const READ_IN: Duration = Duration::from_millis(1_500);

impl NeedForm {
    /// Reads the form; a need told on the web is received `today`.
    pub fn check(&self, today: NaiveDate) -> Result<NewNeed, FormErrors> {
        let mut errors = FormErrors::new();
        let text = errors.take("text", self.text());
        let group_kind = errors
            .take("group_kind", GroupKind::from_word(&self.group_kind).ok_or_else(|| msg("needs-group-kind-choose")));
        let place = places::check(&mut errors, &self.province, &self.district, &self.subdistrict);
        let contact = errors.take("contact", self.contact());
        let submitted_by = errors.take("submitted_by", named(&self.submitted_by));
        let village = errors.take("village", named(&self.village));
        match (text, group_kind, place, contact) {
            (Some(text), Some(group_kind), Some(place), Some(contact)) if errors.is_empty() => Ok(NewNeed {
                text,
                submitted_by: submitted_by.flatten(),
                contact,
                group_kind,
                province: place.province,
                district: place.district,
                subdistrict: place.subdistrict,
                village: village.flatten(),
                channel: Channel::Web,
                received_on: today,
            }),
            _ => Err(errors),
        }
    }

    fn text(&self) -> Result<String, Message> {
        told(&self.text)
    }

    /// Was it sent like a program sends forms? Whoever is taken for one by mistake presses once more:
    /// nothing is refused for good, and nothing typed is lost.
    pub fn is_hasty(&self, now: Timestamp) -> bool {
        let opened = self.opened.parse::<i64>().ok();
        !self.website.is_empty()
            || opened.is_some_and(|opened| now.timestamp_millis() - opened < READ_IN.as_millis() as i64)
    }

    /// Does a telephone number stand among the words and no way to reach the teller in its field, without their
    /// having been asked about it? It will be masked, and may be a third person's.
    pub fn must_be_asked(&self) -> bool {
        self.asked.is_empty() && optional(&self.contact).is_none() && holds_phone(&self.text)
    }

    /// A telephone number is kept in one form; anything else is kept as typed.
    fn contact(&self) -> Result<Option<String>, Message> {
        contact(&self.contact)
    }
}

/// What somebody tells: one word at least that can be read, and no more than anybody reads.
pub fn told(typed: &str) -> Result<String, Message> {
    let text = text_within(&legible(&required(typed)?), TOLD_MOST)?;
    if thai::readable::has_letters(&text) { Ok(text) } else { Err(msg("needs-text-no-letters")) }
}

/// The name of a person or a village, where one is given.
pub fn named(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|name| text_within(&name, NAME_MOST)).transpose()
}

/// A telephone number in one form; anything else as typed.
pub fn contact(typed: &str) -> Result<Option<String>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    let looks_like_number = typed.chars().all(|letter| !letter.is_alphabetic());
    match thai::phone::Phone::parse(&typed) {
        Ok(phone) => Ok(Some(phone.e164())),
        Err(_) if looks_like_number => Err(zero_lost(&typed).unwrap_or_else(|| msg("needs-contact-number"))),
        Err(_) => text_within(&typed, NAME_MOST).map(Some),
    }
}

/// The form by which a clinic records a joint analysis.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AnalysisForm {
    #[serde(flatten)]
    #[schema(value_type = HeldOn)]
    pub held_on: DateField<HeldOn>,
    /// Where they met.
    #[schema(required)]
    pub place: String,
    /// How many persons were there.
    #[schema(required)]
    pub attendees: String,
    /// What was said.
    #[schema(required)]
    pub minutes: String,
    /// The problem as both now understand it.
    #[schema(required)]
    pub problem: String,
}

house::date_names!(HeldOn, "held_on");

impl AnalysisForm {
    /// Reads the form. A meeting lies between the day the need was told and `today`.
    pub fn check(&self, told_on: NaiveDate, today: NaiveDate) -> Result<Analysis, FormErrors> {
        let mut errors = FormErrors::new();
        let held_on = errors.take("held_on", self.held_on.past(today).and_then(|day| not_before(day, told_on)));
        let place = errors.take("place", text_within(&self.place, 300));
        let attendees = errors.take("attendees", attendees(&self.attendees));
        let minutes = errors.take("minutes", text_within(&self.minutes, 20_000));
        let problem = errors.take("problem", text_within(&self.problem, TEXT_MOST));
        match (held_on, place, attendees, minutes, problem) {
            (Some(held_on), Some(place), Some(attendees), Some(minutes), Some(problem)) => {
                Ok(Analysis { held_on, place, attendees, minutes, problem })
            }
            _ => Err(errors),
        }
    }
}

fn not_before(day: NaiveDate, told_on: NaiveDate) -> Result<NaiveDate, Message> {
    if day < told_on { Err(msg("needs-held-before-told")) } else { Ok(day) }
}

fn attendees(typed: &str) -> Result<i32, Message> {
    let digits = thai::digits::to_ascii(&required(typed)?);
    match digits.parse() {
        Ok(count @ 1..=10_000) => Ok(count),
        _ => Err(msg("needs-attendees-number")),
    }
}
