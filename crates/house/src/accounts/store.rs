//! Accounts, sessions and tokens in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{Listing, Paging};
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::account::Account;
use super::record::{account, api_token, role_grant, session};
use super::session::Session;
use super::token::{NewToken, PREFIX, Token, TokenScope};
use crate::app::App;
use crate::rights::{Credential, SignedIn};
use crate::rights::{Role, Scope};

/// A session ends so long after it was last used.
const SESSION_LENGTH: chrono::Duration = chrono::Duration::days(14);
/// How stale `seen_at` may be, so that reading a page does not write.
const SEEN_GRAIN: chrono::Duration = chrono::Duration::minutes(10);

/// What the database keeps of a secret.
fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Whoever holds this session, unless it has ended.
pub(super) async fn by_session(app: &App, secret: &str) -> Result<Option<SignedIn>> {
    let now = app.clock.now();
    let found = session::Entity::find()
        .filter(session::Column::Digest.eq(digest(secret)))
        .filter(session::Column::ExpiresAt.gt(now))
        .one(app.db.reader())
        .await?;
    let Some(found) = found else { return Ok(None) };
    if now - found.seen_at > SEEN_GRAIN {
        let change = session::ActiveModel {
            id: Set(found.id),
            seen_at: Set(now),
            expires_at: Set(now + SESSION_LENGTH),
            ..Default::default()
        };
        change.update(app.db.writer()).await?;
    }
    let who = signed_in(app, found.account_id, Credential::Session(found.id), true).await?;
    // Whoever has left their clinic since has nothing to rehearse.
    let of_clinic = |who: &SignedIn| who.grants.iter().any(|grant| matches!(grant.scope, Scope::Clinic { .. }));
    Ok(who.map(|who| SignedIn { practice: found.practice && of_clinic(&who), ..who }))
}

/// Whoever holds this token, unless it has ended.
pub(super) async fn by_token(app: &App, token: &str) -> Result<Option<SignedIn>> {
    let found = api_token::Entity::find()
        .filter(api_token::Column::Digest.eq(digest(token)))
        .filter(api_token::Column::EndedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(app.clock.now()))
        .one(app.db.reader())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let writes = found.scope == TokenScope::Write.as_str();
    match found.account_id {
        Some(account) => signed_in(app, account, Credential::Token(found.id), writes).await,
        // A service is no person and holds no role: it reads what anyone may read.
        None => {
            let credential = Credential::Service(found.id);
            Ok(Some(SignedIn {
                account: found.id,
                name: found.name,
                credential,
                writes,
                grants: Vec::new(),
                practice: false,
            }))
        }
    }
}

/// Whoever proved an account by its password, with this request alone.
pub(super) async fn by_password(app: &App, account: Uuid) -> Result<Option<SignedIn>> {
    signed_in(app, account, Credential::Password, true).await
}

async fn signed_in(app: &App, id: Uuid, credential: Credential, writes: bool) -> Result<Option<SignedIn>> {
    let Some(account) = find(&app.db, id).await?.filter(Account::is_open) else { return Ok(None) };
    let today = app.clock.today();
    let held = super::store_grants::list_grants(&app.db, id).await?.into_iter().map(|held| held.grant);
    let grants = held.filter(|grant| grant.holds_on(today));
    Ok(Some(SignedIn {
        account: id,
        name: account.name,
        credential,
        writes,
        grants: grants.collect(),
        practice: false,
    }))
}

/// What a list of accounts may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The beginning of an e-mail address.
    pub q: String,
    /// Where to begin: the last address of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[("limit", narrow::limit)];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        kit::web::address("/desk/accounts", &[("q", self.q.as_str()), ("cursor", cursor)])
    }
}

/// One page of the accounts, by e-mail address.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, filter: &Filter) -> Result<Listing<Account>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let mut narrowed = Condition::all();
    if let Some(cursor) = &filter.cursor {
        narrowed = narrowed.add(account::Column::Email.gt(cursor));
    }
    let begin = filter.q.trim().to_lowercase();
    if !begin.is_empty() {
        narrowed = narrowed.add(account::Column::Email.starts_with(begin));
    }
    let rows = account::Entity::find()
        .filter(narrowed)
        .order_by_asc(account::Column::Email)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, limit, |row| row.email.clone()).map(Account::from))
}

