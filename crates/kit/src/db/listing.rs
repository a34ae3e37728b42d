//! Lists read a page at a time by keyset: no count, no offset, so that the last page is as quick
//! as the first.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::NaiveDate;
use data_encoding::{BASE64URL_NOPAD, DecodeError};
use sea_orm::{ColumnTrait, Condition, ExprTrait, Order, Value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::message::Message;
use crate::web::narrow::unknown;

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

    /// The ways on from this page, which began at `cursor`; `address` names the page that begins at one, and
    /// the first with an empty one.
    pub fn turns(&self, cursor: Option<&str>, address: impl Fn(&str) -> String) -> Turns {
        Turns { next: self.next_cursor.as_deref().map(&address), first: cursor.map(|_| address("")) }
    }

    /// Is there nothing to show?
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// The ways on from a page of a list, for who turns its pages.
#[derive(Clone, Debug, Default)]
pub struct Turns {
    /// The next page, where there is one.
    pub next: Option<String>,
    /// The first one, from any other.
    pub first: Option<String>,
}

/// The place of a row in a list that is ordered by `key`, and by `id` where keys are equal.
pub fn cursor(key: impl Display, id: Uuid) -> String {
    format!("{key}_{id}")
}

/// Rows after the one that [`cursor`] named, in a list ordered by the columns `by` and then `id`; a
/// cursor that cannot be read begins at the beginning.
pub fn after<K: FromStr + Into<Value>>(
    cursor: Option<&str>,
    by: impl ColumnTrait,
    id: impl ColumnTrait,
    order: &Order,
) -> Condition {
    let Some((key, row)) = cursor.and_then(read::<K>) else { return Condition::all() };
    let key: Value = key.into();
    let (reached, further, beside) = match order {
        Order::Desc => (by.lte(key.clone()), by.lt(key.clone()), id.lt(row)),
        _ => (by.gte(key.clone()), by.gt(key.clone()), id.gt(row)),
    };
    // What `reached` says follows from the rest, but from an "or" no engine sees where in an index to begin.
    Condition::all().add(reached).add(Condition::any().add(further).add(by.eq(key).and(beside)))
}

/// A [`cursor`] of such a list in a query ([`crate::web::Narrows`]).
///
/// # Errors
/// `kit-filter-cursor`.
pub fn narrows<K: FromStr>(typed: &str, _: NaiveDate) -> Result<String, Message> {
    read::<K>(typed).map(|_| typed.to_owned()).ok_or_else(|| unknown("kit-filter-cursor", typed))
}

/// The same for a list that goes by identifiers, or keys of another kind.
///
/// # Errors
/// `kit-filter-cursor`.
pub fn narrows_by<K: FromStr>(typed: &str, _: NaiveDate) -> Result<String, Message> {
    typed.parse::<K>().map(|_| typed.to_owned()).map_err(|_| unknown("kit-filter-cursor", typed))
}

fn read<K: FromStr>(cursor: &str) -> Option<(K, Uuid)> {
    let (key, id) = cursor.rsplit_once('_')?;
    Some((key.parse().ok()?, id.parse().ok()?))
}

/// A key by which text is put into Thai order, as a cursor writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey(pub Vec<u8>);

impl Display for SortKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl FromStr for SortKey {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        BASE64URL_NOPAD.decode(text.as_bytes()).map(Self)
    }
}

impl From<SortKey> for Value {
    fn from(key: SortKey) -> Self {
        key.0.into()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Without the bound an engine walks an index from its beginning to the page that is asked for.
    #[test]
    fn a_page_says_where_in_the_order_it_begins() {
        use crate::audit::record::Column;
        let place = cursor(7, Uuid::nil());
        for (order, bound) in [(Order::Asc, ">= 7 AND ("), (Order::Desc, "<= 7 AND (")] {
            let rows = after::<i64>(Some(&place), Column::ChainPosition, Column::Id, &order);
            let mut select = sea_orm::sea_query::Query::select();
            let said = select.cond_where(rows).to_string(sea_orm::sea_query::SqliteQueryBuilder);
            assert!(said.contains(bound), "{said}");
        }
    }

    #[test]
    fn a_cursor_reads_back_and_nonsense_begins_at_the_beginning() {
        let id = Uuid::from_u128(7);
        // The base64 of these holds an underscore.
        let key = SortKey(vec![0xff, 0xff, 0xff]);
        assert_eq!(read(&cursor(&key, id)), Some((key, id)));
        assert_eq!(read(&cursor(2553, id)), Some((2553, id)));
        for text in ["", "_", "2553", "2553_x", "x_00000000-0000-0000-0000-000000000007"] {
            assert_eq!(read::<i32>(text), None, "{text}");
        }
    }
}
