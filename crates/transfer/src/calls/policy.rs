//! Who may do which verb with a call for proposals: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};

use super::call::{Call, Status};
use house::accounts::{Reader, Role};

/// What can be done to a call. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Draft,
    /// Change what it says, before it is announced.
    Edit,
    /// Let everybody read it.
    Announce,
    /// Close it later.
    Extend,
    /// Take it back.
    Withdraw,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Draft => "call.draft",
            Verb::Edit => "call.edit",
            Verb::Announce => "call.announce",
            Verb::Extend => "call.extend",
            Verb::Withdraw => "call.withdraw",
        }
    }
}

/// The ministry writes calls.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_draft(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("calls-forbidden"))
}

/// Whoever writes them changes them.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_edit(reader: &Reader) -> Result<()> {
    may_draft(reader)
}

/// Whoever writes them announces them.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_announce(reader: &Reader) -> Result<()> {
    may_draft(reader)
}

/// Whoever announced them closes them later.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_extend(reader: &Reader) -> Result<()> {
    may_draft(reader)
}

/// Whoever announced them takes them back.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader) -> Result<()> {
    may_draft(reader)
}

/// Does the reader see calls that are still being written?
pub fn sees_drafts(reader: &Reader) -> bool {
    reader.is(&[Role::MinistryOfficer, Role::Auditor])
}

/// Everybody reads what is announced; what is being written, the ministry.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, call: &Call) -> Result<()> {
    let announced = call.status != Status::Draft && call.announced_at.is_some();
    if announced || sees_drafts(reader) { Ok(()) } else { Err(Error::NotFound) }
}