/// The roles these accounts hold on `day`, in one query.
///
/// # Errors
/// When the database cannot be read.
pub async fn roles_on(db: &Db, accounts: Vec<Uuid>, day: NaiveDate) -> Result<HashMap<Uuid, Vec<Role>>> {
    let holding = Condition::any().add(role_grant::Column::ValidTo.is_null()).add(role_grant::Column::ValidTo.gte(day));
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.is_in(accounts))
        .filter(role_grant::Column::ValidFrom.lte(day))
        .filter(holding)
        .order_by_asc(role_grant::Column::Id)
        .all(db.reader())
        .await?;
    let mut roles: HashMap<Uuid, Vec<Role>> = HashMap::new();
    for row in rows {
        roles.entry(row.account_id).or_default().extend(Role::from_word(&row.role));
    }
    Ok(roles)
}

/// The account.
pub(super) async fn find(db: &Db, id: Uuid) -> Result<Option<Account>> {
    Ok(account::Entity::find_by_id(id).one(db.reader()).await?.map(Account::from))
}

/// The account of an e-mail address, however it was typed.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_email(db: &Db, email: &str) -> Result<Option<Account>> {
    let email = email.trim().to_lowercase();
    Ok(account::Entity::find().filter(account::Column::Email.eq(email)).one(db.reader()).await?.map(Account::from))
}

/// The addresses of these accounts.
///
/// # Errors
/// When the database cannot be read.
pub async fn emails_of(db: &Db, accounts: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let found = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(db.reader()).await?;
    Ok(found.into_iter().map(|row| (row.id, row.email)).collect())
}

/// What the people of these accounts are called, in one query.
///
/// # Errors
/// When the database cannot be read.
pub async fn names_of(db: &Db, accounts: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let found = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(db.reader()).await?;
    Ok(found.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The account, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, id: Uuid) -> Result<Option<Account>> {
    Ok(locked(account::Entity::find_by_id(id), act.db()).one(act.db()).await?.map(Account::from))
}

/// Is the address taken?
pub(super) async fn is_taken(act: &Act, email: &str) -> Result<bool> {
    Ok(account::Entity::find().filter(account::Column::Email.eq(email)).one(act.db()).await?.is_some())
}

/// The sessions of an account that have not ended, newest first.
pub async fn list_sessions(app: &App, account: Uuid) -> Result<Vec<Session>> {
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::ExpiresAt.gt(app.clock.now()))
        .order_by_desc(session::Column::SeenAt)
        .all(app.db.reader())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Session { id: row.id, created_at: row.created_at, seen_at: row.seen_at, device: row.device })
        .collect())
}

/// Begins a session: the secret goes to the browser, its digest to the database.
pub async fn begin_session(app: &App, account: Uuid, device: &str) -> Result<String> {
    let (secret, now) = (app.chance.secret(), app.clock.now());
    let row = session::ActiveModel {
        id: Set(app.chance.id(now)),
        account_id: Set(account),
        digest: Set(digest(&secret)),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + SESSION_LENGTH),
        device: Set(device.chars().take(200).collect()),
        practice: Set(false),
    };
    session::Entity::insert(row).exec_without_returning(app.db.writer()).await?;
    Ok(secret)
}

/// Switches practice mode on or off for one session.
pub(super) async fn save_practice(app: &App, session: Uuid, practice: bool) -> Result<()> {
    let change = session::ActiveModel { practice: Set(practice), ..Default::default() };
    session::Entity::update_many().set(change).filter(session::Column::Id.eq(session)).exec(app.db.writer()).await?;
    Ok(())
}

/// Ends the session of this secret.
pub(super) async fn end_session_of(app: &App, secret: &str) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::Digest.eq(digest(secret))).exec(app.db.writer()).await?;
    Ok(())
}

