//! Who may see what participants agree to, and write down what they say of it. One function each, pure.

use kit::Result;

use house::accounts::Reader;

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: what somebody says of a purpose, by POST to their consents.
    Record,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Record => "consent.record",
        }
    }
}

/// The area's clinic, or the data protection officer: people may turn to either, as they may to be taken out.
///
/// # Errors
/// As [`responses::may_withdraw`]. Who holds the slip needs no right to take back what they agreed to: its code is one.
pub fn may_record(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_withdraw(reader, area)
}
