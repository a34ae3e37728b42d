//! What the list of calls may be narrowed by.

use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::call::State;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Buddhist era.
    pub fiscal_year: String,
    /// The word of a line of work.
    pub programme: String,
    /// How it stands now.
    #[param(inline, value_type = Option<State>)]
    pub state: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("state", State::narrows),
        ("cursor", listing::narrows::<i32>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("fiscal_year", self.fiscal_year.as_str()),
            ("programme", &self.programme),
            ("state", &self.state),
            ("cursor", cursor),
        ];
        kit::web::address("/calls", &fields)
    }
}
