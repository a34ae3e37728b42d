//! Who may do which verb with an appointment: one function each, pure.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use super::appointment::{Appointment, NewAppointment};
use super::post::Post;
use house::accounts::{Reader, Role};

/// What can be done to an appointment. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Appoint,
    /// Mend what is written down about it.
    Correct,
    /// Say its last day.
    End,
    /// End it and appoint who takes over, with all that waits there.
    HandOver,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Appoint => "appointment.appoint",
            Verb::Correct => "appointment.correct",
            Verb::End => "appointment.end",
            Verb::HandOver => "appointment.hand_over",
        }
    }
}

/// Those of a clinic.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

/// Who of a clinic appoints to a post there: whoever directs it its manager and coordinator, whoever
/// manages it its coordinator (docs/requirements.md F-07).
fn above(post: Post) -> &'static [Role] {
    match post {
        Post::ClinicManager => &[Role::ClinicDirector],
        Post::ClinicCoordinator => &[Role::ClinicDirector, Role::ClinicManager],
        _ => &[],
    }
}

/// The ministry appoints to every post; a clinic to those [`above`].
fn decides(reader: &Reader, told: &NewAppointment) -> Result<()> {
    let own = told.place.clinic().is_some_and(|clinic| fills_at(reader, told.post, clinic));
    reader.allow(own || reader.is(&[Role::MinistryOfficer]), msg("appointments-forbidden"))
}

/// The posts to which this reader may appoint somebody somewhere: what the form offers.
pub fn posts_of(reader: &Reader) -> Vec<Post> {
    let ministry = reader.is(&[Role::MinistryOfficer]);
    Post::ALL.iter().copied().filter(|post| ministry || reader.is(above(*post))).collect()
}

/// May this reader appoint to a post of this clinic?
pub fn fills_at(reader: &Reader, post: Post, clinic: Uuid) -> bool {
    reader.is(&[Role::MinistryOfficer]) || reader.is_over(above(post), Some(clinic), None)
}

/// Somebody who appoints to some post sees the form.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_appoint_somebody(reader: &Reader) -> Result<()> {
    let appoints = [Role::MinistryOfficer, Role::ClinicDirector, Role::ClinicManager];
    reader.allow(reader.is(&appoints), msg("appointments-forbidden"))
}

/// Whoever decides over the post appoints.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_appoint(reader: &Reader, told: &NewAppointment) -> Result<()> {
    decides(reader, told)
}

/// Whoever decides over the post mends.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader, appointment: &Appointment) -> Result<()> {
    decides(reader, &appointment.told)
}

/// Whoever decides over the post ends it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_end(reader: &Reader, appointment: &Appointment) -> Result<()> {
    decides(reader, &appointment.told)
}

/// Whoever decides over the post hands it over.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_hand_over(reader: &Reader, appointment: &Appointment) -> Result<()> {
    decides(reader, &appointment.told)
}

/// The ministry brings appointments in from files.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("appointments-forbidden"))
}

/// What was handed over, and to which account rights go, is for those who work there.
pub fn sees_work(reader: &Reader, appointment: &Appointment) -> bool {
    let clinic = appointment.told.place.clinic();
    let own = clinic.is_some() && reader.is_over(&CLINIC, clinic, None);
    own || reader.is(&[Role::MinistryOfficer, Role::Auditor])
}
