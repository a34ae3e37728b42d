//! What a list of technologies may be narrowed by, as the address of the list has it.

use chrono::NaiveDate;
use kit::Message;
use kit::db::listing::{self, SortKey};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::told::Kind;
use house::places;

/// What a list of technologies may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in it; the best come first.
    pub q: String,
    /// What it is.
    #[param(inline, value_type = Option<Kind>)]
    pub kind: String,
    /// Official code of a province.
    pub province: String,
    /// The field of knowledge, as it is written.
    pub field: String,
    /// Code of a clinic.
    pub clinic: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("kind", Kind::narrows),
        ("province", places::narrows_province),
        ("cursor", cursor),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("kind", &self.kind),
            ("province", &self.province),
            ("field", &self.field),
            ("clinic", &self.clinic),
            ("cursor", cursor),
        ];
        kit::web::address("/technologies", &fields)
    }
}

/// The list goes by name, and by how well they fit where words are looked for.
fn cursor(typed: &str, today: NaiveDate) -> Result<String, Message> {
    listing::narrows::<i64>(typed, today).or_else(|_| listing::narrows::<SortKey>(typed, today))
}

/// Where a list of what waits for a review begins.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Waiting {
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Waiting {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("cursor", listing::narrows::<kit::Timestamp>), ("limit", narrow::limit)];
}
