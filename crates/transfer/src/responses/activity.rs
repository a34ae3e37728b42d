//! What happened in an area on a day: a transfer of technology, a meeting. Who attended a transfer
//! is followed up from that day on (docs/requirements.md A0-18).

use chrono::NaiveDate;
use kit::Subject;
use uuid::Uuid;

use kit::words;

words! {
    /// What kind of day it was.
    ActivityKind {
        /// The technology was handed on.
        Transfer = "transfer",
        /// A meeting.
        Meeting = "meeting",
        /// Anything else.
        Other = "other",
    }
}

/// A day as it is told: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewActivity {
    /// What kind.
    pub kind: ActivityKind,
    /// What it was called.
    pub title: String,
    /// When.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// Anything worth keeping.
    pub note: Option<String>,
}

/// A recorded day.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// The area.
    pub area: Uuid,
    /// What was told.
    pub told: NewActivity,
    /// Counts changes, of attendance too.
    pub version: i64,
}

impl Subject for Activity {
    fn id(&self) -> Uuid {
        self.id
    }
}
