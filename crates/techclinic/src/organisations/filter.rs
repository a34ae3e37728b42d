//! What the lists of clinics and organisations may be narrowed by, as their addresses have it.

use serde::Deserialize;
use utoipa::IntoParams;

use super::organisation::OrganisationKind;

/// What the list of clinics may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
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

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        kit::web::address("/clinics", &[("q", self.q.as_str()), ("province", &self.province), ("cursor", cursor)])
    }
}

/// What the list of organisations may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
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

impl OrganisationFilter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("q", self.q.as_str()), ("kind", &self.kind), ("province", &self.province), ("cursor", cursor)];
        kit::web::address("/organisations", &fields)
    }
}
