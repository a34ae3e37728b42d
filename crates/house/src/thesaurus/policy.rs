//! Who may do which verb with the thesaurus: one function each, pure. Everyone reads it.

use kit::Result;
use kit::message::msg;

use crate::accounts::{Reader, Role};

/// What can be done. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Enter,
    /// Change a group.
    Correct,
    /// Take a group out.
    Remove,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Enter => "thesaurus.enter",
            Verb::Correct => "thesaurus.correct",
            Verb::Remove => "thesaurus.remove",
        }
    }
}

/// Those who keep it: it serves the whole network.
const KEEPING: [Role; 2] = [Role::MinistryOfficer, Role::ClinicManager];

/// The ministry and the managers of clinics enter groups.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_enter(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&KEEPING), msg("thesaurus-forbidden"))
}

/// They change them.
///
/// # Errors
/// As [`may_enter`].
pub fn may_correct(reader: &Reader) -> Result<()> {
    may_enter(reader)
}

/// They take them out.
///
/// # Errors
/// As [`may_enter`].
pub fn may_remove(reader: &Reader) -> Result<()> {
    may_enter(reader)
}

/// The ministry brings in files.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("thesaurus-forbidden"))
}
