//! Which technology a plan transfers, whose need it takes up, or which item of a plan of the state it serves.

use serde::Deserialize;
use utoipa::ToSchema;

/// A technology, by its code.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChosenTechnologyForm {
    /// Its code.
    #[schema(required)]
    pub technology: String,
    /// What was searched for: the page shows it again.
    #[schema(ignore)]
    pub q: String,
}

/// An item of a plan of the state, by its code.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ServedItemForm {
    /// Its code.
    #[schema(required)]
    pub item: String,
    /// What was searched for: the page shows it again.
    #[schema(ignore)]
    pub q: String,
}

/// A need, by its code.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TakenNeedForm {
    /// Its code.
    #[schema(required)]
    pub need: String,
}
