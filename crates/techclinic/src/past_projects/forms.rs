//! What a person types about a project of the past: each field is named like a column of the file, and checked like it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::past_project::PastProject;

/// The form by which a project of the past is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PastProjectForm {
    /// Buddhist era, from 2546 on.
    #[schema(required)]
    pub fiscal_year: String,
    /// What it was called.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// Who ran it, by the name of that time.
    #[schema(required)]
    pub organiser: String,
    /// Code of the clinic whose memory it is.
    pub clinic: String,
    /// Official code of the province.
    pub province: String,
    /// The budget in baht; empty where no source says it.
    pub budget_baht: String,
    /// How many persons it reached; empty where no source says it.
    pub recipients: String,
    /// What came of it, without names or data of persons.
    pub result: String,
    /// The document that tells of it.
    #[schema(required)]
    pub source: String,
    /// What a reader should know beside.
    pub note: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(PastProjectForm);

impl PastProjectForm {
    /// The form as it would be typed for what is there; `clinic` is its code.
    pub fn of(project: &PastProject, clinic: String) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            fiscal_year: project.fiscal_year.0.to_string(),
            name_th: project.name.th.clone(),
            name_en: text(&project.name.en),
            organiser: project.organiser.clone(),
            clinic,
            province: text(&project.province),
            budget_baht: project.budget.map(|budget| budget.to_string()).unwrap_or_default(),
            recipients: project.recipients.map(|persons| persons.to_string()).unwrap_or_default(),
            result: text(&project.result),
            source: project.source.clone(),
            note: text(&project.note),
            version: project.standing.version.to_string(),
            once: String::new(),
        }
    }
}
