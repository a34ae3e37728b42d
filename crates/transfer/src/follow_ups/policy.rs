//! Who may see whom there is to ask, and write down what came of a call: the area's clinic, whose people they are
//! (docs/requirements.md G-21). One function each, pure.

use kit::Result;

use house::accounts::Reader;

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: what came of a call, by POST to the person's attempts.
    Record,
    /// Say, with a reason, that somebody cannot be reached.
    GiveUp,
    /// Say that they can be reached again.
    Resume,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Record => "call_attempt.record",
            Verb::GiveUp => "call_attempt.give_up",
            Verb::Resume => "call_attempt.resume",
        }
    }
}

/// Whoever may see the participants of an area sees whom there is to ask.
///
/// # Errors
/// As for participants.
pub fn may_see(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_see_participants(reader, area)
}

/// The area's clinic calls, and writes down what came of it.
///
/// # Errors
/// As for answers ([`responses::may_answer`]).
pub fn may_record(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}

/// It alone says that somebody cannot be reached.
///
/// # Errors
/// As for answers.
pub fn may_give_up(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}

/// Or that they can again.
///
/// # Errors
/// As for answers.
pub fn may_resume(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}
