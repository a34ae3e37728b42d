//! Who may write down trainings.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done to a training. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it; one that was withdrawn stands again.
    Correct,
    /// It was wrong: say why, and count it no more.
    Withdraw,
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "training.register",
            Verb::Correct => "training.correct",
            Verb::Withdraw => "training.withdraw",
            Verb::Bring => "training.bring",
        }
    }
}

/// The ministry, which holds them; everyone reads them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("trainings-forbidden-import"))
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
