//! What of projects stands on somebody's desk: the same words narrow the list of all projects, so that a desk which
//! shows the first of them leads to the rest.

use kit::words;

use super::project::{Sight, Waiting};

words! {
    /// Why a project stands on a desk.
    Desk {
        /// It waits for the reader to write, sign or decide.
        Waiting = "waiting",
        /// It goes on in the reader's clinics and provinces, and waits for somebody else.
        Own = "own",
        /// An amendment of it waits.
        Amendments = "amendments",
    }
}

/// Whose desk it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whose {
    /// What waits for them.
    pub waiting: Waiting,
    /// What they see.
    pub sight: Sight,
}

impl Whose {
    /// Is there anything that could stand on it?
    pub fn has_desk(&self) -> bool {
        !self.waiting.is_for_nobody() || self.sight.is_of_places()
    }
}
