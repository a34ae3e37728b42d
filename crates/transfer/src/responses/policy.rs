//! Who may do which verb with activities, participants and answers: one function each, pure. They
//! never leave the area's clinic and the ministry, and another clinic does not even learn that they
//! exist (docs/requirements.md G-21).

use kit::Result;
use kit::message::msg;

use super::area::Area;
use house::accounts::{Reader, Role};

/// What can be done. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a day, by POST to the area's activities.
    RecordActivity,
    /// Say who attended a day.
    Attend,
    /// Creation: a participant with the application, by POST to the area's participants.
    Register,
    /// Take a participant out at their own wish.
    Withdraw,
    /// Answer a questionnaire.
    Answer,
    /// Put an answer right by a further revision.
    Correct,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::RecordActivity => "activity.record",
            Verb::Attend => "activity.attend",
            Verb::Register => "participant.register",
            Verb::Withdraw => "participant.withdraw",
            Verb::Answer => "response.answer",
            Verb::Correct => "response.correct",
        }
    }
}

/// Those who work with a clinic's participants.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those of the ministry who may look, wherever the area lies.
const LOOKING: [Role; 3] = [Role::MinistryOfficer, Role::Auditor, Role::DataProtectionOfficer];

fn at(reader: &Reader, area: &Area) -> Reader {
    reader.before(area.practice, area.clinic)
}

/// Is the reader of the clinic that answers for this area?
pub fn is_of_clinic(reader: &Reader, area: &Area) -> bool {
    let reader = at(reader, area);
    area.clinic.is_some() && reader.is_over(&CLINIC, area.clinic, Some(&area.province))
}

/// The area's clinic, and of the ministry its officers, auditors and data protection officer.
///
/// # Errors
/// [`kit::Error::SignIn`] for strangers, [`kit::Error::NotFound`] for everyone else; for the clinic of a
/// rehearsal, outside of practice mode, [`kit::Error::Forbidden`] with the way in.
pub fn may_see_participants(reader: &Reader, area: &Area) -> Result<()> {
    reader.must_sign_in()?;
    // Nobody is registered in a plan that is not decided: to those who only look there is nothing to look at.
    let seen = is_of_clinic(reader, area) || (area.has_been_decided() && at(reader, area).is(&LOOKING));
    if seen { Ok(()) } else { Err(reader.unseen(area.practice, area.clinic)) }
}

/// Whoever holds a slip may answer by it, and withdraw; a slip of a rehearsal is good for who
/// rehearses alone.
///
/// # Errors
/// As [`may_see_participants`], but strangers do not learn of rehearsals.
pub fn may_use_slip(reader: &Reader, area: &Area) -> Result<()> {
    match area.practice {
        false => reader.allow(true, msg("responses-forbidden-clinic")),
        true if is_of_clinic(reader, area) => Ok(()),
        true => Err(reader.unseen(area.practice, area.clinic)),
    }
}

fn works_on(reader: &Reader, area: &Area) -> Result<()> {
    may_see_participants(reader, area)?;
    at(reader, area).allow(is_of_clinic(reader, area) && writes(reader), msg("responses-forbidden-clinic"))
}

fn writes(reader: &Reader) -> bool {
    reader.who().is_some_and(|who| who.writes)
}

/// The area's clinic records its days.
///
/// # Errors
/// As [`may_see_participants`], and [`kit::Error::Forbidden`] for those who may only look.
pub fn may_record_activity(reader: &Reader, area: &Area) -> Result<()> {
    works_on(reader, area)
}

/// The area's clinic says who attended.
///
/// # Errors
/// As [`may_record_activity`].
pub fn may_attend(reader: &Reader, area: &Area) -> Result<()> {
    works_on(reader, area)
}

/// The area's clinic registers participants, from paper, over the telephone or face to face.
///
/// # Errors
/// As [`may_record_activity`].
pub fn may_register(reader: &Reader, area: &Area) -> Result<()> {
    works_on(reader, area)
}

/// The area's clinic, or the data protection officer, takes out whoever asks for it: people may turn
/// to either.
///
/// # Errors
/// As [`may_record_activity`]. Who holds the slip needs no right: its code is one.
pub fn may_withdraw(reader: &Reader, area: &Area) -> Result<()> {
    may_see_participants(reader, area)?;
    let player = at(reader, area);
    let allowed = is_of_clinic(reader, area) || player.is(&[Role::DataProtectionOfficer]);
    player.allow(allowed && writes(reader), msg("responses-forbidden-withdraw"))
}

/// The area's clinic keys answers.
///
/// # Errors
/// As [`may_record_activity`]. Who holds the slip of a participant needs no right: its code is one.
pub fn may_answer(reader: &Reader, area: &Area) -> Result<()> {
    works_on(reader, area)
}

/// The area's clinic puts answers right.
///
/// # Errors
/// As [`may_record_activity`].
pub fn may_correct(reader: &Reader, area: &Area) -> Result<()> {
    works_on(reader, area)
}

/// Clinics bring over what is theirs, the ministry's officers everything.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    let allowed = reader.is(&CLINIC) || reader.is(&[Role::MinistryOfficer]);
    reader.allow(allowed && writes(reader), msg("responses-forbidden-clinic"))
}

/// Is this an area whose records the reader may bring over?
pub fn may_import_into(reader: &Reader, area: &Area) -> bool {
    let of_house = is_of_clinic(reader, area) || reader.is(&[Role::MinistryOfficer]);
    // A file never reaches a rehearsal.
    may_import(reader).is_ok() && of_house && !area.practice
}
