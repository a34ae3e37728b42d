//! What a list of technologies may be narrowed by, as the address of the list has it.

use serde::Deserialize;

/// What a list of technologies may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words in it; the best come first.
    pub q: String,
    /// A [`Kind`], as its word.
    pub kind: String,
    /// Official code of a province.
    pub province: String,
    /// Code of a clinic.
    pub clinic: String,
    /// Where to begin and how many.
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
