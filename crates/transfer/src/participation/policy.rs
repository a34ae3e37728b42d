//! Who may do which verb with an opinion: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::opinion::{AboutProject, Channel, Opinion};
use house::accounts::{Reader, Role};

/// What can be done to an opinion. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Put it into the public register.
    Publish,
    /// Keep it out of the register, with a reason.
    Withhold,
    /// Decide what comes of it.
    Dispose,
    /// Give the public reply.
    Reply,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "opinion.register",
            Verb::Publish => "opinion.publish",
            Verb::Withhold => "opinion.withhold",
            Verb::Dispose => "opinion.dispose",
            Verb::Reply => "opinion.reply",
        }
    }
}

/// Those who work on a clinic's opinions.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

fn works_for(reader: &Reader, owner: Option<Uuid>) -> bool {
    reader.is(&[Role::MinistryOfficer]) || (owner.is_some() && reader.is_over(&CLINIC, owner, None))
}

fn at(reader: &Reader, opinion: &Opinion) -> Reader {
    reader.before(opinion.practice, opinion.clinic)
}

/// Does the reader work with opinions at all, and so key those heard away from the site?
pub fn is_staff(reader: &Reader) -> bool {
    reader.is(&CLINIC) || reader.is(&[Role::MinistryOfficer])
}

/// Anyone may give an opinion on the web; what was heard elsewhere is keyed by staff.
///
/// # Errors
/// [`Error::Forbidden`] for channels that are not the reader's; [`Error::NotFound`] for a project
/// the reader may not know.
pub fn may_register(reader: &Reader, channel: Channel, about: Option<&AboutProject>) -> Result<()> {
    let reader = &match about {
        Some(project) => reader.before(project.practice, project.lead_clinic),
        None => reader.beginning(None),
    };
    let writes = reader.who().is_none_or(|who| who.writes);
    reader.allow(writes, msg("accounts-token-reads-only"))?;
    reader.allow(channel == Channel::Web || is_staff(reader), msg("participation-forbidden-channel"))?;
    match about {
        Some(project) if !project.public || project.practice => {
            if works_for(reader, project.lead_clinic) {
                Ok(())
            } else {
                Err(Error::NotFound)
            }
        }
        _ => Ok(()),
    }
}

/// Whoever answers for it may publish it.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_publish(reader: &Reader, opinion: &Opinion) -> Result<()> {
    let reader = at(reader, opinion);
    reader.allow(works_for(&reader, opinion.clinic), msg("participation-forbidden-owner"))
}

/// Whoever answers for it may withhold it.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_withhold(reader: &Reader, opinion: &Opinion) -> Result<()> {
    may_publish(reader, opinion)
}

/// Whoever answers for it may dispose of it.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_dispose(reader: &Reader, opinion: &Opinion) -> Result<()> {
    may_publish(reader, opinion)
}

/// Whoever answers for it may reply.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_reply(reader: &Reader, opinion: &Opinion) -> Result<()> {
    may_publish(reader, opinion)
}

/// Who said it, how to reach them, and the words as they were: whoever answers for it only.
pub fn may_see_person(reader: &Reader, opinion: &Opinion) -> bool {
    let reader = at(reader, opinion);
    works_for(&reader, opinion.clinic) || reader.is(&[Role::DataProtectionOfficer])
}

/// What is not public is seen by those who work on it.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, opinion: &Opinion) -> Result<()> {
    let seen = opinion.is_public() || may_see_person(reader, opinion) || at(reader, opinion).is(&[Role::Auditor]);
    if seen { Ok(()) } else { Err(reader.unseen(opinion.practice, opinion.clinic)) }
}

/// The desk is for those who answer for opinions.
///
/// # Errors
/// [`Error::SignIn`] or [`Error::Forbidden`] for everyone else.
pub fn may_see_desk(reader: &Reader) -> Result<()> {
    reader.beginning(None).allow(is_staff(reader), msg("participation-forbidden-desk"))
}

/// The owners whose opinions stand on the reader's desk: `None` for all of them.
pub fn desk_owners(reader: &Reader) -> Option<Vec<Uuid>> {
    match reader.rehearsing_for() {
        None if reader.is(&[Role::MinistryOfficer]) => None,
        _ => Some(reader.clinics().collect()),
    }
}

/// The ministry brings over registers of opinions.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("participation-forbidden-import"))
}
