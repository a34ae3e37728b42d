//! Who may do which verb with an account or a token: one function each, pure. Accounts are the
//! administrator's, who has no right to content; a password and tokens are everybody's own.

use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use crate::rights::Reader;
use crate::rights::Role;

/// What can be done to accounts and tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Add,
    /// Give a role.
    Grant,
    /// Take a role back.
    Withdraw,
    /// Let nobody sign in with it.
    Disable,
    /// Let its owner sign in again.
    Enable,
    /// Set a password: one's own, or a made-up one for somebody who has lost theirs.
    SetPassword,
    /// Creation: POST to the collection of tokens.
    IssueToken,
    /// End a token before its time.
    EndToken,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Add => "account.add",
            Verb::Grant => "account.grant",
            Verb::Withdraw => "account.withdraw",
            Verb::Disable => "account.disable",
            Verb::Enable => "account.enable",
            Verb::SetPassword => "account.set_password",
            Verb::IssueToken => "token.issue",
            Verb::EndToken => "token.end",
        }
    }
}

fn administers(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::Administrator]), msg("accounts-forbidden"))
}

/// Administrators see the accounts.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_list(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators add accounts.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_add(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators give roles.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_grant(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators take roles back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators disable accounts.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_disable(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators enable accounts again.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_enable(reader: &Reader) -> Result<()> {
    administers(reader)
}

/// Administrators reset a password; everybody changes their own.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_set_password(reader: &Reader, account: Uuid) -> Result<()> {
    if reader.is_self(account) { Ok(()) } else { administers(reader) }
}

/// Everybody makes tokens for themselves. For others and for services (`owner` is `None`) only the
/// program itself does, from the command line.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else, a token among them.
pub fn may_issue_token(reader: &Reader, owner: Option<Uuid>) -> Result<()> {
    let own = owner.is_some_and(|owner| reader.is_self(owner));
    reader.allow(own || reader.is_system(), msg("accounts-token-forbidden"))
}

/// Everybody ends their own tokens, administrators anyone's.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else: whose token it is, is nobody's business.
pub fn may_end_token(reader: &Reader, owner: Option<Uuid>) -> Result<()> {
    reader.must_sign_in()?;
    let own = owner.is_some_and(|owner| reader.is_self(owner));
    if own { Ok(()) } else { administers(reader).map_err(|_| kit::Error::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The program itself holds what it sets up with; nothing else holds anything by itself.
    #[test]
    fn the_program_itself_administers() {
        assert!(may_add(&Reader::system("test")).is_ok());
        assert!(may_issue_token(&Reader::system("test"), None).is_ok());
        assert!(may_add(&Reader::anyone(kit::Lang::Th)).is_err());
    }
}
