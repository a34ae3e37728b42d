//! Lists read a page at a time by keyset: no count, no offset, so that the last page is as quick
//! as the first.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Rows on one page of a list.
pub const PAGE: u64 = 20;
/// The most an API client may ask for at once.
pub const LIMIT: u64 = 100;

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// The rows, in order.
    pub items: Vec<T>,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
}

impl<T> Listing<T> {
    /// Cuts `rows`, read with one more than `limit`, into a page; `key` names a row's place.
    pub fn cut(mut rows: Vec<T>, limit: u64, key: impl Fn(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = if more { rows.last().map(key) } else { None };
        Self { items: rows, next_cursor }
    }

    /// The same page of something else.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Listing<U> {
        Listing { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }

    /// Is there nothing to show?
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// The part of a query string every list reads.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Paging {
    /// Where to begin, as the page before said.
    pub cursor: Option<String>,
    /// How many rows at most.
    pub limit: Option<u64>,
}

impl Paging {
    /// The limit asked for, within bounds.
    pub fn limit(&self) -> u64 {
        self.limit.unwrap_or(PAGE).clamp(1, LIMIT)
    }
}
