//! What a person types about an item of a plan: each field is named like a column of the file, and checked
//! like it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan_item::PlanItem;

/// The form by which an item is entered or corrected. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanItemForm {
    /// Whose plan: `national`, `group` or `province`.
    #[schema(required)]
    pub level: String,
    /// What it says.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// The first fiscal year of its plan, Buddhist era.
    pub first_year: String,
    /// The last.
    pub last_year: String,
    /// The province, by code or name, of an item of its plan.
    pub province: String,
    /// The provincial group, by its Thai name, of an item of its strategy.
    pub group: String,
    /// The document it stands in.
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
kit::versioned!(PlanItemForm);

impl PlanItemForm {
    /// The form as it would be typed for what is there.
    pub fn of(item: &PlanItem) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let year = |year: Option<thai::FiscalYear>| year.map(|year| year.0.to_string()).unwrap_or_default();
        Self {
            level: item.level.as_str().to_owned(),
            name_th: item.name.th.clone(),
            name_en: text(&item.name.en),
            first_year: year(item.years.0),
            last_year: year(item.years.1),
            province: text(&item.province),
            group: text(&item.group),
            source: item.source.clone(),
            note: text(&item.note),
            version: item.standing.version.to_string(),
            once: String::new(),
        }
    }
}
