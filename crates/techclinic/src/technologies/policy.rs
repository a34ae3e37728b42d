//! Who may do which verb with a technology: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::technology::{Status, Technology};
use crate::accounts::{Reader, Role};
use crate::organisations::Clinic;

/// What can be done to a technology. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it.
    Revise,
    /// Show it to everyone.
    Publish,
    /// Offer it no longer.
    Archive,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "technology.register",
            Verb::Revise => "technology.revise",
            Verb::Publish => "technology.publish",
            Verb::Archive => "technology.archive",
        }
    }
}

/// Those who write a clinic's technologies.
const WRITING: [Role; 4] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];
/// Those who decide what the public sees of them.
const DECIDING: [Role; 3] = [Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];
/// Those above the clinic who may read its drafts.
const READING: [Role; 4] = [Role::RegionalOfficer, Role::ProvinceOfficer, Role::Executive, Role::Auditor];

/// May they write for this clinic? A token for reading may not.
fn writes_for(reader: &Reader, roles: &[Role], clinic: Uuid, province: &str) -> bool {
    reader.who().is_some_and(|who| who.writes) && reader.is_over(roles, Some(clinic), Some(province))
}

/// A clinic's own people enter its technologies.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_register(reader: &Reader, clinic: &Clinic) -> Result<()> {
    reader.allow(writes_for(reader, &WRITING, clinic.id, &clinic.province), msg("technologies-forbidden-clinic"))
}

/// Its clinic's people may change it.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_revise(reader: &Reader, technology: &Technology) -> Result<()> {
    let allowed = writes_for(reader, &WRITING, technology.clinic, &technology.told.province);
    reader.allow(allowed, msg("technologies-forbidden-clinic"))
}

/// Its clinic's manager or director may publish it.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_publish(reader: &Reader, technology: &Technology) -> Result<()> {
    let allowed = writes_for(reader, &DECIDING, technology.clinic, &technology.told.province);
    reader.allow(allowed, msg("technologies-forbidden-decide"))
}

/// Its clinic's manager or director may archive it.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_archive(reader: &Reader, technology: &Technology) -> Result<()> {
    may_publish(reader, technology)
}

/// The ministry brings in registers.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    let allowed = reader.who().is_some_and(|who| who.writes) && reader.is(&[Role::MinistryOfficer]);
    reader.allow(allowed, msg("technologies-forbidden-import"))
}

/// Whose local wisdom is, how they agreed, and drafts: its clinic and those above it.
pub fn may_see_inside(reader: &Reader, technology: &Technology) -> bool {
    let place = Some(technology.told.province.as_str());
    reader.is_over(&WRITING, Some(technology.clinic), place) || reader.is_over(&READING, Some(technology.clinic), place)
}

/// Drafts are seen by those who work on them and those above.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, technology: &Technology) -> Result<()> {
    let public = technology.status != Status::Draft;
    if public || may_see_inside(reader, technology) { Ok(()) } else { Err(Error::NotFound) }
}
