//! Who may write down published figures.

use kit::Result;
use kit::message::msg;

use crate::accounts::{Reader, Role};

/// What can be done to a published figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Bring => "published_figure.bring",
        }
    }
}

/// The ministry enters them; everyone reads them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("published-figures-forbidden-import"))
}
