//! One edition of a survey: as its author wrote it, with what its answers become. A draft may be written anew; what
//! was published stays as it is, so that every answer can be read by the form it was given to.

use kit::{Subject, Timestamp};
use uuid::Uuid;
use xlsform::Questionnaire;

use super::mapping::Mapping;

/// One edition, without its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Inside.
    pub id: Uuid,
    /// Of which survey.
    pub survey: Uuid,
    /// Its number within it, from 1.
    pub number: i32,
    /// The version, as its author wrote it.
    pub form_version: String,
    /// Its title.
    pub title: String,
    /// What its answers become.
    pub mapping: Mapping,
    /// What is new in it.
    pub notes: Option<String>,
    /// By which it is tried.
    pub try_code: String,
    /// Since when it is as it is.
    pub made_at: Timestamp,
    /// Since when it is asked.
    pub published_at: Option<Timestamp>,
}

impl Subject for Edition {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        None
    }
}

impl Edition {
    /// Is it still to be published?
    pub fn is_draft(&self) -> bool {
        self.published_at.is_none()
    }
}

/// An edition with what it asks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which one.
    pub edition: Edition,
    /// What it asks.
    pub form: Questionnaire,
}
