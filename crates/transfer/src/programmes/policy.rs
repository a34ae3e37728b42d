//! Who keeps the lines of work.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to a line of work. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it; one that was withdrawn is offered again.
    Correct,
    /// No new project may belong to it: say why.
    Withdraw,
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "programme.register",
            Verb::Correct => "programme.correct",
            Verb::Withdraw => "programme.withdraw",
            Verb::Bring => "programme.bring",
        }
    }
}

/// The ministry says which lines of work there are; everyone reads them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("programmes-forbidden"))
}

/// Whoever enters them corrects them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// Whoever enters them withdraws them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// Whoever enters them brings them in from files.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    may_register(reader)
}
