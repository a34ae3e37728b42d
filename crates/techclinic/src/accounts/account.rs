//! A way to sign in: an e-mail address and a password, hashed with Argon2id.

use kit::{Message, Subject, Timestamp};
use uuid::Uuid;

/// The fewest characters of a password (NIST SP 800-63B §3.1.1.2 asks for 15 where it is the only
/// factor; 12 with the throttle is our balance for people who type Thai).
pub const PASSWORD_LEAST: usize = 12;
/// The most: hashing must not become a way to keep the server busy.
pub const PASSWORD_MOST: usize = 256;

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Inside.
    pub id: Uuid,
    /// Lower case.
    pub email: String,
    /// How the person is called on pages.
    pub name: String,
    /// Argon2id, in the PHC string format; `None` until a password is set.
    pub password_hash: Option<String>,
    /// Since when it may not sign in.
    pub disabled_at: Option<Timestamp>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Account {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// Is `typed` good enough for a password?
///
/// # Errors
/// `accounts-password-short` or `accounts-password-long`.
pub fn check_password(typed: &str) -> Result<(), Message> {
    let length = typed.chars().count();
    if length < PASSWORD_LEAST {
        return Err(Message::new("accounts-password-short").with("least", PASSWORD_LEAST));
    }
    if length > PASSWORD_MOST {
        return Err(Message::new("accounts-password-long").with("most", PASSWORD_MOST));
    }
    Ok(())
}
