//! Who may do which verb with a technology: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::attachment::Attachment;
use super::technology::{Status, Technology};
use house::accounts::{Reader, Role};
use house::organisations::Clinic;
use house::rights::{EVERYBODY, borne_over};

/// What can be done to a technology. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it.
    Revise,
    /// Keep a picture or a paper with it.
    Attach,
    /// Take one away.
    Detach,
    /// Say who knows it.
    NameExpert,
    /// Name them no longer.
    DismissExpert,
    /// Hand it in for review by another clinic.
    Submit,
    /// As a reviewer of another clinic: show it to everyone.
    Publish,
    /// As a reviewer of another clinic: send it back to be mended.
    SendBack,
    /// Say that it still holds.
    Renew,
    /// Offer it no longer.
    Archive,
    /// Take it up again.
    Restore,
    /// Inside: nobody renewed it, and the program lays it aside.
    Lapse,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "technology.register",
            Verb::Revise => "technology.revise",
            Verb::Attach => "technology.attach",
            Verb::Detach => "technology.detach",
            Verb::NameExpert => "technology.name_expert",
            Verb::DismissExpert => "technology.dismiss_expert",
            Verb::Submit => "technology.submit",
            Verb::Publish => "technology.publish",
            Verb::SendBack => "technology.send_back",
            Verb::Renew => "technology.renew",
            Verb::Archive => "technology.archive",
            Verb::Restore => "technology.restore",
            Verb::Lapse => "technology.lapse",
        }
    }
}

/// Those who write a clinic's technologies.
const WRITING: [Role; 4] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];
/// Those who answer for what their clinic hands in, renews and lays aside.
const DECIDING: [Role; 3] = [Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];
/// Those who review what other clinics hand in: who answers for a clinic's own knows what it takes.
const REVIEWING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];
/// Those above the clinic who may read its drafts.
const READING: [Role; 4] = [Role::RegionalOfficer, Role::ProvinceOfficer, Role::Executive, Role::Auditor];
/// Whom it concerns that a clinic's technology is to be renewed.
pub const RENEWING: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

/// May they write for this clinic? A token for reading may not.
fn writes_for(reader: &Reader, roles: &[Role], clinic: Uuid, province: &str) -> bool {
    writes(reader) && reader.is_over(roles, Some(clinic), Some(province))
}

fn writes_on(reader: &Reader, roles: &[Role], technology: &Technology) -> bool {
    writes_for(reader, roles, technology.clinic, &technology.told.province)
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
    reader.allow(writes_on(reader, &WRITING, technology), msg("technologies-forbidden-clinic"))
}

/// Its clinic's people keep pictures and papers with it.
///
/// # Errors
/// As [`may_revise`].
pub fn may_attach(reader: &Reader, technology: &Technology) -> Result<()> {
    may_revise(reader, technology)
}

/// Its clinic's people take them away.
///
/// # Errors
/// As [`may_revise`].
pub fn may_detach(reader: &Reader, technology: &Technology) -> Result<()> {
    may_revise(reader, technology)
}

/// Whoever sees the inside opens every file. Others what is for everybody; of what a holder keeps to themselves the
/// pictures alone.
pub fn may_open_file(reader: &Reader, technology: &Technology, file: &Attachment) -> bool {
    let open = technology.told.is_open() || file.is_picture();
    may_see_inside(reader, technology) || (file.is_for_everybody() && open)
}

/// Its clinic's people say who knows it.
///
/// # Errors
/// As [`may_revise`].
pub fn may_name_expert(reader: &Reader, technology: &Technology) -> Result<()> {
    may_revise(reader, technology)
}

/// And who does no longer.
///
/// # Errors
/// As [`may_revise`].
pub fn may_dismiss_expert(reader: &Reader, technology: &Technology) -> Result<()> {
    may_revise(reader, technology)
}

/// Its clinic's manager or director hands it in.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_submit(reader: &Reader, technology: &Technology) -> Result<()> {
    reader.allow(writes_on(reader, &DECIDING, technology), msg("technologies-forbidden-decide"))
}

/// May they review it: as somebody who decides for another clinic, and has no part in its own? The
/// program reviews what it sets up. One clinic's word on its own work is no second word.
fn reviews(reader: &Reader, technology: &Technology) -> bool {
    let own = reader.clinics().any(|clinic| clinic == technology.clinic);
    reader.is_system() || (!own && reviewing_clinic(reader).is_some())
}

/// The clinic for which somebody reviews.
pub fn reviewing_clinic(reader: &Reader) -> Option<Uuid> {
    reader.clinics().find(|clinic| reader.is_over(&REVIEWING, Some(*clinic), None))
}

/// Somebody who decides for another clinic lets it pass.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else, the clinic's own people among them.
pub fn may_publish(reader: &Reader, technology: &Technology) -> Result<()> {
    reader.allow(writes(reader) && reviews(reader, technology), msg("technologies-forbidden-review"))
}

/// Somebody who decides for another clinic sends it back.
///
/// # Errors
/// As [`may_publish`].
pub fn may_send_back(reader: &Reader, technology: &Technology) -> Result<()> {
    may_publish(reader, technology)
}

/// Those who decide for a clinic see what others have handed in.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_see_reviews(reader: &Reader) -> Result<()> {
    let allowed = reviewing_clinic(reader).is_some() || reader.is(&[Role::MinistryOfficer]);
    reader.allow(allowed, msg("technologies-forbidden-review"))
}

/// Its clinic's manager or director says that it still holds.
///
/// # Errors
/// As [`may_submit`].
pub fn may_renew(reader: &Reader, technology: &Technology) -> Result<()> {
    may_submit(reader, technology)
}

/// Its clinic's manager or director may archive it.
///
/// # Errors
/// As [`may_submit`].
pub fn may_archive(reader: &Reader, technology: &Technology) -> Result<()> {
    may_submit(reader, technology)
}

/// Its clinic's manager or director takes it up again.
///
/// # Errors
/// As [`may_submit`].
pub fn may_restore(reader: &Reader, technology: &Technology) -> Result<()> {
    may_submit(reader, technology)
}

/// The ministry brings in registers.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    let allowed = writes(reader) && reader.is(&[Role::MinistryOfficer]);
    reader.allow(allowed, msg("technologies-forbidden-import"))
}

/// Whose local wisdom is, how they agreed, and drafts: its clinic and those above it.
pub fn may_see_inside(reader: &Reader, technology: &Technology) -> bool {
    let place = Some(technology.told.province.as_str());
    reader.is_over(&WRITING, Some(technology.clinic), place) || reader.is_over(&READING, Some(technology.clinic), place)
}

/// Whoever of a clinic writes technologies somewhere.
pub fn writes_somewhere(reader: &Reader) -> bool {
    reader.is(&WRITING)
}

/// Drafts are seen by those who work on them and those above, what waits for a review by reviewers too.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, technology: &Technology) -> Result<()> {
    let asked = technology.status == Status::InReview && reviews(reader, technology);
    let seen = technology.is_public() || asked || may_see_inside(reader, technology);
    if seen { Ok(()) } else { Err(Error::NotFound) }
}

/// Who finds it by searching: [`may_see`] in the words of the index. One no longer offered is found by its
/// clinic and those above it; one that waits for a review, by its reviewers on their desk alone.
pub fn readers(technology: &Technology) -> Vec<String> {
    let over = |roles: &[Role]| borne_over(roles, Some(technology.clinic), Some(&technology.told.province));
    match technology.status {
        Status::Published => vec![EVERYBODY.to_owned()],
        Status::Draft | Status::InReview | Status::Archived => [over(&WRITING), over(&READING)].concat(),
    }
}