/// Ends one session of an account; answers whether there was one.
pub(super) async fn end_session(app: &App, account: Uuid, id: Uuid) -> Result<bool> {
    let own = session::Entity::delete_many()
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::AccountId.eq(account));
    Ok(own.exec(app.db.writer()).await?.rows_affected > 0)
}

/// Ends every session of an account but one; answers how many.
pub(super) async fn end_sessions(connection: &impl ConnectionTrait, account: Uuid, but: Option<Uuid>) -> Result<u64> {
    let mut ending = session::Entity::delete_many().filter(session::Column::AccountId.eq(account));
    if let Some(kept) = but {
        ending = ending.filter(session::Column::Id.ne(kept));
    }
    Ok(ending.exec(connection).await?.rows_affected)
}

/// The tokens of an account that hold, newest first.
pub async fn list_tokens(app: &App, account: Uuid) -> Result<Vec<Token>> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(account))
        .filter(api_token::Column::EndedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(app.clock.now()))
        .order_by_desc(api_token::Column::Id)
        .all(app.db.reader())
        .await?;
    Ok(rows.into_iter().map(Token::from).collect())
}

/// A token, inside an act, to be ended.
pub(super) async fn find_token_for_change(act: &Act, id: Uuid) -> Result<Option<Token>> {
    Ok(locked(api_token::Entity::find_by_id(id), act.db()).one(act.db()).await?.map(Token::from))
}

/// Writes a new token with a secret nobody else has: answers the token and the secret.
pub(super) async fn save_new_token(act: &Act, owner: Option<Uuid>, new: NewToken) -> Result<(Token, String)> {
    let secret = format!("{PREFIX}{}", act.chance().secret());
    let (now, days) = (act.now(), chrono::Duration::days(new.days.into()));
    let token = Token {
        id: act.new_id(),
        account: owner,
        name: new.name,
        scope: new.scope,
        created_at: now,
        expires_at: now + days,
    };
    let row = api_token::ActiveModel {
        id: Set(token.id),
        account_id: Set(owner),
        name: Set(token.name.clone()),
        digest: Set(digest(&secret)),
        scope: Set(token.scope.as_str().to_owned()),
        created_at: Set(token.created_at),
        expires_at: Set(token.expires_at),
        ended_at: Set(None),
    };
    api_token::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok((token, secret))
}

/// Ends a token.
pub(super) async fn save_token_ended(act: &Act, id: Uuid) -> Result<()> {
    let change = api_token::ActiveModel { ended_at: Set(Some(act.now())), ..Default::default() };
    api_token::Entity::update_many().set(change).filter(api_token::Column::Id.eq(id)).exec(act.db()).await?;
    Ok(())
}

/// Writes a new account.
pub(super) async fn save_new(act: &Act, new: &Account) -> Result<()> {
    let row = account::ActiveModel {
        id: Set(new.id),
        email: Set(new.email.clone()),
        name: Set(new.name.clone()),
        password_hash: Set(new.password_hash.clone()),
        disabled_at: Set(new.disabled_at),
        created_at: Set(act.now()),
        version: Set(new.version),
    };
    account::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed of an account, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, changed: &Account) -> Result<()> {
    let change = account::ActiveModel {
        name: Set(changed.name.clone()),
        password_hash: Set(changed.password_hash.clone()),
        disabled_at: Set(changed.disabled_at),
        version: Set(changed.version + 1),
        ..Default::default()
    };
    let written = account::Entity::update_many()
        .set(change)
        .filter(account::Column::Id.eq(changed.id))
        .filter(account::Column::Version.eq(changed.version))
        .exec(act.db())
        .await?;
    if written.rows_affected == 0 { Err(kit::Error::changed_meanwhile()) } else { Ok(()) }
}

impl From<account::Model> for Account {
    fn from(row: account::Model) -> Self {
        Self {
            id: row.id,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            disabled_at: row.disabled_at,
            version: row.version,
        }
    }
}

impl From<api_token::Model> for Token {
    fn from(row: api_token::Model) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            name: row.name,
            scope: TokenScope::from_word(&row.scope).unwrap_or(TokenScope::Read),
            created_at: row.created_at,
            expires_at: row.expires_at,
        }
    }
}
