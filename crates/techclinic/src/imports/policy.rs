//! Who may bring files in. Which kinds is each kind's own rule.

use kit::Result;

use crate::accounts::Reader;
use crate::exchange::AnyKind;

/// What can be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Bring its rows in.
    Apply,
    /// Let all stand as it stood before.
    Undo,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Apply => "import.apply",
            Verb::Undo => "import.undo",
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

/// Whoever may bring in this kind may undo it.
///
/// # Errors
/// The kind's own refusal.
pub fn may_undo(reader: &Reader, kind: &dyn AnyKind) -> Result<()> {
    kind.may_import(reader)
}
