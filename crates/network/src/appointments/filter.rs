//! What the list of appointments may be narrowed by, as its address has it.

use chrono::NaiveDate;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::appointment::State;
use super::post::Post;
use house::places;

/// What the list of appointments may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of a name or of an office.
    pub q: String,
    /// To what.
    #[param(inline, value_type = Option<Post>)]
    pub post: String,
    /// How it stands today.
    #[param(inline, value_type = Option<State>)]
    pub state: String,
    /// Official code of a province: its executive, and those of the clinics that answer for it.
    pub province: String,
    /// Code of a clinic.
    pub clinic: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("post", Post::narrows),
        ("state", State::narrows),
        ("province", places::narrows_province),
        ("cursor", listing::narrows::<NaiveDate>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("post", &self.post),
            ("state", &self.state),
            ("province", &self.province),
            ("clinic", &self.clinic),
            ("cursor", cursor),
        ];
        kit::web::address("/appointments", &fields)
    }
}
