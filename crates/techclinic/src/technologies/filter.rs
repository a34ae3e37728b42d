//! What a list of technologies may be narrowed by, as the address of the list has it.

use serde::Deserialize;
use utoipa::IntoParams;

use super::technology::Kind;

/// What a list of technologies may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Filter {
    /// Words in it; the best come first.
    pub q: String,
    /// What it is.
    #[param(value_type = Option<Kind>)]
    pub kind: String,
    /// Official code of a province.
    pub province: String,
    /// Code of a clinic.
    pub clinic: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("kind", &self.kind),
            ("province", &self.province),
            ("clinic", &self.clinic),
            ("cursor", cursor),
        ];
        kit::web::address("/technologies", &fields)
    }
}
