//! What the register of volunteers may be narrowed by, as the address of the list has it.

use kit::db::listing::{self, SortKey};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::volunteer::Status;
use house::places;

/// What the register may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// The beginning of a given or a family name, or a member's code.
    pub q: String,
    /// Official code of a province.
    pub province: String,
    /// Code of a network.
    pub network: String,
    /// Are they volunteers today?
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("province", places::narrows_province),
        ("status", Status::narrows),
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
            ("network", &self.network),
            ("status", &self.status),
            ("cursor", cursor),
        ];
        kit::web::address("/desk/volunteers", &fields)
    }
}
