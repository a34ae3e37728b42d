//! Who may bring files in. Which kinds is each kind's own rule.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use house::accounts::{Reader, Role};
use house::exchange::AnyKind;

/// What can be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Bring its rows in.
    Apply,
    /// Let all stand as it stood before.
    Undo,
    /// Creation: a file of records, to take away.
    Export,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Apply => "import.apply",
            Verb::Undo => "import.undo",
            Verb::Export => "import.export",
        }
    }
}

/// Whoever may bring in this kind may rehearse it and do it.
///
/// # Errors
/// The kind's own refusal.
pub fn may_apply(reader: &Reader, kind: &dyn AnyKind) -> Result<()> {
    kind.may_import(reader)
}

/// Whoever may bring in this kind may take out what they see of it, to mend it and bring it in again.
///
/// # Errors
/// [`kit::Error::SignIn`] for strangers; the kind's own refusal.
pub fn may_export(reader: &Reader, kind: &dyn AnyKind) -> Result<()> {
    reader.must_sign_in()?;
    kind.may_import(reader)
}

/// Those who see and undo whatever anybody brought in.
pub fn sees_all(reader: &Reader) -> bool {
    reader.is(&[Role::MinistryOfficer])
}

/// Whoever brought a file in, `by`, may look at it and undo it while they may bring in its kind; the
/// ministry whoever it was.
///
/// # Errors
/// The kind's own refusal, or [`kit::Error::Forbidden`] for whoever brought in something else.
pub fn may_undo(reader: &Reader, kind: &dyn AnyKind, by: Option<Uuid>) -> Result<()> {
    kind.may_import(reader)?;
    let own = by.is_some() && by == reader.who().map(|who| who.account);
    reader.allow(own || sees_all(reader), msg("imports-forbidden-undo"))
}
