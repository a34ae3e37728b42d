//! Names as people enter them, wherever a record bears one.

use kit::form::text_within;
use kit::{Message, msg};

/// A name that can be read: mended where that is certain, of at most `most` characters.
///
/// # Errors
/// What [`text_within`] says, or `layout-name-broken` for vowels and tones that stand where none can.
pub fn readable(typed: &str, most: usize) -> Result<String, Message> {
    let name = text_within(&thai::repair::clean(typed), most)?;
    if thai::repair::is_spelled(&name) { Ok(name) } else { Err(msg("layout-name-broken")) }
}
