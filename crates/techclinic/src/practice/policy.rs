//! Who may clear what was rehearsed.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use house::accounts::Reader;

/// What can be done with rehearsals as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Take away everything a clinic rehearsed.
    Clear,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Clear => "practice.clear",
        }
    }
}

/// Whoever works for the clinic and is in practice mode.
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] for everyone else.
pub fn may_clear(reader: &Reader, clinic: Uuid) -> Result<()> {
    reader.beginning(Some(clinic)).allow(reader.practises(), msg("practice-not-on"))
}
