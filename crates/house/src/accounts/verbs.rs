//! What can be done to accounts and tokens: each one transaction and one row in the trail. Signing
//! in and out changes no record and leaves no row; both are in the log.

use kit::form::required;
use kit::message::msg;
use kit::web::Throttle;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::account::{Account, NewAccount};
use super::caller::Caller;
use super::password;
use super::policy::{self, Verb};
use super::token::{NewToken, Token};
use super::{store, store_grants};
use crate::app::App;
use crate::rights::{Credential, Reader, SignedIn};
use crate::rights::{Grant, NewGrant, Reach, Scope};
use crate::{organisations, places};

/// Adds an account without a password, with its first role from today on.
///
/// # Errors
/// When the reader may not, the address is taken, or there is no such clinic.
pub async fn add(app: &App, reader: &Reader, new: NewAccount) -> Result<Account> {
    policy::may_add(reader)?;
    let mut grants = Vec::new();
    if let Some(grant) = new.grant {
        grants.push(located(app, grant).await?);
    }
    add_holding(app, reader, new.email, new.name, &grants).await
}

/// Adds an account that holds these roles.
pub async fn add_holding(app: &App, reader: &Reader, email: String, name: String, grants: &[Grant]) -> Result<Account> {
    policy::may_add(reader)?;
    let act = app.act(&reader.actor(), Verb::Add).await?;
    if store::is_taken(&act, &email).await? {
        return Err(FormErrors::one("email", msg("accounts-email-taken")).into());
    }
    let account = Account { id: act.new_id(), email, name, password_hash: None, disabled_at: None, version: 1 };
    store::save_new(&act, &account).await?;
    for grant in grants {
        store_grants::save_grant(&act, account.id, grant).await?;
    }
    let roles: Vec<_> = grants.iter().map(|grant| grant.role.as_str()).collect();
    let facts = Facts::none()
        .with("roles", roles)
        .personal("email", account.email.clone())
        .personal("name", account.name.clone());
    act.commit(&account, facts).await?;
    Ok(account)
}

/// Gives a role from today on.
///
/// # Errors
/// When the reader may not, or there is no such account or clinic.
pub async fn grant(app: &App, reader: &Reader, id: Uuid, new: NewGrant) -> Result<()> {
    policy::may_grant(reader)?;
    let grant = located(app, new).await?;
    let (act, account) = open(app, reader, Verb::Grant, id).await?;
    store_grants::save_grant(&act, account.id, &grant).await?;
    let facts = Facts::none().with("role", grant.role.as_str()).with("reach", grant.scope.reach().as_str());
    act.commit(&account, facts).await
}

/// Takes a role back: it no longer holds today.
///
/// # Errors
/// When the reader may not, or the account holds no such role.
pub async fn withdraw(app: &App, reader: &Reader, id: Uuid, grant: Uuid) -> Result<()> {
    policy::may_withdraw(reader)?;
    let (act, account) = open(app, reader, Verb::Withdraw, id).await?;
    if !store_grants::save_withdrawn(&act, account.id, grant).await? {
        return Err(Error::NotFound);
    }
    act.commit(&account, Facts::none().with("grant", grant.to_string())).await
}

/// Lets nobody sign in with the account; its sessions end at once, its tokens no longer hold.
///
/// # Errors
/// When the reader may not, or it is their own.
pub async fn disable(app: &App, reader: &Reader, id: Uuid) -> Result<()> {
    policy::may_disable(reader)?;
    if reader.who().is_some_and(|who| who.account == id) {
        return Err(Error::Conflict(msg("accounts-disable-self")));
    }
    let (act, account) = open(app, reader, Verb::Disable, id).await?;
    let account = Account { disabled_at: account.disabled_at.or(Some(act.now())), ..account };
    store::save(&act, &account).await?;
    store::end_sessions(act.db(), id, None).await?;
    act.commit(&account, Facts::none()).await
}

/// Lets its owner sign in again.
///
/// # Errors
/// When the reader may not, or there is no such account.
pub async fn enable(app: &App, reader: &Reader, id: Uuid) -> Result<()> {
    policy::may_enable(reader)?;
    let (act, account) = open(app, reader, Verb::Enable, id).await?;
    let account = Account { disabled_at: None, ..account };
    store::save(&act, &account).await?;
    act.commit(&account, Facts::none()).await
}

/// A password to be set.
#[derive(Debug)]
pub enum NewPassword {
    /// One's own, against the one that holds.
    Own {
        /// The one that holds.
        current: String,
        /// The new one, already checked.
        new: String,
    },
    /// Somebody's, for whom it is set: on the command line, in the demonstration.
    Given(String),
    /// Made up here, to be handed over once.
    MadeUp,
}

