//! What a person typed about a key, or to put right what came -> a valid value, or errors beside the fields.

use kit::form::text_within;
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::field_key::{DAYS_MOST, DAYS_USUAL, NewKey};

/// The longest name of a telephone's bearer, in characters.
const NAME_MOST: usize = 120;
/// The longest reason.
const REASON_MOST: usize = 2_000;

/// The form by which a clinic makes a key.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct KeyForm {
    /// Whose telephone.
    pub name: String,
    /// How long it opens.
    pub days: String,
    /// The same in a form sent twice.
    pub once: String,
}

impl Default for KeyForm {
    fn default() -> Self {
        Self { name: String::new(), days: DAYS_USUAL.to_string(), once: String::new() }
    }
}

impl KeyForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self) -> Result<NewKey, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name", text_within(&self.name, NAME_MOST));
        let days = errors.take("days", days(&self.days));
        match (name, days) {
            (Some(name), Some(days)) => Ok(NewKey { name, days }),
            _ => Err(errors),
        }
    }
}

fn days(typed: &str) -> Result<u32, Message> {
    let read = thai::digits::to_ascii(typed.trim()).parse().ok().filter(|days| (1..=DAYS_MOST).contains(days));
    read.ok_or_else(|| msg("submissions-days").with("most", DAYS_MOST))
}

/// The form by which a submission is refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// Why.
    pub reason: String,
}

impl ReasonForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the field.
    pub fn check(&self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::new();
        errors.take("reason", text_within(&self.reason, REASON_MOST)).ok_or(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_for_some_days() {
        for (typed, read) in
            [("๙๐", Some(90)), ("1", Some(1)), ("480", Some(480)), ("481", None), ("0", None), ("-1", None), ("", None)]
        {
            let form = KeyForm { name: "สมมติ".to_owned(), days: typed.to_owned(), once: String::new() };
            assert_eq!(form.check().ok().map(|new| new.days), read, "{typed}");
        }
    }
}
