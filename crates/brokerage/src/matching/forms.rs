//! What a clinic typed as it decided -> a valid value, or errors beside the fields.

use kit::FormErrors;
use kit::form::{optional, text_within};
use serde::Deserialize;
use utoipa::ToSchema;

use super::decision::NOTE_MOST;

/// The form by which a clinic confirms or rejects a technology. Every field is kept as typed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = MatchDecision)]
pub struct DecisionForm {
    /// Code of the technology.
    #[schema(required)]
    pub technology: String,
    /// The words it was found by, where not by the need's own.
    pub q: String,
    /// Why; a rejection must say it.
    pub note: String,
}

impl DecisionForm {
    /// Reads the note of a confirmation. It may stay empty where a reason speaks for the technology; where none
    /// does, whoever confirms it is asked for one (`verbs::confirm`).
    pub fn check_confirm(&self) -> Result<Option<String>, FormErrors> {
        let note = optional(&self.note).map(|text| text_within(&text, NOTE_MOST)).transpose();
        note.map_err(|message| FormErrors::one("note", message))
    }

    /// Reads the note of a rejection: whoever looks again must know why.
    pub fn check_reject(&self) -> Result<String, FormErrors> {
        text_within(&self.note, NOTE_MOST).map_err(|message| FormErrors::one("note", message))
    }
}
