//! The noun: the official code of a place, as it is typed into an address.

use chrono::NaiveDate;
use kit::Message;
use kit::web::narrow::unknown;
use thai::places::{Level, find};

/// The official code of a province, in what narrows a list.
///
/// # Errors
/// `places-filter-province`.
pub fn narrows_province(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let code = thai::digits::to_ascii(typed);
    if is(&code, Level::Province) { Ok(code) } else { Err(unknown("places-filter-province", typed)) }
}

/// The official code of any place, in what narrows a list.
///
/// # Errors
/// `places-filter-place`.
pub fn narrows_place(typed: &str, _: NaiveDate) -> Result<String, Message> {
    let code = thai::digits::to_ascii(typed);
    if find(&code).is_some() { Ok(code) } else { Err(unknown("places-filter-place", typed)) }
}

/// There is such a place, and it stands at that level.
pub(super) fn is(code: &str, level: Level) -> bool {
    find(code).is_some_and(|place| place.level() == level)
}
