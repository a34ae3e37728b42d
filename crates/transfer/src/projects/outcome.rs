//! What the ministry decides about a proposal that answers a call.

use kit::{Timestamp, words};
use serde::{Deserialize, Serialize};

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
