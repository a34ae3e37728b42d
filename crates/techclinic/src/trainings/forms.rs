//! What a person types about a training: each field is named like a column of the file, and checked like it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::training::{Aim, Training};
use house::layout::date_field::DateField;

house::date_names!(StartsOn, "starts_on");
house::date_names!(EndsOn, "ends_on");

/// The form by which a training is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TrainingForm {
    /// Buddhist era.
    #[schema(required)]
    pub fiscal_year: String,
    /// What it was about.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    #[serde(flatten)]
    #[schema(value_type = StartsOn)]
    pub starts_on: DateField<StartsOn>,
    #[serde(flatten)]
    #[schema(value_type = EndsOn)]
    pub ends_on: DateField<EndsOn>,
    /// Where.
    pub place: String,
    /// What it serves.
    #[schema(value_type = Vec<Aim>)]
    pub aims: Vec<String>,
    /// How many persons came; empty where it is not known.
    pub participants: String,
    /// Codes of clinics, each with how many of its staff came, one a line: `trang 3`.
    pub clinics: String,
    /// The document that tells of it.
    pub source: String,
    /// What a reader should know beside.
    pub note: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(TrainingForm);

impl TrainingForm {
    /// The form as it would be typed for what is there; `clinics` are lines of codes and persons.
    pub fn of(training: &Training, clinics: Vec<String>) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            fiscal_year: training.fiscal_year.0.to_string(),
            name_th: training.name.th.clone(),
            name_en: text(&training.name.en),
            starts_on: training.days.0.map(DateField::from).unwrap_or_default(),
            ends_on: training.days.1.map(DateField::from).unwrap_or_default(),
            place: text(&training.place),
            aims: training.aims.iter().map(|aim| aim.as_str().to_owned()).collect(),
            participants: training.participants.map(|persons| persons.to_string()).unwrap_or_default(),
            clinics: clinics.join("\n"),
            source: text(&training.source),
            note: text(&training.note),
            version: training.standing.version.to_string(),
            once: String::new(),
        }
    }
}
