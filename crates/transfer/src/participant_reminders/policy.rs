//! Who may remind participants. One function each, pure.

use kit::Result;

use house::accounts::Reader;

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: reminders to everybody of an area who has something to answer, by POST to its reminders.
    Send,
    /// Inside: somebody linked their slip with LINE, by sending its code to the house's account.
    Link,
    /// Inside: they left that account.
    Unlink,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Send => "participant_reminder.send",
            Verb::Link => "participant_reminder.link",
            Verb::Unlink => "participant_reminder.unlink",
        }
    }
}

/// The area's clinic reminds.
///
/// # Errors
/// As for answers ([`responses::may_answer`]).
pub fn may_send(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)
}
