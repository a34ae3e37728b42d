//! Who may do which verb with a survey: one function each, pure. A survey is its clinic's or the ministry's; its answers
//! are read by nobody else (docs/requirements.md G-21), and anybody may give one.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::survey::Survey;
use house::accounts::{Reader, Role};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a survey with its first draft, by POST to the collection.
    Draft,
    /// Write the draft anew, or begin the next edition.
    Revise,
    /// Say what the answers of a draft become.
    Map,
    /// Ask it from now on.
    Publish,
    /// Throw a draft away.
    Discard,
    /// Take no more answers.
    Close,
    /// Take them again.
    Reopen,
    /// Creation: an answer, by POST to the survey.
    Give,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Draft => "survey.draft",
            Verb::Revise => "survey.revise",
            Verb::Map => "survey.map",
            Verb::Publish => "survey.publish",
            Verb::Discard => "survey.discard",
            Verb::Close => "survey.close",
            Verb::Reopen => "survey.reopen",
            Verb::Give => "survey_answer.give",
        }
    }
}

/// Those who make a clinic's surveys.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

fn works_for(reader: &Reader, clinic: Option<Uuid>) -> bool {
    reader.is(&[Role::MinistryOfficer]) || (clinic.is_some() && reader.is_over(&CLINIC, clinic, None))
}

fn may_work_on(reader: &Reader, survey: &Survey) -> Result<()> {
    may_see(reader, survey)?;
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes, msg("accounts-token-reads-only"))
}

/// A clinic makes its own, the ministry its own. There is no rehearsal of one: a draft is tried by its own link, which
/// keeps nothing.
///
/// # Errors
/// [`Error::Forbidden`] for everybody else.
pub fn may_draft(reader: &Reader, clinic: Option<Uuid>) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    let own = clinic.or_else(|| reader.clinics().next());
    reader.allow(writes && works_for(reader, own), msg("surveys-forbidden"))
}

/// Whose a survey is that the reader begins.
pub fn owner(reader: &Reader) -> Option<Uuid> {
    if reader.is(&[Role::MinistryOfficer]) { None } else { reader.clinics().next() }
}

/// Whoever works for its owner, and the ministry.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub fn may_see(reader: &Reader, survey: &Survey) -> Result<()> {
    reader.must_sign_in()?;
    if works_for(reader, survey.clinic) { Ok(()) } else { Err(Error::NotFound) }
}

/// Its owner writes it anew.
///
/// # Errors
/// As [`may_see`].
pub fn may_revise(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// Its owner says what answers become.
///
/// # Errors
/// As [`may_see`].
pub fn may_map(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// Its owner publishes it.
///
/// # Errors
/// As [`may_see`].
pub fn may_publish(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// Its owner throws a draft away.
///
/// # Errors
/// As [`may_see`].
pub fn may_discard(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// Its owner closes it.
///
/// # Errors
/// As [`may_see`].
pub fn may_close(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// And opens it again.
///
/// # Errors
/// As [`may_see`].
pub fn may_reopen(reader: &Reader, survey: &Survey) -> Result<()> {
    may_work_on(reader, survey)
}

/// Anybody answers one that is open; in practice mode nobody does, since every answer is a record.
///
/// # Errors
/// [`Error::Forbidden`] by a token that only reads, and in practice mode.
pub fn may_give(reader: &Reader) -> Result<()> {
    reader.allow(reader.who().is_none_or(|who| who.writes), msg("accounts-token-reads-only"))
}
