//! Who may write down what was before the system.

use kit::Result;
use kit::message::msg;

use crate::accounts::{Reader, Role};

/// What can be done to a project of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Bring => "past_project.bring",
        }
    }
}

/// The ministry brings them in from its archive; everyone reads them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("past-projects-forbidden-import"))
}
