//! Who may decide what fits a need: whoever may analyse it.

use kit::Result;

use crate::accounts::Reader;
use crate::needs::{self, Need};

/// What can be done to a match. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// This technology shall help.
    Confirm,
    /// This one does not fit, and why.
    Reject,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Confirm => "match.confirm",
            Verb::Reject => "match.reject",
        }
    }
}

/// The need's own clinic decides.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_confirm(reader: &Reader, need: &Need) -> Result<()> {
    needs::may_see(reader, need)?;
    needs::may_analyse(reader, need)
}

/// The need's own clinic decides.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_reject(reader: &Reader, need: &Need) -> Result<()> {
    may_confirm(reader, need)
}
