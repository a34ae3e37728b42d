//! What somebody asks about their own data, and by when it is answered.

use chrono::{Days, NaiveDate};
use kit::words;
use kit::{Subject, Timestamp};
use uuid::Uuid;

use crate::consents::Way;

/// Days in which a request is answered (Personal Data Protection Act B.E. 2562, section 30).
const DAYS: u64 = 30;
/// Days before the last in which it is nearly due.
pub const NEARLY: u64 = 7;
/// Letters of its code.
pub const CODE: usize = 10;

words! {
    /// What is asked for.
    Wish {
        /// A copy of all that is held.
        Copy = "copy",
        /// Something is wrong and to be put right.
        Correction = "correction",
        /// It is to be deleted.
        Deletion = "deletion",
    }
}

words! {
    /// How it was settled.
    Outcome {
        /// As they asked.
        Done = "done",
        /// Not, for a reason that they are told.
        Refused = "refused",
    }
}

/// A request, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRequest {
    /// What for.
    pub wish: Wish,
    /// In their words; what is wrong, where something is.
    pub words: Option<String>,
    /// How they asked.
    pub way: Way,
    /// And when.
    pub asked_on: NaiveDate,
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRequest {
    /// Inside.
    pub id: Uuid,
    /// In its address.
    pub code: String,
    /// Who asks.
    pub participant: Uuid,
    /// Where they take part.
    pub area: Uuid,
    /// What they ask.
    pub told: NewRequest,
    /// The last day to answer.
    pub due_on: NaiveDate,
    /// Who wrote it down; nobody where they asked by their slip.
    pub made_by: Option<Uuid>,
    /// When.
    pub made_at: Timestamp,
    /// How it was settled, what was done or why not, by whom and when.
    pub settled: Option<Settled>,
}

/// How a request was settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// As they asked, or not.
    pub outcome: Outcome,
    /// What was done, or why not.
    pub reason: String,
    /// By whom.
    pub by: Option<Uuid>,
    /// When.
    pub at: Timestamp,
}

impl Subject for DataRequest {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

words! {
    /// Where a request stands on a day.
    Stage {
        /// There is time.
        Open = "open",
        /// Within a week of its last day.
        Closing = "closing",
        /// Past it.
        Late = "late",
        /// Answered.
        Done = "done",
        /// Refused.
        Refused = "refused",
    }
}

impl Stage {
    /// The tone of its mark.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Open => "info",
            Self::Closing => "warn",
            Self::Late => "bad",
            Self::Done => "good",
            Self::Refused => "neutral",
        }
    }
}

impl Stage {
    /// Where a request stands on a day, due on another, if it was settled in this way.
    pub fn on(today: NaiveDate, due_on: NaiveDate, settled: Option<Outcome>) -> Self {
        match settled {
            Some(Outcome::Done) => Self::Done,
            Some(Outcome::Refused) => Self::Refused,
            None if today > due_on => Self::Late,
            None if today + Days::new(NEARLY) >= due_on => Self::Closing,
            None => Self::Open,
        }
    }
}

/// The last day on which a request of this day is answered.
pub fn due_on(asked_on: NaiveDate) -> NaiveDate {
    asked_on.checked_add_days(Days::new(DAYS)).unwrap_or(asked_on)
}

impl DataRequest {
    /// Where it stands on a day.
    pub fn stage(&self, today: NaiveDate) -> Stage {
        Stage::on(today, self.due_on, self.settled.as_ref().map(|settled| settled.outcome))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn a_request_is_answered_within_thirty_days() {
        let asked_on = day("2026-11-24");
        let request = DataRequest {
            id: Uuid::nil(),
            code: String::new(),
            participant: Uuid::nil(),
            area: Uuid::nil(),
            told: NewRequest { wish: Wish::Copy, words: None, way: Way::Phone, asked_on },
            due_on: due_on(asked_on),
            made_by: None,
            made_at: Timestamp::default(),
            settled: None,
        };
        for (on, stage) in [
            ("2026-11-24", Stage::Open),
            ("2026-12-16", Stage::Open),
            ("2026-12-17", Stage::Closing),
            ("2026-12-24", Stage::Closing),
            ("2026-12-25", Stage::Late),
        ] {
            assert_eq!(request.stage(day(on)), stage, "{on}");
        }
    }
}
