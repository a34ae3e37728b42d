//! What the list of agreements may be narrowed by, as its address has it.

use chrono::NaiveDate;
use kit::Message;
use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::agreement::{Kind, STAGES, State};
use house::places;

/// Which drafts a reader sees.
#[derive(Clone, Debug)]
pub enum Drafts {
    /// All.
    All,
    /// Those of these clinics.
    Of(Vec<Uuid>),
}

/// What the list of agreements may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of its title, of a party's or of a signatory's name.
    pub q: String,
    /// Its state today.
    #[param(inline, value_type = Option<State>)]
    pub state: String,
    /// Between whom it is.
    #[param(inline, value_type = Option<Kind>)]
    pub kind: String,
    /// Official code of a province its clinic answers for.
    pub province: String,
    /// Code of a clinic.
    pub clinic: String,
    /// In force today, without a renewal, and over within so many days: 180, 90 or 30.
    pub within: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("state", State::narrows),
        ("kind", Kind::narrows),
        ("province", places::narrows_province),
        ("within", narrows_within),
        ("cursor", listing::narrows::<NaiveDate>),
        ("limit", narrow::limit),
    ];
}

fn narrows_within(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let days = thai::digits::to_ascii(typed);
    let known = days.parse().is_ok_and(|days| STAGES.contains(&days));
    if known { Ok(days) } else { Err(narrow::unknown("agreements-filter-within", typed)) }
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("state", &self.state),
            ("kind", &self.kind),
            ("province", &self.province),
            ("clinic", &self.clinic),
            ("within", &self.within),
            ("cursor", cursor),
        ];
        kit::web::address("/agreements", &fields)
    }

    /// The number of days, when it is one of those there are.
    pub fn days(&self) -> Option<i64> {
        self.within.parse().ok().filter(|days| STAGES.contains(days))
    }
}
