//! Who may do which verb with an agreement: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};

use super::agreement::Agreement;
use super::filter::Drafts;
use house::accounts::{Reader, Role};

/// What can be done to an agreement. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Note that it was signed, when, where and by whom.
    Sign,
    /// Begin the agreement that comes after it, as a draft.
    Renew,
    /// Mend what is written down about it.
    Correct,
    /// Keep the signed paper with it.
    Attach,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "agreement.register",
            Verb::Sign => "agreement.sign",
            Verb::Renew => "agreement.renew",
            Verb::Correct => "agreement.correct",
            Verb::Attach => "agreement.attach",
        }
    }
}

/// Those of a clinic whom its agreement concerns.
pub const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who decide for a clinic.
const DECIDING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];
/// Those who read what is not public yet, of the whole network.
const READING: [Role; 3] = [Role::MinistryOfficer, Role::Executive, Role::Auditor];

fn keeps(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("agreements-forbidden-keep"))
}

/// The ministry keeps the register.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader) -> Result<()> {
    keeps(reader)
}

/// The ministry notes what was signed.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_sign(reader: &Reader, _: &Agreement) -> Result<()> {
    keeps(reader)
}

/// The ministry and whoever decides for the clinic may begin a renewal.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_renew(reader: &Reader, agreement: &Agreement) -> Result<()> {
    let own = agreement.told.clinic.is_some() && reader.is_over(&DECIDING, agreement.told.clinic, None);
    reader.allow(own || reader.is(&[Role::MinistryOfficer]), msg("agreements-forbidden-renew"))
}

/// The ministry mends what is written down; whoever decides for the clinic, while it is a draft.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader, agreement: &Agreement) -> Result<()> {
    if agreement.told.signed.is_none() { may_renew(reader, agreement) } else { keeps(reader) }
}

/// The ministry keeps the scans.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_attach(reader: &Reader, _: &Agreement) -> Result<()> {
    keeps(reader)
}

/// A signed agreement is public; a draft is seen by the ministry and by its clinic.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, agreement: &Agreement) -> Result<()> {
    let seen = agreement.told.signed.is_some() || sees_drafts(reader, agreement);
    if seen { Ok(()) } else { Err(Error::NotFound) }
}

fn sees_drafts(reader: &Reader, agreement: &Agreement) -> bool {
    let own = agreement.told.clinic.is_some() && reader.is_over(&CLINIC, agreement.told.clinic, None);
    own || sees_all_drafts(reader)
}

/// Those who see every draft.
pub fn sees_all_drafts(reader: &Reader) -> bool {
    reader.is(&READING)
}

/// The drafts a reader sees.
pub fn drafts(reader: &Reader) -> Drafts {
    if sees_all_drafts(reader) { Drafts::All } else { Drafts::Of(reader.clinics().collect()) }
}

/// The signed paper: it bears signatures, and is for those who work with it.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else.
pub fn may_open_scan(reader: &Reader, agreement: &Agreement) -> Result<()> {
    let in_office = reader.is(&[Role::RegionalOfficer, Role::ProvinceOfficer]);
    if in_office || sees_drafts(reader, agreement) { Ok(()) } else { Err(Error::NotFound) }
}

/// All that the records show of its duties, and the file with which its renewal is proposed: for those who
/// work with it. Once it is signed everybody reads the counts, few people left out.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else.
pub fn may_see_evidence(reader: &Reader, agreement: &Agreement) -> Result<()> {
    may_open_scan(reader, agreement)
}

/// Which clinics have no agreement that anybody knows of: for those who answer for the network.
///
/// # Errors
/// As [`may_see_lapsed`].
pub fn may_see_without(reader: &Reader) -> Result<()> {
    may_see_lapsed(reader)
}

/// Which clinics report under a lapsed agreement: for those who answer for the network.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_see_lapsed(reader: &Reader) -> Result<()> {
    reader.allow(sees_all_drafts(reader), msg("agreements-forbidden-lapsed"))
}
