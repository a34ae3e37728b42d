//! What a person typed, and what is wrong with it. A form keeps every field as it was typed, so
//! that a refusal can show it again; errors sit beside their fields.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::message::Message;

/// Errors of one form, each beside its field, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormErrors {
    errors: Vec<(String, Message)>,
}

impl FormErrors {
    /// No errors yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A single error.
    pub fn one(field: impl Into<String>, message: Message) -> Self {
        let mut errors = Self::new();
        errors.add(field, message);
        errors
    }

    /// Says what is wrong with `field`.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        self.errors.push((field.into(), message));
    }

    /// Takes the value, or notes the error beside `field` and answers `None`.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Message>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(message) => {
                self.add(field, message);
                None
            }
        }
    }

    /// The first error of `field`.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, message)| message)
    }

    /// Has nothing gone wrong?
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// Every error with its field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.errors.iter().map(|(field, message)| (field.as_str(), message))
    }

    /// `Ok` when nothing went wrong: the last line of a form's `check`.
    ///
    /// # Errors
    /// These errors, when there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// One text about a record, such as a reason or a reply.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TextForm {
    /// As it was typed.
    #[schema(required)]
    pub text: String,
    /// The version of the record that its writer had before their eyes.
    pub version: String,
}

impl TextForm {
    /// Reads the text, of at most `most` characters.
    ///
    /// # Errors
    /// As [`text_within`], beside `text`.
    pub fn check(&self, most: usize) -> Result<String, FormErrors> {
        text_within(&self.text, most).map_err(|message| FormErrors::one("text", message))
    }

    /// The version its writer saw.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}

/// The version a form was filled in on; a form that names none is not checked against others' changes.
pub fn version_seen(typed: &str) -> Option<i64> {
    typed.trim().parse().ok()
}

/// A field that must be filled, trimmed.
///
/// # Errors
/// `kit-field-required` when nothing but spaces was typed.
pub fn required(typed: &str) -> Result<String, Message> {
    optional(typed).ok_or_else(|| Message::new("kit-field-required"))
}

/// A field that may stay empty, trimmed.
pub fn optional(typed: &str) -> Option<String> {
    let text = typed.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A field that must be filled with at most `most` characters.
///
/// # Errors
/// `kit-field-required` or `kit-field-too-long`.
pub fn text_within(typed: &str, most: usize) -> Result<String, Message> {
    let text = required(typed)?;
    let length = text.chars().count();
    if length > most {
        return Err(Message::new("kit-field-too-long").with("most", most).with("length", length));
    }
    Ok(text)
}
