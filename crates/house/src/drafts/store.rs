//! Drafts in the database. No act writes them: they are nobody's record.

use kit::{Db, FormErrors, Result, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::draft::{Draft, Writer, kept};
use super::record::{ActiveModel, Column, Entity};
use crate::accounts;

/// Forms that one account may have in hand; beyond that the oldest is forgotten.
const MOST: u64 = 200;

/// What somebody typed into a form.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, account: Uuid, key: &str) -> Result<Option<Draft>> {
    let row = Entity::find_by_id((account, key.to_owned())).one(db.reader()).await?;
    row.map(|row| Ok(Draft { fields: serde_json::from_value(row.fields)?, saved_at: row.saved_at })).transpose()
}

/// Who else has typed into the same form since a moment, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_writers(db: &Db, account: Uuid, key: &str, since: Timestamp) -> Result<Vec<Writer>> {
    let others = Entity::find()
        .filter(Column::Key.eq(key))
        .filter(Column::AccountId.ne(account))
        .filter(Column::SavedAt.gte(since))
        .order_by_desc(Column::SavedAt)
        .all(db.reader())
        .await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = accounts::names_of(db, others.iter().map(|row| row.account_id)).await?;
    let writer = |row: super::record::Model| Some(Writer { name: names.remove(&row.account_id)?, at: row.saved_at });
    Ok(others.into_iter().filter_map(writer).collect())
}

/// Keeps for somebody what they brought instead of typing it, over what was there under the key.
///
/// # Errors
/// When it is too long, or the database cannot be written.
pub async fn keep_brought(
    db: &Db,
    account: Uuid,
    key: &str,
    fields: Vec<(String, String)>,
    saved_at: Timestamp,
) -> Result<()> {
    let fields = kept(fields).map_err(FormErrors::whole)?;
    let draft = Draft { fields, saved_at };
    if !keep(db, account, key, &draft).await? {
        keep_new(db, account, key, &draft).await?;
    }
    Ok(())
}

/// Keeps what somebody types over what they typed before; `false` where they had not typed.
pub(super) async fn keep(db: &Db, account: Uuid, key: &str, draft: &Draft) -> Result<bool> {
    let fields = Set(serde_json::to_value(&draft.fields)?);
    let change = ActiveModel { fields, saved_at: Set(draft.saved_at), ..Default::default() };
    let of_form = Entity::update_many().set(change).filter(Column::AccountId.eq(account)).filter(Column::Key.eq(key));
    Ok(of_form.exec(db.writer()).await?.rows_affected > 0)
}

/// Keeps what somebody begins to type.
pub(super) async fn keep_new(db: &Db, account: Uuid, key: &str, draft: &Draft) -> Result<()> {
    let fields = serde_json::to_value(&draft.fields)?;
    forget_beyond(db, account).await?;
    let row = ActiveModel {
        account_id: Set(account),
        key: Set(key.to_owned()),
        fields: Set(fields),
        saved_at: Set(draft.saved_at),
    };
    let again = OnConflict::columns([Column::AccountId, Column::Key])
        .update_columns([Column::Fields, Column::SavedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db.writer()).await?;
    Ok(())
}

async fn forget_beyond(db: &Db, account: Uuid) -> Result<()> {
    let own = || Entity::find().filter(Column::AccountId.eq(account));
    if own().count(db.reader()).await? >= MOST
        && let Some(oldest) = own().order_by_asc(Column::SavedAt).one(db.reader()).await?
    {
        forget(db, account, &oldest.key).await?;
    }
    Ok(())
}

/// Forgets what somebody typed into a form: it is saved, or not wanted.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(db: &Db, account: Uuid, key: &str) -> Result<()> {
    Entity::delete_by_id((account, key.to_owned())).exec(db.writer()).await?;
    Ok(())
}

/// Forgets what was typed before a moment.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_before(db: &Db, moment: Timestamp) -> Result<()> {
    Entity::delete_many().filter(Column::SavedAt.lt(moment)).exec(db.writer()).await?;
    Ok(())
}
