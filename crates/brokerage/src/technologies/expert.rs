//! Somebody who knows a technology. They stand on public pages by what they know, and by name only
//! where they agreed to that.

use kit::show::Bilingual;
use uuid::Uuid;

/// The table they stand in, as its changes name it.
pub(super) const INDEXED: &str = "technology_expert";

/// An expert as they are named: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewExpert {
    /// Their name.
    pub name: String,
    /// What they know.
    pub expertise: Bilingual,
    /// Where they work.
    pub workplace: Option<String>,
    /// Did they agree to be named in public?
    pub named: bool,
    /// Do they take on further work?
    pub free: bool,
}

/// An expert of a technology.
#[derive(Clone, Debug, PartialEq)]
pub struct Expert {
    /// Inside.
    pub id: Uuid,
    /// What was said of them.
    pub told: NewExpert,
}

impl Expert {
    /// Their name, for a reader who may be told it.
    pub fn name_for(&self, inside: bool) -> Option<&str> {
        (inside || self.told.named).then_some(self.told.name.as_str())
    }
}
