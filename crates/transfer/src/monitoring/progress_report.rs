//! The noun: a quarterly progress report of one area, and the states it goes through. Its figures
//! draft themselves from the records and are frozen when it is handed in; its words are the
//! clinic's. A locked report is never changed: a correction is its next revision
//! (docs/requirements.md A0-24, G-10; seed 000 §8).

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, Timestamp};
use thai::Quarter;
use uuid::Uuid;

use super::figure::Figures;
use kit::words;

/// The most characters of each text.
pub const TEXT_MOST: usize = 8_000;

words! {
    /// How far a report has come.
    Status {
        /// Being written by the clinic; its figures follow the records.
        Draft = "draft",
        /// Handed in; its figures are frozen.
        Submitted = "submitted",
        /// Handed back with a reason; its figures follow the records again.
        Returned = "returned",
        /// Accepted by the ministry.
        Accepted = "accepted",
        /// Closed for good.
        Locked = "locked",
    }
}

impl Status {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft => "neutral",
            Self::Submitted => "info",
            Self::Returned => "warn",
            Self::Accepted | Self::Locked => "good",
        }
    }

    /// May the clinic still write in it?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// May the public read its figures?
    pub fn is_public(self) -> bool {
        matches!(self, Self::Accepted | Self::Locked)
    }
}

/// What the clinic writes beside the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrative {
    /// ปัจจัยสนับสนุน
    pub support: String,
    /// ปัญหา อุปสรรค
    pub problems: String,
    /// ข้อเสนอแนะ
    pub suggestions: String,
    /// Why the figures differ from the plan or from an earlier report.
    pub explanation: String,
}

/// A progress report, in one of its revisions.
#[derive(Clone, Debug)]
pub struct ProgressReport {
    /// Inside.
    pub id: Uuid,
    /// As people write it: "P53-1-A2-2553Q3".
    pub code: String,
    /// The project.
    pub project: Uuid,
    /// Its area.
    pub area: Uuid,
    /// The clinic that answered for the area when the report was begun.
    pub clinic: Option<Uuid>,
    /// The quarter reported on.
    pub quarter: Quarter,
    /// 1, and one more with every correction.
    pub revision: i32,
    /// How far it has come.
    pub status: Status,
    /// Frozen when handed in; `None` while it follows the records.
    pub figures: Option<Figures>,
    /// The clinic's words.
    pub narrative: Narrative,
    /// Why it was handed back, the last time.
    pub returned_reason: Option<String>,
    /// The day it opened.
    pub opens_on: NaiveDate,
    /// The last day to hand it in.
    pub due_on: NaiveDate,
    /// The day its first revision was first handed in: lateness goes by this.
    pub received_on: Option<NaiveDate>,
    /// When it was last handed in.
    pub submitted_at: Option<Timestamp>,
    /// Who handed it in.
    pub submitted_by: Option<Uuid>,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// When it was locked.
    pub locked_at: Option<Timestamp>,
    /// A rehearsal.
    pub practice: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for ProgressReport {
    fn id(&self) -> Uuid {
        self.id
    }

    fn is_rehearsal(&self) -> bool {
        self.practice
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl ProgressReport {
    /// With other words.
    ///
    /// # Errors
    /// `monitoring-not-writable` once it is handed in.
    pub fn explained(mut self, narrative: Narrative) -> Result<Self, Message> {
        if !self.status.is_open() {
            return Err(msg("monitoring-not-writable"));
        }
        self.narrative = narrative;
        Ok(self)
    }

    /// Handed in with these figures.
    ///
    /// # Errors
    /// `monitoring-not-writable` when it was already.
    pub fn submitted(
        mut self,
        figures: Figures,
        by: Option<Uuid>,
        at: Timestamp,
        today: NaiveDate,
    ) -> Result<Self, Message> {
        if !self.status.is_open() {
            return Err(msg("monitoring-not-writable"));
        }
        self.status = Status::Submitted;
        self.figures = Some(figures);
        self.received_on = self.received_on.or(Some(today));
        self.submitted_at = Some(at);
        self.submitted_by = by;
        self.returned_reason = None;
        Ok(self)
    }

    /// Handed back with a reason.
    ///
    /// # Errors
    /// `monitoring-not-submitted` when there is nothing to review.
    pub fn returned(mut self, reason: String) -> Result<Self, Message> {
        if self.status != Status::Submitted {
            return Err(msg("monitoring-not-submitted"));
        }
        self.status = Status::Returned;
        self.figures = None;
        self.returned_reason = Some(reason);
        Ok(self)
    }

    /// Accepted.
    ///
    /// # Errors
    /// `monitoring-not-submitted` when there is nothing to review.
    pub fn accepted(mut self, at: Timestamp) -> Result<Self, Message> {
        if self.status != Status::Submitted {
            return Err(msg("monitoring-not-submitted"));
        }
        self.status = Status::Accepted;
        self.accepted_at = Some(at);
        Ok(self)
    }

    /// Closed for good.
    ///
    /// # Errors
    /// `monitoring-not-accepted` before it is accepted.
    pub fn locked(mut self, at: Timestamp) -> Result<Self, Message> {
        if self.status != Status::Accepted {
            return Err(msg("monitoring-not-accepted"));
        }
        self.status = Status::Locked;
        self.locked_at = Some(at);
        Ok(self)
    }

    /// Its next revision: a draft with the same words.
    ///
    /// # Errors
    /// `monitoring-not-locked`: what is not locked is changed as it is.
    pub fn corrected(&self, id: Uuid, at: Timestamp) -> Result<Self, Message> {
        if self.status != Status::Locked {
            return Err(msg("monitoring-not-locked"));
        }
        Ok(Self {
            id,
            revision: self.revision + 1,
            status: Status::Draft,
            figures: None,
            returned_reason: None,
            submitted_at: None,
            submitted_by: None,
            accepted_at: None,
            locked_at: None,
            created_at: at,
            version: 1,
            ..self.clone()
        })
    }

    /// Was the first revision handed in by the day it was due?
    pub fn is_on_time(&self) -> bool {
        self.received_on.is_some_and(|day| day <= self.due_on)
    }
}
