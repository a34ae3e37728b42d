//! What a person typed about a survey -> a valid value, or errors beside the fields.

use std::collections::BTreeMap;

use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::Deserialize;

use super::mapping::{Becomes, FIELDS, Mapping};

/// The longest note on what is new, in characters.
const NOTES_MOST: usize = 2_000;

/// The form by which an edition is published.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PublishForm {
    /// What is new in it.
    pub notes: String,
}

impl PublishForm {
    /// Reads the form; from the second edition on something must be said.
    ///
    /// # Errors
    /// Beside its field.
    pub fn check(&self, is_first: bool) -> Result<Option<String>, FormErrors> {
        let notes = optional(&self.notes).map(|notes| text_within(&notes, NOTES_MOST)).transpose();
        let beside = |message: Message| FormErrors::one("notes", message);
        match notes.map_err(beside)? {
            None if !is_first => Err(beside(msg("surveys-notes-missing"))),
            notes => Ok(notes),
        }
    }
}

/// The form by which its owner says what answers become.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MapForm {
    /// A need, an opinion, or nothing.
    pub becomes: String,
    /// By what is said, the question that says it.
    #[serde(flatten)]
    pub from: BTreeMap<String, String>,
}

impl MapForm {
    /// The form of what stands.
    pub fn of(mapping: &Mapping) -> Self {
        let becomes = mapping.becomes.map_or("nothing", Becomes::as_str).to_owned();
        Self { becomes, from: mapping.from.clone() }
    }

    /// What stands in one field.
    pub fn value(&self, field: &str) -> &str {
        self.from.get(field).map_or("", String::as_str)
    }

    /// Reads the form.
    ///
    /// # Errors
    /// When nothing was chosen.
    pub fn check(&self) -> Result<Mapping, FormErrors> {
        let becomes = match self.becomes.as_str() {
            "nothing" => None,
            word => Some(
                Becomes::from_word(word).ok_or_else(|| FormErrors::one("becomes", msg("surveys-becomes-choose")))?,
            ),
        };
        let said = |field: &&str| optional(self.value(field)).map(|from| ((*field).to_owned(), from));
        Ok(Mapping { becomes, from: FIELDS.iter().filter_map(said).collect() })
    }
}
