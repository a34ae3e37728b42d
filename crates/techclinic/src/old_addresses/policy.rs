//! Who may write down where the addresses of the former site lead.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to an old address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Bring => "old_address.bring",
        }
    }
}

/// The ministry, whose site it was.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("old-addresses-forbidden-import"))
}
