//! What a list of expressions of interest may be narrowed by.

use kit::Timestamp;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::interest::Status;

/// What a list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// "yes": only those whose words are for the clinic to read first.
    pub held: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("status", Status::narrows),
        ("held", narrow::yes),
        ("cursor", listing::narrows::<Timestamp>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("status", self.status.as_str()), ("held", &self.held), ("cursor", cursor)];
        kit::web::address("/desk/interests", &fields)
    }
}
