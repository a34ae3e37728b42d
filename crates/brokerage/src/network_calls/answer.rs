//! The noun: what another clinic answers to a call.

use kit::message::msg;
use kit::{Message, Timestamp};
use uuid::Uuid;

/// What a clinic answers: a technology of its own, words, or both; never neither.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAnswer {
    /// A technology that it offers itself.
    pub technology: Option<Uuid>,
    /// How it can help; public, numbers of persons masked.
    pub words: Option<String>,
}

/// An answer of a clinic.
#[derive(Clone, Debug, PartialEq)]
pub struct CallAnswer {
    /// Inside.
    pub id: Uuid,
    /// The call it answers.
    pub call: Uuid,
    /// Its number within the call, from one.
    pub number: i32,
    /// Who answers.
    pub clinic: Uuid,
    /// What it answers.
    pub told: NewAnswer,
    /// When.
    pub answered_at: Timestamp,
    /// When its clinic took it back.
    pub withdrawn_at: Option<Timestamp>,
}

impl CallAnswer {
    /// Does it stand?
    pub fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }

    /// Does it propose this technology?
    pub fn proposes(&self, technology: Uuid) -> bool {
        self.stands() && self.told.technology == Some(technology)
    }

    /// Taken back.
    ///
    /// # Errors
    /// `network-calls-withdrawn-already`.
    pub fn withdrawn(self, at: Timestamp) -> Result<Self, Message> {
        match self.withdrawn_at {
            Some(_) => Err(msg("network-calls-withdrawn-already")),
            None => Ok(Self { withdrawn_at: Some(at), ..self }),
        }
    }
}

/// The number of the next answer of a call.
pub fn next_number(answers: &[CallAnswer]) -> i32 {
    answers.iter().map(|one| one.number).max().unwrap_or(0).saturating_add(1)
}
