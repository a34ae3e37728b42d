//! One answered form as it came from a telephone, and what became of it.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{FormErrors, Message, Subject, Timestamp, words};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use xlsform::Kind;

use crate::responses::Mode;

/// What the name of an answer on paper begins with; the code of its sheet follows.
pub const PAPER: &str = "paper:";
/// Letters of a receipt.
pub(super) const RECEIPT: usize = 10;

words! {
    /// What became of it.
    Standing {
        /// In order, and counted; nobody has looked at it yet.
        Received = "received",
        /// Something stands against it: not counted until somebody decides.
        HasIssues = "has_issues",
        /// Put right by a person, and counted.
        Edited = "edited",
        /// In order, and a person has looked at it.
        Approved = "approved",
        /// Refused, with a reason: not counted.
        Rejected = "rejected",
        /// Another stands in its place.
        Replaced = "replaced",
    }
}

impl Standing {
    /// How a page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Received => "info",
            Self::HasIssues => "warn",
            Self::Edited | Self::Approved => "good",
            Self::Rejected => "bad",
            Self::Replaced => "neutral",
        }
    }
}

/// One thing that stands against it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// The question's name; empty where it is about the whole.
    pub at: String,
    /// What is wrong.
    pub why: Message,
    /// Where a person reads it, of what came on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

/// A part of a page that came on paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The file that holds the page.
    pub file: String,
    /// Where on it.
    pub room: paper::Room,
}

impl Issue {
    /// About the whole.
    pub fn whole(why: Message) -> Self {
        Self { at: String::new(), why, part: None }
    }

    /// What stands beside questions.
    pub fn all(errors: &FormErrors) -> Vec<Self> {
        errors.iter().map(|(at, why)| Self { at: at.to_owned(), why: why.clone(), part: None }).collect()
    }
}

/// A submission.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Inside.
    pub id: Uuid,
    /// What its sender was told: R and ten letters.
    pub receipt: String,
    /// Its own name.
    pub instance: String,
    /// The version it answers.
    pub questionnaire: Uuid,
    /// Which of the three.
    pub kind: Kind,
    /// The area it came to.
    pub area: Uuid,
    /// By which key.
    pub field_key: Option<Uuid>,
    /// Or by whose account.
    pub account: Option<Uuid>,
    /// As it came.
    pub xml: String,
    /// Its digest.
    pub sha256: String,
    /// The day it was answered.
    pub answered_on: NaiveDate,
    /// When it came.
    pub received_at: Timestamp,
    /// What became of it.
    pub standing: Standing,
    /// What stands against it.
    pub issues: Vec<Issue>,
    /// The answer it became.
    pub response: Option<Uuid>,
    /// Whose.
    pub participant: Option<Uuid>,
    /// The submission that it stands in the place of.
    pub replaces: Option<Uuid>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Who decided.
    pub judged_by: Option<Uuid>,
    /// When.
    pub judged_at: Option<Timestamp>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Submission {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.receipt)
    }
}

impl Submission {
    /// How it was answered.
    pub fn mode(&self) -> Mode {
        if self.instance.starts_with(PAPER) { Mode::Paper } else { Mode::Collect }
    }

    /// Somebody looked at it and finds it in order.
    ///
    /// # Errors
    /// `submissions-not-approvable` unless it is counted and nobody has looked yet.
    pub fn approved(self) -> Result<Self, Message> {
        match self.standing {
            Standing::Received => Ok(Self { standing: Standing::Approved, ..self }),
            _ => Err(msg("submissions-not-approvable")),
        }
    }

    /// It is refused.
    ///
    /// # Errors
    /// `submissions-not-waiting` unless something stands against it: what is counted is corrected, not refused.
    pub fn rejected(self, reason: String) -> Result<Self, Message> {
        self.waits()?;
        Ok(Self { standing: Standing::Rejected, reason: Some(reason), ..self })
    }

    /// Does it wait for somebody?
    ///
    /// # Errors
    /// `submissions-not-waiting` when it does not.
    pub fn waits(&self) -> Result<(), Message> {
        if self.standing == Standing::HasIssues { Ok(()) } else { Err(msg("submissions-not-waiting")) }
    }
}

/// A file that came with one.
#[derive(Clone, Debug, PartialEq)]
pub struct SubmissionFile {
    /// Inside.
    pub id: Uuid,
    /// What the telephone calls it.
    pub name: String,
    /// Where it lies.
    pub key: String,
    /// How large.
    pub bytes: i64,
    /// Its digest.
    pub sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(standing: Standing) -> Submission {
        Submission {
            id: Uuid::nil(),
            receipt: "R".to_owned(),
            instance: "uuid:1".to_owned(),
            questionnaire: Uuid::nil(),
            kind: Kind::Evaluation,
            area: Uuid::nil(),
            field_key: None,
            account: None,
            xml: String::new(),
            sha256: String::new(),
            answered_on: NaiveDate::MIN,
            received_at: Timestamp::default(),
            standing,
            issues: Vec::new(),
            response: None,
            participant: None,
            replaces: None,
            reason: None,
            judged_by: None,
            judged_at: None,
            version: 1,
        }
    }

    #[test]
    fn only_what_waits_is_refused_and_only_what_came_in_order_is_approved() {
        for word in Standing::ALL {
            let one = standing(*word);
            assert_eq!(one.clone().approved().is_ok(), *word == Standing::Received, "{word}");
            assert_eq!(one.rejected("สมมติ".to_owned()).is_ok(), *word == Standing::HasIssues, "{word}");
        }
    }
}
