//! What the ministry types about a line of work: each field is named like a column of the file, and checked like it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::programme::{ParticipationLevel, Programme};

/// The form by which a line of work is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProgrammeForm {
    /// Its word in records and files; given once, never changed.
    #[schema(required)]
    pub code: String,
    /// What it is called.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// What belongs to it.
    pub scope: String,
    /// The least participation of the public that a plan of it must reach.
    #[schema(value_type = Option<ParticipationLevel>)]
    pub least_level: String,
    /// Where this is known from.
    pub source: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(ProgrammeForm);

impl ProgrammeForm {
    /// The form as it would be typed for what is there.
    pub fn of(programme: &Programme) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            code: programme.code.clone(),
            name_th: programme.name.th.clone(),
            name_en: text(&programme.name.en),
            scope: text(&programme.scope),
            least_level: programme.least_level.map(|level| level.to_string()).unwrap_or_default(),
            source: text(&programme.source),
            version: programme.standing.version.to_string(),
            once: String::new(),
        }
    }
}
