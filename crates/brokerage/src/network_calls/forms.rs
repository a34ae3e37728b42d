//! What a clinic typed as it asked, answered or ended a call -> a valid value, or errors beside the fields.

use chrono::{Days, NaiveDate};
use kit::FormErrors;
use kit::form::{optional, public_text, required, version_seen};
use kit::message::msg;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::call::{DAYS_USUAL, Ending, NewCall, TEXT_MOST, until};
use house::layout::date_field::DateField;

/// The form by which a clinic asks the network. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NetworkCallForm {
    /// Code of the need.
    #[schema(required)]
    pub need: String,
    /// What was tried, and why nothing fits.
    #[schema(required)]
    pub tried: String,
    #[serde(flatten)]
    #[schema(value_type = Until)]
    pub until: DateField<Until>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

house::date_names!(Until, "until");

impl NetworkCallForm {
    /// The form for a need, with the day that is usual.
    pub fn beginning(need: String, once: String, today: NaiveDate) -> Self {
        let day = today.checked_add_days(Days::new(DAYS_USUAL)).unwrap_or(today);
        Self { need, once, until: day.into(), ..Self::default() }
    }

    /// Reads the form on a day.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewCall, FormErrors> {
        let mut errors = FormErrors::new();
        let tried = errors.take("tried", public_text(&self.tried, TEXT_MOST));
        let until = errors.take("until", self.until.date(today).and_then(|day| until(day, today)));
        match (tried, until) {
            (Some(tried), Some(until)) => Ok(NewCall { tried, until }),
            _ => Err(errors),
        }
    }
}

/// What a clinic answers, read, its codes not yet looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedAnswer {
    /// Code of the clinic; `None`: the only one the reader answers for.
    pub clinic: Option<String>,
    /// Code of the technology.
    pub technology: Option<String>,
    /// How it can help.
    pub words: Option<String>,
}

/// The form by which another clinic answers. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NetworkAnswerForm {
    /// Code of the clinic that answers; not needed by whoever works for one.
    pub clinic: String,
    /// Code of a technology that it offers itself.
    pub technology: String,
    /// How it can help; needed where no technology is named.
    pub words: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl NetworkAnswerForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields; `network-calls-answer-empty` where nothing is answered.
    pub fn check(&self) -> Result<TypedAnswer, FormErrors> {
        let mut errors = FormErrors::new();
        let [clinic, technology] = [&self.clinic, &self.technology].map(|typed| optional(typed));
        let words = optional(&self.words).map(|typed| public_text(&typed, TEXT_MOST)).transpose();
        let words = errors.take("words", words).flatten();
        if errors.is_empty() && technology.is_none() && words.is_none() {
            errors.add("words", msg("network-calls-answer-empty"));
        }
        errors.into_result()?;
        Ok(TypedAnswer { clinic, technology, words })
    }
}

/// The form by which a clinic takes an answer back, or by which whoever asked uses one.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NetworkAnswerNumber {
    /// The number of the answer within its call.
    #[schema(required)]
    pub number: String,
    /// The version of the call that was read.
    pub version: String,
}

impl NetworkAnswerNumber {
    /// Reads the number.
    ///
    /// # Errors
    /// `network-calls-no-such-answer`.
    pub fn check(&self) -> Result<i32, FormErrors> {
        number(&self.number).map_err(|message| FormErrors::one("number", message))
    }

    /// The version that was read.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

fn number(typed: &str) -> Result<i32, kit::Message> {
    let typed = required(typed)?;
    thai::digits::to_ascii(&typed).parse().map_err(|_| msg("network-calls-no-such-answer"))
}

/// The form by which the clinic that asked ends a call. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NetworkCallEnding {
    /// The number of the answer that helped; empty where none did.
    pub answer: String,
    /// What comes of it; where no answer helped, why the call ends.
    pub text: String,
    /// The version of the call that was read.
    pub version: String,
}

impl NetworkCallEnding {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self) -> Result<Ending, FormErrors> {
        let mut errors = FormErrors::new();
        let answer = optional(&self.answer).map(|typed| number(&typed)).transpose();
        let answer = errors.take("answer", answer).flatten();
        let said = optional(&self.text).is_some() || optional(&self.answer).is_none();
        let reason = if said { errors.take("text", public_text(&self.text, TEXT_MOST)) } else { None };
        errors.into_result()?;
        Ok(Ending { answer, reason })
    }

    /// The version that was read.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}
