//! What the ministry typed about a promise -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::promise::{DAYS_MOST, NOTE_MOST, NewPromise};
use house::layout::date_field::DateField;

/// The form by which the ministry sets what is promised from a day on.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PromiseForm {
    #[serde(flatten)]
    #[schema(value_type = ValidFrom)]
    pub valid_from: DateField<ValidFrom>,
    /// Working days until the clinic has begun; empty: nothing is promised.
    pub received: String,
    /// Working days from the joint analysis until a technology is found.
    pub in_analysis: String,
    /// Working days from then until a project works on it, or a reply says how it goes on.
    pub matched: String,
    /// Working days from that reply until a project works on it, or a reason is given.
    pub replied: String,
    /// Working days from the project's begin until the public reply.
    pub in_project: String,
    /// Working days from one level to the next.
    #[schema(required)]
    pub climb: String,
    /// Working days for which a question asked back stops the clock at most.
    #[schema(required)]
    pub pause: String,
    /// Why it is set so.
    pub note: String,
}

house::date_names!(ValidFrom, "valid_from");

impl PromiseForm {
    /// The form filled with what holds now.
    pub fn of(set: &NewPromise) -> Self {
        let written = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
        let [received, in_analysis, matched, replied, in_project] = set.days.map(written);
        let (climb, pause) = (set.climb.to_string(), set.pause.to_string());
        Self { received, in_analysis, matched, replied, in_project, climb, pause, ..Self::default() }
    }

    /// Reads the form. What was promised in the past stays as it was.
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, today: NaiveDate) -> Result<NewPromise, FormErrors> {
        let mut errors = FormErrors::new();
        let from = |day: NaiveDate| if day < today { Err(msg("promises-past")) } else { Ok(day) };
        let valid_from = errors.take("valid_from", self.valid_from.date(today).and_then(from));
        let stages = [
            ("received", &self.received),
            ("in_analysis", &self.in_analysis),
            ("matched", &self.matched),
            ("replied", &self.replied),
            ("in_project", &self.in_project),
        ];
        let stages =
            stages.map(|(name, typed)| errors.take(name, optional(typed).map(|typed| days(&typed)).transpose()));
        let climb = errors.take("climb", days(&self.climb));
        let pause = errors.take("pause", days(&self.pause));
        let note = errors.take("note", optional(&self.note).map(|note| text_within(&note, NOTE_MOST)).transpose());
        match (valid_from, climb, pause, note, errors.is_empty()) {
            (Some(valid_from), Some(climb), Some(pause), Some(note), true) => {
                Ok(NewPromise { valid_from, days: stages.map(Option::flatten), climb, pause, note })
            }
            _ => Err(errors),
        }
    }
}

fn days(typed: &str) -> Result<u16, Message> {
    match thai::digits::to_ascii(typed.trim()).parse() {
        Ok(days @ 1..=DAYS_MOST) => Ok(days),
        _ => Err(msg("promises-days").with("most", usize::from(DAYS_MOST))),
    }
}
