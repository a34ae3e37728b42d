//! What the list of groups may be narrowed by, as its address has it.

use kit::db::listing::{self, SortKey};
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;

use super::entry::Region;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of a phrase.
    pub q: String,
    /// Where a local word is spoken.
    pub region: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("region", Region::narrows), ("cursor", listing::narrows::<SortKey>), ("limit", narrow::limit)];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("q", self.q.as_str()), ("region", &self.region), ("cursor", cursor)];
        kit::web::address("/thesaurus", &fields)
    }
}
