//! Telephone numbers as people enter them, wherever a record bears one.

use kit::{Message, msg};

/// What is said of a number that is none because a spreadsheet took its leading zero away: which one may be
/// meant. The zero is never put in front unasked.
pub fn zero_lost(typed: &str) -> Option<Message> {
    thai::phone::zero_lost(typed).map(|number| msg("layout-phone-zero").with("number", number))
}
