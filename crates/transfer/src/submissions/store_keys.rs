//! Keys in the database: what is kept of a secret is its digest.

use kit::db::dialect::locked;
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::field_key::{FieldKey, KEYS_MOST};
use super::record::field_key::{ActiveModel, Column, Entity};

/// How stale `used_at` may be, so that sending does not write it every time.
const USED_GRAIN: chrono::Duration = chrono::Duration::hours(1);

fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A key by its secret, whether it still opens anything or not.
pub(super) async fn find(db: &Db, secret: &str) -> Result<Option<FieldKey>> {
    Ok(Entity::find().filter(Column::Digest.eq(digest(secret))).one(db.reader()).await?.map(FieldKey::from))
}

/// A key by its identifier, inside an act.
pub(super) async fn find_for_change(act: &Act, id: Uuid) -> Result<Option<FieldKey>> {
    Ok(locked(Entity::find_by_id(id), act.db()).one(act.db()).await?.map(FieldKey::from))
}

/// The keys of an area that were not ended, the newest first.
pub(super) async fn list_of_area(db: &Db, area: Uuid) -> Result<Vec<FieldKey>> {
    let rows = Entity::find().filter(Column::AreaId.eq(area)).filter(Column::EndedAt.is_null());
    let rows = rows.order_by_desc(Column::MadeAt).limit(KEYS_MOST as u64);
    Ok(rows.all(db.reader()).await?.into_iter().map(FieldKey::from).collect())
}

/// Writes a new key.
pub(super) async fn save_new(act: &Act, key: &FieldKey, secret: &str) -> Result<()> {
    let row = ActiveModel {
        id: Set(key.id),
        area_id: Set(key.area),
        name: Set(key.name.clone()),
        digest: Set(digest(secret)),
        made_by: Set(act.actor().person()),
        made_at: Set(key.made_at),
        expires_on: Set(key.expires_on),
        ended_at: Set(None),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes that a key ended.
pub(super) async fn save_ended(act: &Act, id: Uuid) -> Result<()> {
    let change = ActiveModel { ended_at: Set(Some(act.now())), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(act.db()).await?;
    Ok(())
}

/// Writes that it was used, where that was not written within the hour.
pub(super) async fn save_used(act: &Act, key: &FieldKey) -> Result<()> {
    let stale: Timestamp = act.now() - USED_GRAIN;
    if key.used_at.is_some_and(|at| at > stale) {
        return Ok(());
    }
    let change = ActiveModel { used_at: Set(Some(act.now())), ..Default::default() };
    let old = Condition::any().add(Column::UsedAt.is_null()).add(Column::UsedAt.lte(stale));
    Entity::update_many().set(change).filter(Column::Id.eq(key.id)).filter(old).exec(act.db()).await?;
    Ok(())
}
