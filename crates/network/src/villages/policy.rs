//! Who may do which verb with a village: one function each, pure.

use kit::Result;
use kit::message::msg;

use super::village::Village;
use house::accounts::{Reader, Role};
use house::organisations::Clinic;

/// What can be done to a village. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it.
    Correct,
    /// Tell what a year brought.
    RecordProgress,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "village.register",
            Verb::Correct => "village.correct",
            Verb::RecordProgress => "village.record_progress",
        }
    }
}

/// Those who keep a clinic's villages.
const WRITING: [Role; 4] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

/// Whoever may register a village at all is shown the form.
///
/// # Errors
/// [`kit::Error::Forbidden`] for those who keep no clinic's villages.
pub fn may_register_somewhere(reader: &Reader) -> Result<()> {
    reader.allow(writes(reader) && reader.is(&WRITING), msg("villages-forbidden-clinic"))
}

/// The clinic responsible enters its villages; the ministry those of any clinic or of none yet.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_register(reader: &Reader, clinic: Option<&Clinic>) -> Result<()> {
    let over = match clinic {
        Some(clinic) => reader.is_over(&WRITING, Some(clinic.id), Some(&clinic.province)),
        None => reader.is(&[Role::MinistryOfficer]),
    };
    reader.allow(writes(reader) && over, msg("villages-forbidden-clinic"))
}

/// The clinic responsible may correct it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_correct(reader: &Reader, village: &Village) -> Result<()> {
    let over = reader.is_over(&WRITING, village.told.clinic, Some(&village.told.province));
    reader.allow(writes(reader) && over, msg("villages-forbidden-clinic"))
}

/// The clinic responsible tells what a year brought.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_record_progress(reader: &Reader, village: &Village) -> Result<()> {
    may_correct(reader, village)
}

/// The ministry brings in registers.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(writes(reader) && reader.is(&[Role::MinistryOfficer]), msg("villages-forbidden-import"))
}
