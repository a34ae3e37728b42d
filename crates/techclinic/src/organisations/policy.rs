//! Who may do which verb with an organisation or a clinic: one function each, pure.

use kit::Result;
use kit::message::msg;

use crate::rights::{Reader, Role};

/// What can be done to organisations and clinics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Creation: POST to the collection of clinics.
    RegisterClinic,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "organisation.register",
            Verb::RegisterClinic => "clinic.register",
        }
    }
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("organisations-forbidden-register"))
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register_clinic(reader: &Reader) -> Result<()> {
    may_register(reader)
}
