//! A way to sign in: an e-mail address and a password, hashed with Argon2id.

use kit::{Message, Subject, Timestamp};
use uuid::Uuid;

use crate::rights::NewGrant;

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

/// An account as it is entered: valid, not yet stored.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Lower case.
    pub email: String,
    /// How the person is called on pages.
    pub name: String,
    /// The first role; more may follow.
    pub grant: Option<NewGrant>,
}

impl Subject for Account {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Account {
    /// May it sign in?
    pub fn is_open(&self) -> bool {
        self.disabled_at.is_none()
    }
}

/// An e-mail address as it is kept: lower case. Whether it can be reached only a letter would show.
///
/// # Errors
/// `accounts-email-unreadable`.
pub fn check_email(typed: &str) -> Result<String, Message> {
    let email = typed.trim().to_lowercase();
    let parts =
        email.split_once('@').filter(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'));
    let plain = email.len() <= 254 && email.chars().all(|letter| letter.is_ascii_graphic());
    if parts.is_some() && plain { Ok(email) } else { Err(Message::new("accounts-email-unreadable")) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case() {
        assert_eq!(check_email(" Somsri@Trang.example.org ").as_deref(), Ok("somsri@trang.example.org"));
        for typed in ["", "somsri", "@example.org", "a@b", "a@b@c.d", "ก@example.org", "a b@example.org"] {
            assert!(check_email(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_password_is_counted_in_characters() {
        assert!(check_password("กขคงจฉชซฌญฎฏ").is_ok());
        assert!(check_password("short").is_err());
        assert!(check_password(&"a".repeat(PASSWORD_MOST + 1)).is_err());
    }
}
