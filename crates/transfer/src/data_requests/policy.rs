//! Who may see what participants ask about their data, and settle it. One function each, pure.

use kit::Result;

use house::accounts::{Reader, Role};

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a request, by POST to the person's requests.
    Record,
    /// Say that it was done as they asked.
    Answer,
    /// Say, with a reason, that it is not.
    Refuse,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Record => "data_request.record",
            Verb::Answer => "data_request.answer",
            Verb::Refuse => "data_request.refuse",
        }
    }
}

/// Those of the ministry who see the requests of every clinic.
const LOOKING: [Role; 3] = [Role::MinistryOfficer, Role::Auditor, Role::DataProtectionOfficer];

/// Does the reader see the requests of every clinic?
pub fn sees_all(reader: &Reader) -> bool {
    reader.is(&LOOKING)
}

/// Has the reader a list of requests: those of their clinics, or all?
pub fn may_see_list(reader: &Reader) -> bool {
    sees_all(reader) || reader.clinics().next().is_some()
}

/// Whoever may see the participants of an area.
///
/// # Errors
/// As for participants.
pub fn may_see(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_see_participants(reader, area)
}

/// The area's clinic, or the data protection officer: people may turn to either.
///
/// # Errors
/// As [`responses::may_withdraw`]. Who holds the slip needs no right to ask: its code is one.
pub fn may_record(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_withdraw(reader, area)
}

/// They settle it, too.
///
/// # Errors
/// As [`may_record`].
pub fn may_answer(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_withdraw(reader, area)
}

/// Or say why not.
///
/// # Errors
/// As [`may_record`].
pub fn may_refuse(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_withdraw(reader, area)
}
