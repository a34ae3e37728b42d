//! A token by which a program calls the API: for a person with that person's rights, or for a
//! service that reads what anyone may read. It is for reading or for writing, and it expires.

use kit::{Subject, Timestamp};
use uuid::Uuid;

use kit::words;

/// What a token begins with, so that one left in a file is recognised for what it is.
pub(super) const PREFIX: &str = "tcn_";
/// The longest a token may live, in days.
pub const DAYS_MOST: u32 = 366;
/// How long one lives when nobody says otherwise.
pub const DAYS_USUAL: u32 = 90;

words! {
    /// What a token is for.
    TokenScope {
        /// Reading alone.
        Read = "read",
        /// Writing too.
        Write = "write",
    }
}

/// A token as it is asked for: valid, not yet stored.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for, in the words of whoever asks.
    pub name: String,
    /// Reading or writing.
    pub scope: TokenScope,
    /// How long it lives.
    pub days: u32,
}

/// A token as its owner sees it: without its secret.
#[derive(Clone, Debug)]
pub struct Token {
    /// Inside.
    pub id: Uuid,
    /// Whose; `None` for a service.
    pub account: Option<Uuid>,
    /// What it is for.
    pub name: String,
    /// Reading or writing.
    pub scope: TokenScope,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Subject for Token {
    fn id(&self) -> Uuid {
        self.id
    }
}
