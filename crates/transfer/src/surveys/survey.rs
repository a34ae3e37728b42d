//! The nouns: a survey, and one answer to it. No input or output happens here.

use std::collections::BTreeMap;

use kit::message::msg;
use kit::{Message, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use xlsform::{Given, Value};

/// A form that is asked of whoever has its address.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Inside.
    pub id: Uuid,
    /// Outside: `S70-…`.
    pub code: String,
    /// Whose it is; the ministry's where no clinic's.
    pub clinic: Option<Uuid>,
    /// As its form made last says.
    pub title: String,
    /// Since when.
    pub made_at: Timestamp,
    /// Since when nobody answers it any more.
    pub closed_at: Option<Timestamp>,
    /// 1, and one more with every change.
    pub version: i64,
}

impl Subject for Survey {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Survey {
    /// No answer is taken from now on.
    ///
    /// # Errors
    /// When that is so already.
    pub fn closed(self, at: Timestamp) -> Result<Self, Message> {
        match self.closed_at {
            Some(_) => Err(msg("surveys-closed-already")),
            None => Ok(Self { closed_at: Some(at), ..self }),
        }
    }

    /// Answers are taken again.
    ///
    /// # Errors
    /// When they are.
    pub fn reopened(self) -> Result<Self, Message> {
        match self.closed_at {
            None => Err(msg("surveys-open-already")),
            Some(_) => Ok(Self { closed_at: None, ..self }),
        }
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Inside.
    pub id: Uuid,
    /// What whoever answered keeps.
    pub receipt: String,
    /// To which survey.
    pub survey: Uuid,
    /// To which edition of it.
    pub edition: Uuid,
    /// What was answered, by the names of the questions.
    pub answers: BTreeMap<String, Value>,
    /// What it became.
    pub became: Vec<Became>,
    /// When.
    pub given_at: Timestamp,
    /// Who keyed it for somebody else.
    pub keyed_by: Option<Uuid>,
}

impl Subject for Answer {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.receipt)
    }
}

impl Answer {
    /// What was answered, as it would be given again.
    pub fn given(&self) -> Given {
        self.answers.iter().map(|(name, value)| (name.clone(), value.parts())).collect()
    }
}

/// A record of another register that an answer became.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Became {
    /// A need or an opinion, as [`super::mapping::Becomes`] writes it.
    pub what: String,
    /// Its code there.
    pub code: String,
}
