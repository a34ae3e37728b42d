//! Who may do which verb with the index. Everyone searches, and finds what they may see.

use kit::Result;
use kit::message::msg;

use house::accounts::{Reader, Role};

/// What can be done. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Build it anew from the records.
    Rebuild,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Rebuild => "index.rebuild",
        }
    }
}

/// Whoever runs the server.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_rebuild(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::Administrator]), msg("search-forbidden"))
}
