//! Who may keep the register of holidays.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a day is entered.
    Enter,
    /// A day that was entered wrongly is taken out.
    Remove,
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Enter => "holiday.enter",
            Verb::Remove => "holiday.remove",
            Verb::Bring => "holiday.bring",
        }
    }
}

/// The ministry keeps the register; everyone reads it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_enter(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("holidays-forbidden"))
}

/// The ministry.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_remove(reader: &Reader) -> Result<()> {
    may_enter(reader)
}
