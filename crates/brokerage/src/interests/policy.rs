//! Who may do which verb with an expression of interest: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::interest::Interest;
use house::accounts::{Reader, Role};

/// What can be done to one. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Reply to whoever asked.
    Answer,
    /// Make a need of it.
    TakeUp,
    /// Close it, with the reason.
    Close,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "interest.register",
            Verb::Answer => "interest.answer",
            Verb::TakeUp => "interest.take_up",
            Verb::Close => "interest.close",
        }
    }
}

/// Those who answer for a clinic.
pub const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who see who asked, beside the clinic.
const SEEING: [Role; 2] = [Role::MinistryOfficer, Role::DataProtectionOfficer];

fn works_on(reader: &Reader, interest: &Interest) -> bool {
    reader.who().is_some_and(|who| who.writes) && reader.is_over(&CLINIC, Some(interest.clinic), None)
}

/// Anyone may say that they want a technology.
///
/// # Errors
/// Only a token for reading is refused, and whoever practises.
pub fn may_register(reader: &Reader) -> Result<()> {
    reader.allow(reader.who().is_none_or(|who| who.writes), msg("accounts-token-reads-only"))
}

/// Its clinic replies.
///
/// # Errors
/// [`Error::Forbidden`] for those who only see it.
pub fn may_answer(reader: &Reader, interest: &Interest) -> Result<()> {
    reader.allow(works_on(reader, interest), msg("interests-forbidden"))
}

/// Its clinic makes a need of it.
///
/// # Errors
/// As [`may_answer`].
pub fn may_take_up(reader: &Reader, interest: &Interest) -> Result<()> {
    may_answer(reader, interest)
}

/// Its clinic closes it.
///
/// # Errors
/// As [`may_answer`].
pub fn may_close(reader: &Reader, interest: &Interest) -> Result<()> {
    may_answer(reader, interest)
}

/// Its clinic sees who asked, and the ministry; to everybody else there is no such thing.
///
/// # Errors
/// [`Error::SignIn`] for strangers, [`Error::NotFound`] for everybody else.
pub fn may_see(reader: &Reader, interest: &Interest) -> Result<()> {
    reader.must_sign_in()?;
    let seen = reader.is(&SEEING) || reader.is_over(&CLINIC, Some(interest.clinic), None);
    if seen { Ok(()) } else { Err(Error::NotFound) }
}

/// Words that somebody must look at first are read by the clinic that works on it alone.
pub fn may_read_words(reader: &Reader, interest: &Interest) -> bool {
    !interest.held || works_on(reader, interest)
}

/// Who may see a list of them at all.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither works for a clinic nor for the ministry.
pub fn may_list(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&SEEING) || reader.is(&CLINIC), msg("interests-forbidden"))
}

/// The clinics whose list they see; `None`: all.
pub fn clinics(reader: &Reader) -> Option<Vec<Uuid>> {
    (!reader.is(&SEEING)).then(|| reader.clinics().collect())
}
