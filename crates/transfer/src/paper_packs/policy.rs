//! Who may do which verb with paper: one function each, pure. An area's records are its clinic's alone
//! (docs/requirements.md G-21), and so are the sheets that bear its participants' names.

use kit::message::msg;
use kit::{Error, Result};

use house::accounts::Reader;

use crate::responses::{self, Area};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: a pack, by POST to the area's packs.
    Print,
    /// Creation: pages that came back filled in.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Print => "paper_pack.print",
            Verb::Bring => "paper_pack.bring",
        }
    }
}

/// Whoever may see the participants of an area sees its packs.
///
/// # Errors
/// As for participants.
pub fn may_see(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_see_participants(reader, area)
}

/// The area's clinic prints; a rehearsal has no paper, for what comes back is a record.
///
/// # Errors
/// As for answers ([`responses::may_answer`]).
pub fn may_print(reader: &Reader, area: &Area) -> Result<()> {
    responses::may_answer(reader, area)?;
    if area.practice { Err(Error::Conflict(msg("paper-packs-rehearsal"))) } else { Ok(()) }
}

/// And brings back what was filled in.
///
/// # Errors
/// As for printing.
pub fn may_bring(reader: &Reader, area: &Area) -> Result<()> {
    may_print(reader, area)
}
