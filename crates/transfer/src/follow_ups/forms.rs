//! What a caller typed -> a valid value, or errors beside the fields.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::attempt::{NewAttempt, Outcome};
use house::layout::date_field::DateField;

/// The longest note or reason, in characters.
const NOTE_MOST: usize = 1_000;
/// The longest "after six in the evening".
const TIME_MOST: usize = 60;

/// The form by which a caller writes down what came of a call.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AttemptForm {
    /// What came of it.
    pub outcome: String,
    /// When they asked to be called again.
    #[serde(flatten)]
    pub call_on: DateField<CallOn>,
    /// And at what time, in their words.
    pub call_time: String,
    /// Anything worth knowing.
    pub note: String,
    /// The same in a form sent twice.
    pub once: String,
}

house::date_names!(CallOn, "call_on");

impl AttemptForm {
    /// Reads the form; one who is to be called again is called on a day that has not passed.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewAttempt, FormErrors> {
        let mut errors = FormErrors::new();
        let outcome = Outcome::from_word(&self.outcome).filter(|outcome| Outcome::OF_A_CALL.contains(outcome));
        let outcome = errors.take("outcome", outcome.ok_or_else(|| msg("follow-ups-outcome-choose")));
        let again = outcome == Some(Outcome::CallAgain);
        let call_on = errors.take("call_on", self.day(today).and_then(|day| needed(day, again)));
        let call_time = errors.take("call_time", within(&self.call_time, TIME_MOST));
        let note = errors.take("note", within(&self.note, NOTE_MOST));
        match (outcome, call_on, call_time, note) {
            (Some(outcome), Some(call_on), Some(call_time), Some(note)) => Ok(NewAttempt {
                outcome,
                call_on: call_on.filter(|_| again),
                call_time: call_time.filter(|_| again),
                note,
            }),
            _ => Err(errors),
        }
    }

    fn day(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Message> {
        if self.call_on.is_empty() {
            return Ok(None);
        }
        let day = self.call_on.date(today)?;
        if day < today { Err(msg("follow-ups-call-on-past")) } else { Ok(Some(day)) }
    }
}

fn needed(day: Option<NaiveDate>, again: bool) -> Result<Option<NaiveDate>, Message> {
    if again && day.is_none() { Err(msg("follow-ups-call-on-needed")) } else { Ok(day) }
}

fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

/// The form by which somebody says why a person cannot be reached, or can again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReachForm {
    /// Why.
    pub reason: String,
}

impl ReachForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the field.
    pub fn check(&self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::new();
        errors.take("reason", text_within(&self.reason, NOTE_MOST)).ok_or(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn whoever_is_to_be_called_again_says_when() {
        let today = day("2010-11-01");
        for (outcome, on, wrong) in [
            ("no_answer", None, None),
            ("call_again", None, Some("follow-ups-call-on-needed")),
            ("call_again", Some("2010-10-31"), Some("follow-ups-call-on-past")),
            ("call_again", Some("2010-11-01"), None),
        ] {
            let call_on = on.map_or_else(DateField::default, |on| DateField::from(day(on)));
            let form = AttemptForm { outcome: outcome.to_owned(), call_on, ..AttemptForm::default() };
            let refused = form.check(today).err();
            let said = refused.as_ref().and_then(|errors| errors.of("call_on")).map(Message::id);
            assert_eq!(said, wrong, "{outcome} {on:?}");
        }
        let unreachable = AttemptForm { outcome: "unreachable".to_owned(), ..AttemptForm::default() };
        assert!(unreachable.check(today).expect_err("another verb says this").of("outcome").is_some());
    }
}
