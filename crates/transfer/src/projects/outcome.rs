//! What the ministry decides about a proposal that answers a call.

use kit::{Message, Timestamp, words};
use serde::{Deserialize, Serialize};

use super::project::{Project, Status};

words! {
    /// What is decided about a proposal.
    Outcome {
        /// It is funded.
        Selected = "selected",
        /// It is funded if another one falls away.
        Reserve = "reserve",
        /// It is not funded.
        Rejected = "rejected",
    }
}

impl Outcome {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Selected => "good",
            Self::Reserve => "warn",
            Self::Rejected => "bad",
        }
    }
}

/// What was decided about a proposal, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub outcome: Outcome,
    /// Why: whoever proposed it reads this.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Status {
    /// What its mark on a page says: a proposal that was not selected is no project that was given up.
    pub fn mark(self, outcome: Option<Outcome>) -> Message {
        let word = match (self, outcome) {
            (Self::Cancelled, Some(Outcome::Rejected)) => "not_selected",
            _ => self.as_str(),
        };
        Message::new(format!("{}{word}", "projects-status-"))
    }
}

impl Project {
    /// Did it end because it was not selected?
    pub(super) fn is_rejected(&self) -> bool {
        let rejected = self.outcome.as_ref().is_some_and(|decided| decided.outcome == Outcome::Rejected);
        self.status == Status::Cancelled && rejected
    }

    /// What its mark says.
    pub fn mark(&self) -> Message {
        self.status.mark(self.outcome.as_ref().map(|decided| decided.outcome))
    }
}
