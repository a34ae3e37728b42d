//! What narrows the rows of a plan.

use kit::db::listing;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::plan_row::Origin;
use house::places;

/// What the list of rows may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// The plan, by its fiscal year, Buddhist era; the newest where none is named.
    pub fiscal_year: String,
    /// A part of a name, of who carries it out, or a code.
    pub q: String,
    /// Official code of a province: rows that are carried out there, in others too.
    pub province: String,
    /// `yes`: in no other province than the one named, or, where none is, in several.
    pub alone: String,
    /// Thai name of a provincial group; `none`, `unknown`, `several` or `country`.
    pub group: String,
    /// Code of an organisation, or who carries it out as printed.
    pub agency: String,
    /// Where they came from: `need`, `project`, `ended` or `agency`.
    pub origin: String,
    /// The fiscal year, Buddhist era, in which the need was told.
    pub told: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("province", places::narrows_province),
        ("alone", narrow::yes),
        ("origin", Origin::narrows),
        ("told", narrow::fiscal_year),
        ("cursor", listing::narrows::<i32>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The rows of a plan.
    pub fn of(year: &str) -> Self {
        Self { fiscal_year: year.to_owned(), ..Self::default() }
    }

    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("fiscal_year", self.fiscal_year.as_str()),
            ("q", &self.q),
            ("province", &self.province),
            ("alone", &self.alone),
            ("group", &self.group),
            ("agency", &self.agency),
            ("origin", &self.origin),
            ("told", &self.told),
            ("cursor", cursor),
        ];
        kit::web::address("/integration-plans/rows", &fields)
    }
}
