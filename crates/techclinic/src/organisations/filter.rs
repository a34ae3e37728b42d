//! What the list of clinics may be narrowed by, as the address of the list has it.

use serde::Deserialize;
use utoipa::IntoParams;

/// What the list of clinics may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Filter {
    /// A part of its name, or its code.
    pub q: String,
    /// Official code of a province it answers for.
    pub province: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        kit::web::address("/clinics", &[("q", self.q.as_str()), ("province", &self.province), ("cursor", cursor)])
    }
}
