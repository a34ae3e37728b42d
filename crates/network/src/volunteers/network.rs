//! The noun: a network of S&T volunteers, coordinated by a clinic (docs/requirements.md A1-05, F-11).

use kit::message::msg;
use kit::show::Bilingual;
use kit::{Message, Subject, Timestamp};
use uuid::Uuid;

/// The first fiscal year a network could have: the volunteers began in April 2547.
pub const FIRST_YEAR: i32 = 2547;

/// A network as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNetwork {
    /// Its name.
    pub name: Bilingual,
    /// Official code of the province where it is at home.
    pub province: String,
    /// The clinic that coordinates it; `None` while not known.
    pub clinic: Option<Uuid>,
    /// The fiscal year it began in, Buddhist era.
    pub since: Option<i32>,
    /// Where it is known from.
    pub source: Option<String>,
    /// Anything else worth knowing; public.
    pub note: Option<String>,
}

/// A network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// What was entered.
    pub told: NewNetwork,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Network {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Network {
    /// With other words about it, unless somebody else changed it since `version`.
    ///
    /// # Errors
    /// `kit-error-conflict-version`.
    pub fn corrected(self, told: NewNetwork, version: i64) -> Result<Self, Message> {
        if version == self.version { Ok(Self { told, ..self }) } else { Err(msg("kit-error-conflict-version")) }
    }
}
