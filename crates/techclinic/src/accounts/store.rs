//! Accounts, grants, sessions and tokens in the database.

use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::account::Account;
use super::reader::SignedIn;
use super::record::{account, api_token, role_grant, session};
use super::role::{Grant, Role, Scope};
use crate::app::App;
use crate::organisations;
use crate::places;

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
    signed_in(app, found.account_id, found.id, true).await
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
    let writes = found.scope == "write";
    match found.account_id {
        Some(account) => signed_in(app, account, found.id, writes).await,
        // A service token speaks for no person: it reads what the whole network may read.
        None => Ok(Some(SignedIn { account: found.id, name: found.name, credential: found.id, writes, grants: Vec::new() })),
    }
}

async fn signed_in(app: &App, id: Uuid, credential: Uuid, writes: bool) -> Result<Option<SignedIn>> {
    let Some(account) = find(&app.db, id).await? else { return Ok(None) };
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    let grants = grants_on(app, id, app.clock.today()).await?;
    Ok(Some(SignedIn { account: id, name: account.name, credential, writes, grants }))
}

/// The grants of an account that hold on `day`, with the provinces their scopes cover.
pub(super) async fn grants_on(app: &App, account: Uuid, day: chrono::NaiveDate) -> Result<Vec<Grant>> {
    let rows = role_grant::Entity::find().filter(role_grant::Column::AccountId.eq(account)).all(app.db.reader()).await?;
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(role) = Role::from_word(&row.role) else { continue };
        let scope = match (row.scope.as_str(), row.region, row.province, row.clinic_id) {
            ("network", ..) => Scope::Network,
            ("region", Some(region), ..) => Scope::Region { provinces: places::provinces_of_region(&region), region },
            ("province", _, Some(province), _) => Scope::Province(province),
            ("clinic", _, _, Some(id)) => Scope::Clinic { id, provinces: organisations::provinces_of_clinic(&app.db, id).await? },
            _ => continue,
        };
        let grant = Grant { role, scope, valid_from: row.valid_from, valid_to: row.valid_to };
        if grant.holds_on(day) {
            grants.push(grant);
        }
    }
    Ok(grants)
}

/// The account.
pub(super) async fn find(db: &Db, id: Uuid) -> Result<Option<Account>> {
    Ok(account::Entity::find_by_id(id).one(db.reader()).await?.map(Account::from))
}

/// The account of an e-mail address, however it was typed.
pub(super) async fn find_by_email(db: &Db, email: &str) -> Result<Option<Account>> {
    let email = email.trim().to_lowercase();
    Ok(account::Entity::find().filter(account::Column::Email.eq(email)).one(db.reader()).await?.map(Account::from))
}

/// A session as its owner sees it.
pub struct Session {
    /// Inside.
    pub id: Uuid,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was last used, to ten minutes.
    pub seen_at: Timestamp,
    /// What the browser calls itself.
    pub device: String,
}

/// The sessions of an account that have not ended, newest first.
pub(super) async fn list_sessions(app: &App, account: Uuid) -> Result<Vec<Session>> {
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
pub(super) async fn begin_session(app: &App, account: Uuid, device: &str) -> Result<String> {
    let (secret, now) = (app.chance.secret(), app.clock.now());
    let row = session::ActiveModel {
        id: Set(app.chance.id(now)),
        account_id: Set(account),
        digest: Set(digest(&secret)),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + SESSION_LENGTH),
        device: Set(device.chars().take(200).collect()),
    };
    session::Entity::insert(row).exec_without_returning(app.db.writer()).await?;
    Ok(secret)
}

/// Ends one session of an account.
pub(super) async fn end_session(app: &App, account: Uuid, id: Uuid) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::AccountId.eq(account))
        .exec(app.db.writer())
        .await?;
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

/// Writes a grant of an account.
pub(super) async fn save_grant(act: &Act, account: Uuid, grant: &Grant) -> Result<()> {
    let (scope, region, province, clinic_id) = match &grant.scope {
        Scope::Network => ("network", None, None, None),
        Scope::Region { region, .. } => ("region", Some(region.clone()), None, None),
        Scope::Province(province) => ("province", None, Some(province.clone()), None),
        Scope::Clinic { id, .. } => ("clinic", None, None, Some(*id)),
    };
    let row = role_grant::ActiveModel {
        id: Set(act.new_id()),
        account_id: Set(account),
        role: Set(grant.role.as_str().to_owned()),
        scope: Set(scope.to_owned()),
        region: Set(region),
        province: Set(province),
        clinic_id: Set(clinic_id),
        valid_from: Set(grant.valid_from),
        valid_to: Set(grant.valid_to),
    };
    role_grant::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
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