/// Sets a password and answers it; every other session of the account ends.
///
/// # Errors
/// When the reader may not, or the current password is wrong.
pub async fn set_password(app: &App, reader: &Reader, id: Uuid, password: NewPassword) -> Result<String> {
    policy::may_set_password(reader, id)?;
    let set = match password {
        NewPassword::Own { current, new } => {
            let account = store::find(&app.db, id).await?.ok_or(Error::NotFound)?;
            count_tries(&app.sign_in_throttle, &account.email)?;
            if !password::fits(account.password_hash.as_deref(), &current).await? {
                return Err(FormErrors::one("current_password", msg("accounts-password-wrong")).into());
            }
            new
        }
        // Whoever finds a browser signed in must not be able to keep the account.
        _ if reader.is_self(id) => return Err(Error::Forbidden(msg("accounts-password-own"))),
        NewPassword::Given(new) => new,
        NewPassword::MadeUp => password::made_up(&app.chance),
    };
    let hash = password::hash(&app.chance, &set).await?;
    let (act, account) = open(app, reader, Verb::SetPassword, id).await?;
    let account = Account { password_hash: Some(hash), ..account };
    store::save(&act, &account).await?;
    let kept = match reader.who().map(|who| who.credential) {
        Some(Credential::Session(session)) if reader.is_self(id) => Some(session),
        _ => None,
    };
    store::end_sessions(act.db(), id, kept).await?;
    act.commit(&account, Facts::none()).await?;
    Ok(set)
}

/// Makes a token for `owner`, or for a service: answers the token and its secret, which nobody can
/// read again.
///
/// # Errors
/// When the reader may not.
pub async fn issue_token(app: &App, reader: &Reader, owner: Option<Uuid>, new: NewToken) -> Result<(Token, String)> {
    policy::may_issue_token(reader, owner)?;
    let act = app.act(&reader.actor(), Verb::IssueToken).await?;
    let (token, secret) = store::save_new_token(&act, owner, new).await?;
    let facts = Facts::none()
        .with("scope", token.scope.as_str())
        .with("expires_at", token.expires_at.to_rfc3339())
        .with("owner", owner.map(|owner| owner.to_string()));
    act.commit(&token, facts).await?;
    Ok((token, secret))
}

/// Ends a token before its time.
///
/// # Errors
/// When the reader may not, or there is no such token.
pub async fn end_token(app: &App, reader: &Reader, id: Uuid) -> Result<()> {
    reader.must_sign_in()?;
    let act = app.act(&reader.actor(), Verb::EndToken).await?;
    let token = store::find_token_for_change(&act, id).await?.ok_or(Error::NotFound)?;
    policy::may_end_token(reader, token.account)?;
    store::save_token_ended(&act, id).await?;
    act.commit(&token, Facts::none()).await
}

/// The rights that follow from an appointment, as it stands now: its holder has the role for just its
/// days, and nobody need take it back. Told by whoever appoints, inside their act.
///
/// # Errors
/// When the database cannot be written.
pub async fn appointed(act: &Act, appointment: Uuid, holder: Option<Uuid>, grant: &Grant) -> Result<()> {
    store_grants::delete_appointed(act, appointment).await?;
    match holder {
        Some(account) => store_grants::save_appointed(act, account, grant, Some(appointment)).await,
        None => Ok(()),
    }
}

/// What ended with somebody's leaving.
#[derive(Clone, Copy, Debug, Default)]
pub struct Left {
    /// Browsers that were signed in.
    pub sessions: u64,
    /// Tokens that held.
    pub tokens: u64,
}

/// Whoever leaves a post is signed out everywhere and their tokens end, each with its row in the trail.
/// Told by whoever hands the post over, inside their act.
///
/// # Errors
/// When the database cannot be written.
pub async fn left(act: &Act, account: Uuid) -> Result<Left> {
    let sessions = store::end_sessions(act.db(), account, None).await?;
    let mut tokens = 0;
    for token in store_grants::list_tokens_for_change(act, account).await? {
        store::save_token_ended(act, token.id).await?;
        act.note(Verb::EndToken.into(), &token, Facts::none()).await?;
        tokens += 1;
    }
    Ok(Left { sessions, tokens })
}

