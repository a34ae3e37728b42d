//! Who may set what is promised.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a promise is set from a day on.
    Set,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Set => "promise.set",
        }
    }
}

/// The ministry, which promises; everyone reads what.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_set(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("promises-forbidden"))
}
