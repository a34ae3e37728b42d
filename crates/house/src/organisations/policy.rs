//! Who may do which verb with an organisation or a clinic: one function each, pure.

use kit::Result;
use kit::message::msg;

use super::clinic::Clinic;
use crate::rights::{Reader, Role};

/// Who works for a clinic.
const OF_CLINIC: &[Role] = &[Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

/// What can be done to organisations and clinics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// It bears another name from a day on.
    Rename,
    /// Another organisation follows it.
    Succeed,
    /// What was written down wrongly is put right.
    Correct,
    /// Creation: POST to the collection of clinics.
    RegisterClinic,
    /// What was written down wrongly of a clinic is put right.
    CorrectClinic,
    /// How to reach the office of a clinic is put right.
    CorrectContacts,
    /// A further institute belongs to a clinic.
    AddInstitute,
    /// An institute leaves a clinic.
    RemoveInstitute,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "organisation.register",
            Verb::Rename => "organisation.rename",
            Verb::Succeed => "organisation.succeed",
            Verb::Correct => "organisation.correct",
            Verb::RegisterClinic => "clinic.register",
            Verb::CorrectClinic => "clinic.correct",
            Verb::CorrectContacts => "clinic.correct_contacts",
            Verb::AddInstitute => "clinic.add_institute",
            Verb::RemoveInstitute => "clinic.remove_institute",
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
pub fn may_rename(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_succeed(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register_clinic(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct_clinic(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// Whoever works for the clinic knows how to reach it; the ministry may as well.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct_contacts(reader: &Reader, clinic: &Clinic) -> Result<()> {
    let own = reader.is_over(OF_CLINIC, Some(clinic.id), None);
    reader.allow(own || reader.is(&[Role::MinistryOfficer]), msg("organisations-forbidden-contacts"))
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_add_institute(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_remove_institute(reader: &Reader) -> Result<()> {
    may_register(reader)
}
