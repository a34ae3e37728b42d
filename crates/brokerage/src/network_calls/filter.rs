//! What the list of network calls may be narrowed by.

use kit::Timestamp;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::call::Status;
use house::places;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Official code of the need's province.
    pub province: String,
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// "yes": only open calls of other clinics that the reader's own have not answered.
    pub unanswered: String,
    /// "yes": only the calls of the reader's own clinics.
    pub own: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("province", places::narrows_province),
        ("status", Status::narrows),
        ("unanswered", narrow::yes),
        ("own", narrow::yes),
        ("cursor", listing::narrows::<Timestamp>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("province", self.province.as_str()),
            ("status", &self.status),
            ("unanswered", &self.unanswered),
            ("own", &self.own),
            ("cursor", cursor),
        ];
        kit::web::address("/network-calls", &fields)
    }
}
