//! Who may decide what fits a need: whoever may analyse it.

use kit::{Error, Result};

use crate::needs::{self, Need};
use crate::technologies::{Status, Technology};
use house::accounts::Reader;

/// What can be done to a match. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// This technology shall help.
    Confirm,
    /// This one does not fit, and why.
    Reject,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Confirm => "match.confirm",
            Verb::Reject => "match.reject",
        }
    }
}

/// The need's own clinic decides.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_confirm(reader: &Reader, need: &Need) -> Result<()> {
    needs::may_see(reader, need)?;
    needs::may_analyse(reader, need)
}

/// The need's own clinic decides.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_reject(reader: &Reader, need: &Need) -> Result<()> {
    may_confirm(reader, need)
}

/// Whoever works for the network looks for needs that an offered technology could answer.
///
/// # Errors
/// [`kit::Error::NotFound`] for a technology that is not offered, [`kit::Error::Unauthorized`] for strangers.
pub fn may_look_for_needs(reader: &Reader, technology: &Technology) -> Result<()> {
    may_look_for_needs_of(reader, technology.status)
}

/// The same by how far the technology has come.
///
/// # Errors
/// As [`may_look_for_needs`].
pub fn may_look_for_needs_of(reader: &Reader, status: Status) -> Result<()> {
    reader.must_sign_in()?;
    if status == Status::Published { Ok(()) } else { Err(Error::NotFound) }
}
