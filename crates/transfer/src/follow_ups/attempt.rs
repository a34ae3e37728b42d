//! A call to somebody who is still to be asked, and what came of it. Nothing of this is ever changed: whether a person
//! can be reached is what was said last, with who said it, when and why.

use chrono::NaiveDate;
use kit::words;
use kit::{Subject, Timestamp};
use uuid::Uuid;

words! {
    /// What came of it.
    Outcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// They asked to be called another time.
        CallAgain = "call_again",
        /// The number is somebody else's.
        WrongNumber = "wrong_number",
        /// They cannot be reached at all: nobody is asked to try any more.
        Unreachable = "unreachable",
        /// They can be reached again.
        Reachable = "reachable",
    }
}

impl Outcome {
    /// What a caller writes down of one call.
    pub const OF_A_CALL: [Self; 3] = [Self::NoAnswer, Self::CallAgain, Self::WrongNumber];

    /// The tone of its mark.
    pub fn tone(self) -> &'static str {
        match self {
            Self::NoAnswer => "neutral",
            Self::CallAgain => "info",
            Self::WrongNumber => "warn",
            Self::Unreachable => "bad",
            Self::Reachable => "good",
        }
    }
}

/// An attempt as it was typed, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAttempt {
    /// What came of it.
    pub outcome: Outcome,
    /// The day on which they asked to be called again.
    pub call_on: Option<NaiveDate>,
    /// When on that day, as they said it.
    pub call_time: Option<String>,
    /// What is worth knowing, or why they cannot be reached.
    pub note: Option<String>,
}

impl NewAttempt {
    /// One that says a reason and nothing else.
    pub fn because(outcome: Outcome, reason: String) -> Self {
        Self { outcome, call_on: None, call_time: None, note: Some(reason) }
    }
}

/// An attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Inside.
    pub id: Uuid,
    /// Who was to be reached.
    pub participant: Uuid,
    /// What was written down.
    pub told: NewAttempt,
    /// Who tried.
    pub made_by: Option<Uuid>,
    /// When.
    pub made_at: Timestamp,
}

impl Subject for Attempt {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// Is somebody of whom these attempts are known, the newest first, said to be out of reach?
pub fn is_unreachable(newest_first: &[Attempt]) -> bool {
    let said = newest_first.iter().map(|attempt| attempt.told.outcome);
    let standing = said.into_iter().find(|outcome| matches!(outcome, Outcome::Unreachable | Outcome::Reachable));
    standing == Some(Outcome::Unreachable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_last_of_a_persons_reach_stands() {
        use Outcome::{NoAnswer, Reachable, Unreachable};
        for (newest_first, unreachable) in [
            (vec![], false),
            (vec![NoAnswer], false),
            (vec![Unreachable], true),
            (vec![NoAnswer, Unreachable], true),
            (vec![Reachable, Unreachable], false),
            (vec![Unreachable, Reachable, Unreachable], true),
        ] {
            let attempt = |outcome: &Outcome| Attempt {
                id: Uuid::nil(),
                participant: Uuid::nil(),
                told: NewAttempt { outcome: *outcome, call_on: None, call_time: None, note: None },
                made_by: None,
                made_at: Timestamp::default(),
            };
            let attempts: Vec<_> = newest_first.iter().map(attempt).collect();
            assert_eq!(is_unreachable(&attempts), unreachable, "{newest_first:?}");
        }
    }
}
