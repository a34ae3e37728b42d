//! What a list of needs may be narrowed by.

use chrono::NaiveDate;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::need::Status;
use crate::places;

/// What a list of needs may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in it.
    pub q: String,
    /// Official code of a province.
    pub province: String,
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// "yes": only what is later than was promised.
    pub late: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("province", places::narrows_province),
        ("status", Status::narrows),
        ("late", narrows_late),
        ("cursor", listing::narrows::<NaiveDate>),
        ("limit", narrow::limit),
    ];
}

fn narrows_late(typed: &str, _: NaiveDate) -> Result<String, kit::Message> {
    if typed == "yes" { Ok(typed.to_owned()) } else { Err(kit::msg("needs-filter-late")) }
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("province", &self.province),
            ("status", &self.status),
            ("late", &self.late),
            ("cursor", cursor),
        ];
        kit::web::address("/needs", &fields)
    }
}