/// Is this their password? Tries are counted by address and by account before anything is looked
/// up, and whatever is wrong is answered alike.
///
/// # Errors
/// [`Error::TooMany`] after too many tries, [`Error::Invalid`] when they do not fit.
pub async fn recognise_password(app: &App, caller: &Caller, email: &str, typed: &str) -> Result<Account> {
    let email: String = email.trim().to_lowercase().chars().take(254).collect();
    if email.is_empty() || typed.is_empty() {
        let mut errors = FormErrors::new();
        errors.take("email", required(&email));
        errors.take("password", if typed.is_empty() { Err(msg("kit-field-required")) } else { Ok(()) });
        return Err(errors.into());
    }
    let address = format!("address {}", caller.address);
    app.sign_in_throttle.count(&*address)?;
    count_tries(&app.sign_in_throttle, &email)?;
    let account = store::find_by_email(&app.db, &email).await?;
    // A longer one fits nobody, and hashing it must not be a way to keep the server busy.
    let typed: String = typed.chars().take(super::account::PASSWORD_MOST + 1).collect();
    let open = account.filter(Account::is_open);
    let fits = password::fits(open.as_ref().and_then(|account| account.password_hash.as_deref()), &typed).await?;
    match open.filter(|_| fits) {
        Some(account) => {
            // An office behind one address signs in as often as it likes: only failures are tries.
            app.sign_in_throttle.give_back(&address);
            app.sign_in_throttle.give_back(&account_key(&email));
            Ok(account)
        }
        None => {
            tracing::info!(address = %caller.address, "a sign-in failed");
            Err(FormErrors::one("email", msg("accounts-sign-in-failed")).into())
        }
    }
}

/// Who this is, by a name and password that come with every request (HTTP Basic). As a token for writing, it plays no
/// rehearsal.
///
/// # Errors
/// As [`recognise_password`].
pub async fn recognise_basic(app: &App, caller: &Caller, email: &str, typed: &str) -> Result<Option<SignedIn>> {
    let account = recognise_password(app, caller, email, typed).await?;
    store::by_password(app, account.id).await
}

fn count_tries(throttle: &Throttle, email: &str) -> Result<()> {
    throttle.count(account_key(email))
}

fn account_key(email: &str) -> String {
    format!("account {email}")
}

/// Signs in: answers the secret of a new session. The session the browser came with, if any, ends.
///
/// # Errors
/// As [`recognise_password`].
pub async fn sign_in(app: &App, caller: &Caller, before: Option<&str>, email: &str, typed: &str) -> Result<String> {
    let account = recognise_password(app, caller, email, typed).await?;
    if let Some(before) = before {
        store::end_session_of(app, before).await?;
    }
    tracing::info!(address = %caller.address, account = %account.id, "signed in");
    store::begin_session(app, account.id, &caller.device).await
}

/// Who shows this: a bearer token, or the secret of a session.
///
/// # Errors
/// [`Error::SignIn`] for a token that does not hold: whoever sends one believes that it does.
pub async fn identify(app: &App, bearer: Option<&str>, session: Option<&str>) -> Result<Option<SignedIn>> {
    match (bearer, session) {
        (Some(token), _) => store::by_token(app, token).await?.map(Some).ok_or(Error::SignIn),
        (None, Some(secret)) => store::by_session(app, secret).await,
        (None, None) => Ok(None),
    }
}

/// Switches practice mode on or off in the session the reader came with. A session is no record, and
/// so this leaves no row in the trail; what is rehearsed does.
///
/// # Errors
/// [`Error::Forbidden`] for whoever works for no clinic, and for tokens.
pub async fn switch_practice(app: &App, reader: &Reader, on: bool) -> Result<()> {
    let who = reader.must_sign_in()?;
    match who.credential {
        Credential::Session(session) if !on || reader.may_practise() => store::save_practice(app, session, on).await,
        _ => Err(Error::Forbidden(msg("accounts-practice-forbidden"))),
    }
}

async fn open(app: &App, reader: &Reader, verb: Verb, id: Uuid) -> Result<(Act, Account)> {
    let act = app.act(&reader.actor(), verb).await?;
    let account = store::find_for_change(&act, id).await?.ok_or(Error::NotFound)?;
    Ok((act, account))
}

/// A role with its place found, from today on.
async fn located(app: &App, new: NewGrant) -> Result<Grant> {
    let scope = match new.role.reach() {
        Reach::Network => Scope::Network,
        Reach::Region => Scope::Region { provinces: places::provinces_of_region(&new.place), region: new.place },
        Reach::Province => Scope::Province(new.place),
        Reach::Clinic => match organisations::find_clinic(&app.db, &new.place).await? {
            Some(clinic) => Scope::Clinic { id: clinic.id, provinces: clinic.answers_for },
            None => return Err(FormErrors::one("clinic", msg("accounts-clinic-unknown")).into()),
        },
    };
    Ok(Grant { role: new.role, scope, valid_from: app.clock.today(), valid_to: None })
}
