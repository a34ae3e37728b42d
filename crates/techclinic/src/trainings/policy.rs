//! Who may write down trainings.

use kit::Result;
use kit::message::msg;

use crate::accounts::{Reader, Role};

/// What can be done to a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Bring => "training.bring",
        }
    }
}

/// The ministry, which holds them; everyone reads them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("trainings-forbidden-import"))
}
