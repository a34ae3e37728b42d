//! Who may do which verb with volunteers and their networks: one function each, pure. Who they are is
//! known to the clinic that coordinates them, the officers of their province and the ministry; on a
//! public page they stand only when they agreed to.

use kit::message::msg;
use kit::{Error, Result};

use super::network::Network;
use super::volunteer::Volunteer;
use house::accounts::{Reader, Role};
use house::organisations::Clinic;

/// What can be done. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a network, by POST to the networks.
    RegisterNetwork,
    /// Change what is said of a network.
    CorrectNetwork,
    /// Creation: a volunteer, by POST to the register.
    Register,
    /// Change what is said of a volunteer.
    Correct,
    /// Record a referral or a service.
    RecordDeed,
    /// Bring a need for somebody else.
    BringNeed,
    /// Take up one record into another that is of the same person.
    Merge,
    /// Take a merge back.
    Split,
    /// Say that two who look like one are two.
    TellApart,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::RegisterNetwork => "network.register",
            Verb::CorrectNetwork => "network.correct",
            Verb::Register => "volunteer.register",
            Verb::Correct => "volunteer.correct",
            Verb::RecordDeed => "volunteer.record_deed",
            Verb::BringNeed => "volunteer.bring_need",
            Verb::Merge => "volunteer.merge",
            Verb::Split => "volunteer.split",
            Verb::TellApart => "volunteer.tell_apart",
        }
    }
}

/// Those who keep a network's register.
const KEEPING: [Role; 4] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];
/// Those who may look at it beside them.
const LOOKING: [Role; 8] = [
    Role::ClinicCoordinator,
    Role::ClinicManager,
    Role::ClinicDirector,
    Role::MinistryOfficer,
    Role::ProvinceOfficer,
    Role::RegionalOfficer,
    Role::Auditor,
    Role::DataProtectionOfficer,
];

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

fn keeps(reader: &Reader, network: &Network) -> bool {
    writes(reader) && reader.is_over(&KEEPING, network.told.clinic, Some(&network.told.province))
}

/// Whoever may register anything at all is shown the forms.
///
/// # Errors
/// [`Error::Forbidden`] for those who keep no network's register.
pub fn may_register_somewhere(reader: &Reader) -> Result<()> {
    reader.allow(writes(reader) && reader.is(&KEEPING), msg("volunteers-forbidden"))
}

/// The clinic that coordinates it enters a network; the ministry any.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_register_network(reader: &Reader, clinic: Option<&Clinic>) -> Result<()> {
    let over = match clinic {
        Some(clinic) => reader.is_over(&KEEPING, Some(clinic.id), Some(&clinic.province)),
        None => reader.is(&[Role::MinistryOfficer]),
    };
    reader.allow(writes(reader) && over, msg("volunteers-forbidden"))
}

/// The clinic that coordinates it corrects it.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_correct_network(reader: &Reader, network: &Network) -> Result<()> {
    reader.allow(keeps(reader, network), msg("volunteers-forbidden"))
}

/// Volunteers are registered by the clinic that coordinates their network.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader, network: &Network) -> Result<()> {
    may_correct_network(reader, network)
}

/// The register is opened to those who keep or oversee one.
///
/// # Errors
/// [`Error::SignIn`] or [`Error::Forbidden`] for everyone else.
pub fn may_see_register(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&LOOKING), msg("volunteers-forbidden"))
}

/// Does the reader know the members of this network?
pub fn sees(reader: &Reader, network: &Network) -> bool {
    reader.is_over(&LOOKING, network.told.clinic, Some(&network.told.province))
}

/// A volunteer is known to those who keep or oversee their network.
///
/// # Errors
/// [`Error::SignIn`] for strangers, [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, network: &Network) -> Result<()> {
    reader.must_sign_in()?;
    if sees(reader, network) { Ok(()) } else { Err(Error::NotFound) }
}

fn may_keep(reader: &Reader, network: &Network) -> Result<()> {
    may_see(reader, network)?;
    reader.allow(keeps(reader, network), msg("volunteers-forbidden"))
}

/// The clinic that coordinates the network corrects its members.
///
/// # Errors
/// [`Error::NotFound`] for those who do not know them, [`Error::Forbidden`] for those who only look.
pub fn may_correct(reader: &Reader, network: &Network) -> Result<()> {
    may_keep(reader, network)
}

/// The same clinic records what they did.
///
/// # Errors
/// As [`may_correct`].
pub fn may_record_deed(reader: &Reader, network: &Network) -> Result<()> {
    may_keep(reader, network)
}

/// The same clinic merges two records of one person: of both networks, where they differ.
///
/// # Errors
/// As [`may_correct`].
pub fn may_merge(reader: &Reader, network: &Network, other: &Network) -> Result<()> {
    may_keep(reader, network)?;
    may_keep(reader, other)
}

/// And takes that back; asked for the network of each.
///
/// # Errors
/// As [`may_correct`].
pub fn may_split(reader: &Reader, network: &Network) -> Result<()> {
    may_keep(reader, network)
}

/// And says that they are two.
///
/// # Errors
/// As [`may_correct`].
pub fn may_tell_apart(reader: &Reader, network: &Network, other: &Network) -> Result<()> {
    may_merge(reader, network, other)
}

/// Whoever holds the card of a volunteer at work brings needs, signed in or not.
///
/// # Errors
/// [`Error::Conflict`] for whoever is no volunteer any more; a token for reading is refused.
pub fn may_bring_need(reader: &Reader, volunteer: &Volunteer) -> Result<()> {
    let writes = reader.who().is_none_or(|who| who.writes);
    reader.allow(writes, msg("accounts-token-reads-only"))?;
    volunteer.at_work().map_err(Error::Conflict)
}

/// Whoever keeps a network's register brings in files of its members; each row is asked for its network.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    may_register_somewhere(reader)
}

/// The ministry brings in files of networks.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_import_networks(reader: &Reader) -> Result<()> {
    reader.allow(writes(reader) && reader.is(&[Role::MinistryOfficer]), msg("volunteers-forbidden-import"))
}
