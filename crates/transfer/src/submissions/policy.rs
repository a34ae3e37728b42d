//! Who may do which verb with keys and with what telephones send: one function each, pure. An area's records are its
//! clinic's alone (docs/requirements.md G-21), and so are the keys to it.

use kit::message::msg;
use kit::{Error, Result};

use super::sending::Sender;
use house::accounts::Reader;

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a key for a telephone.
    Make,
    /// End a key before its time.
    End,
    /// Creation: an answered form that came from a telephone.
    Receive,
    /// Say that one which came in order was looked at.
    Approve,
    /// Put one right that did not.
    PutRight,
    /// Refuse it, with a reason.
    Reject,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Make => "field_key.make",
            Verb::End => "field_key.end",
            Verb::Receive => "submission.receive",
            Verb::Approve => "submission.approve",
            Verb::PutRight => "submission.put_right",
            Verb::Reject => "submission.reject",
        }
    }
}

/// The area's clinic hands out keys to it; a rehearsal has none, for what comes by a key is a record.
///
/// # Errors
/// As for answers ([`responses::may_answer`]).
pub fn may_make(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)?;
    if area.practice { Err(Error::Conflict(msg("submissions-rehearsal"))) } else { Ok(()) }
}

/// And ends them.
///
/// # Errors
/// As for answers.
pub fn may_end(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}

/// Whoever may see the participants of an area sees what was sent of it.
///
/// # Errors
/// As for participants.
pub fn may_see(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_see_participants(reader, area)
}

/// The key of an area opens it and no other; by their own account somebody sends what they may answer for others.
///
/// # Errors
/// [`Error::NotFound`] by the key of another area; as for answers by an account.
pub fn may_receive(sender: &Sender, area: &Area) -> Result<()> {
    match sender {
        Sender::Key(_, own) if own.id == area.id => Ok(()),
        Sender::Key(..) => Err(Error::NotFound),
        Sender::Account(reader) => responses::may_answer(reader, area),
        Sender::Handed(reader, own) | Sender::Paper(reader, own) if own.id == area.id => {
            responses::may_answer(reader, area)
        }
        Sender::Handed(..) | Sender::Paper(..) => Err(Error::NotFound),
    }
}

/// The area's clinic looks at what came.
///
/// # Errors
/// As for answers.
pub fn may_approve(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}

/// And puts it right.
///
/// # Errors
/// As for answers.
pub fn may_put_right(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}

/// Or refuses it.
///
/// # Errors
/// As for answers.
pub fn may_reject(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}
