//! The noun of the storing half: one published version of one of the three forms. Published once,
//! it never changes, so that every answer can be read by the form it was given to.

use kit::{Subject, Timestamp};
use uuid::Uuid;

use xlsform::{Kind, Questionnaire};

/// A published version, without its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Inside.
    pub id: Uuid,
    /// Which of the three.
    pub kind: Kind,
    /// Its version, as its author wrote it.
    pub version: String,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published_at: Timestamp,
}

impl Subject for Edition {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.version)
    }
}

impl Edition {
    /// The name of its XLSForm file when somebody downloads it.
    pub fn file_name(&self) -> String {
        let safe: String = self.version.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
        format!("{}-{safe}.xlsx", self.kind.code())
    }
}

/// A published version together with what it asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which one it is.
    pub edition: Edition,
    /// What it asks.
    pub form: Questionnaire,
}
