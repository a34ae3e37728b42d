//! Who sends an answered form, and what they send.

use axum::body::Bytes;
use uuid::Uuid;

use super::field_key::FieldKey;
use super::submission::Issue;
use house::accounts::Reader;

use crate::responses::Area;

/// By what right it comes.
#[derive(Clone, Debug)]
pub enum Sender {
    /// By the key of an area.
    Key(Box<FieldKey>, Box<Area>),
    /// By somebody's own account; whose area it is, the slip tells.
    Account(Reader),
    /// On a sheet of paper of an area, read back by somebody's own account.
    Paper(Reader, Box<Area>),
    /// In a file of what was stuck on a telephone, by somebody's own account into an area.
    Handed(Reader, Box<Area>),
}

impl Sender {
    /// The key, where it came by one.
    pub(super) fn key(&self) -> Option<&FieldKey> {
        match self {
            Self::Key(key, _) => Some(key),
            Self::Account(_) | Self::Handed(..) | Self::Paper(..) => None,
        }
    }

    /// The account, where it came by one.
    pub(super) fn account(&self) -> Option<Uuid> {
        match self {
            Self::Key(..) => None,
            Self::Account(reader) | Self::Handed(reader, _) | Self::Paper(reader, _) => reader.actor().person(),
        }
    }
}

/// What came: the answered form as text, and files with their names.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The instance, as XML.
    pub xml: String,
    /// Files, by the names the instance calls them.
    pub files: Vec<(String, Bytes)>,
    /// What nobody could read in it for certain: then it waits for a person, whatever else it says.
    pub doubts: Vec<Issue>,
}
