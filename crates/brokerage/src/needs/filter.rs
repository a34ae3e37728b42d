//! What the public list of needs may be narrowed by, as the address of the list has it.

use chrono::NaiveDate;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::need::Status;
use house::places;

/// What a list of needs may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in it.
    pub q: String,
    /// Buddhist era: those received in it.
    pub fiscal_year: String,
    /// Official code of a province.
    pub province: String,
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// "yes": only those with an outcome: replied to, declined, or taken into a project.
    pub answered: String,
    /// "yes": only what is later than was promised.
    pub late: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("province", places::narrows_province),
        ("status", Status::narrows),
        ("answered", narrow::yes),
        ("late", narrow::yes),
        ("cursor", listing::narrows::<NaiveDate>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("fiscal_year", &self.fiscal_year),
            ("province", &self.province),
            ("status", &self.status),
            ("answered", &self.answered),
            ("late", &self.late),
            ("cursor", cursor),
        ];
        kit::web::address("/needs", &fields)
    }
}
