//! What a list of villages may be narrowed by, as the address of the list has it.

use kit::db::listing::{self, SortKey};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use house::places;

/// What a list of villages may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words of its name or occupation.
    pub q: String,
    /// Official code of a province.
    pub province: String,
    /// Official code of a district.
    pub district: String,
    /// A fiscal year that paid for it, Buddhist era.
    pub fiscal_year: String,
    /// Code of the clinic responsible.
    pub clinic: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("province", places::narrows_province),
        ("district", places::narrows_place),
        ("fiscal_year", narrow::fiscal_year),
        ("cursor", listing::narrows::<SortKey>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("province", &self.province),
            ("district", &self.district),
            ("fiscal_year", &self.fiscal_year),
            ("clinic", &self.clinic),
            ("cursor", cursor),
        ];
        kit::web::address("/villages", &fields)
    }

    /// The year asked for, which the address has only when it is one.
    pub fn year(&self) -> Option<i32> {
        self.fiscal_year.parse().ok()
    }
}
