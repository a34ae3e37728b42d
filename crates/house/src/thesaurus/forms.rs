//! What a person typed about a group of phrases -> a valid value, or errors beside the fields.

use kit::form::{optional, required, text_within, version_seen};
use kit::{FormErrors, Message, msg};
use serde::{Deserialize, Serialize};

use super::entry::{Entry, NOTE_MOST, NewEntry, Region, read_phrases};

/// The form of a group. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// One phrase a line.
    pub phrases: String,
    /// A [`Region`]; empty for everywhere.
    pub region: String,
    /// Where it is known from.
    pub source: String,
    /// Anything else.
    pub note: String,
    /// "yes" where somebody who speaks so has looked at it.
    pub checked: String,
    /// The same in a form sent twice.
    pub once: String,
    /// The version that is changed.
    pub version: String,
}

kit::versioned!(EntryForm);

impl EntryForm {
    /// The form as it would be typed for what is there.
    pub fn of(entry: &Entry) -> Self {
        let told = &entry.told;
        Self {
            phrases: told.phrases.join("\n"),
            region: told.region.map(|region| region.to_string()).unwrap_or_default(),
            source: told.source.clone(),
            note: told.note.clone().unwrap_or_default(),
            checked: if told.checked { "yes".to_owned() } else { String::new() },
            once: String::new(),
            version: entry.version.to_string(),
        }
    }

    /// The version that was changed; 0, which no record has, when it cannot be read.
    pub fn version(&self) -> i64 {
        version_seen(&self.version).unwrap_or(0)
    }

    /// Is it ticked as looked at?
    pub fn is_checked(&self) -> bool {
        self.checked == "yes"
    }

    /// A valid group.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn check(&self) -> Result<NewEntry, FormErrors> {
        let mut errors = FormErrors::new();
        let phrases = errors.take("phrases", read_phrases(&self.phrases));
        let region = errors.take("region", read_region(&self.region));
        let source = errors.take("source", required(&self.source).and_then(|text| text_within(&text, NOTE_MOST)));
        let note = errors.take("note", within(&self.note));
        match (phrases, region, source, note) {
            (Some(phrases), Some(region), Some(source), Some(note)) => {
                Ok(NewEntry { phrases, region, source, note, checked: self.is_checked() })
            }
            _ => Err(errors),
        }
    }
}

/// A text that may be missing.
pub fn within(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, NOTE_MOST)).transpose()
}

fn read_region(typed: &str) -> Result<Option<Region>, Message> {
    let Some(word) = optional(typed) else { return Ok(None) };
    Region::from_word(&word).map(Some).ok_or_else(|| msg("thesaurus-region-unknown"))
}
