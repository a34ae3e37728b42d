//! What a person types about a printed number: each field is named like a column of the file, and checked like it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figure::{FACTS, Figure};

/// The form by which a printed number is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct FigureForm {
    /// What is counted, as a code word such as `networks`.
    pub fact: String,
    /// What is counted, as the document calls it, where no code word fits; it goes before `fact`.
    pub other: String,
    /// A whole number; `≥` (at least) or `>` (more than) may stand before it.
    #[schema(required)]
    pub value: String,
    /// What one of them is.
    #[schema(required)]
    pub unit: String,
    /// When it held, as it was printed.
    #[schema(required)]
    pub as_of: String,
    /// The document or page that printed it.
    #[schema(required)]
    pub source: String,
    /// What a reader should know beside.
    pub note: String,
    /// The same in English.
    pub note_en: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(FigureForm);

impl FigureForm {
    /// The form as it would be typed for what is there.
    pub fn of(figure: &Figure) -> Self {
        let coded = FACTS.contains(&figure.fact.as_str());
        let of = |is: bool| if is { figure.fact.clone() } else { String::new() };
        Self {
            fact: of(coded),
            other: of(!coded),
            value: figure.typed(),
            unit: figure.unit.clone(),
            as_of: figure.as_of.clone(),
            source: figure.source.clone(),
            note: figure.note.clone().unwrap_or_default(),
            note_en: figure.note_en.clone().unwrap_or_default(),
            version: figure.standing.version.to_string(),
            once: String::new(),
        }
    }
}
