//! What the lists of clinics and of organisations may be narrowed by, as their addresses have it.

use kit::db::listing::{self, SortKey};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use utoipa::IntoParams;

use super::organisation::OrganisationKind;
use crate::places;

/// What the list of clinics may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of its name, or its code.
    pub q: String,
    /// Official code of a province it answers for.
    pub province: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("province", places::narrows_province), ("cursor", listing::narrows::<SortKey>), ("limit", narrow::limit)];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        kit::web::address("/clinics", &[("q", self.q.as_str()), ("province", &self.province), ("cursor", cursor)])
    }
}

/// What the list of organisations may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct OrganisationFilter {
    /// A part of a name it bears or bore, an abbreviation, or its code.
    pub q: String,
    /// What it is.
    #[param(value_type = Option<OrganisationKind>)]
    pub kind: String,
    /// Official code of the province it stands in.
    pub province: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for OrganisationFilter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("kind", OrganisationKind::narrows),
        ("province", places::narrows_province),
        ("cursor", listing::narrows::<SortKey>),
        ("limit", narrow::limit),
    ];
}

impl OrganisationFilter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("q", self.q.as_str()), ("kind", &self.kind), ("province", &self.province), ("cursor", cursor)];
        kit::web::address("/organisations", &fields)
    }
}
