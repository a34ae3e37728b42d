//! Addresses of the former site in the database.

use kit::{Act, Db, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::old_address::OldAddress;
use super::record::{ActiveModel, Column, Entity, Model};

/// Those of these addresses that are known.
pub(super) async fn list_of(db: &Db, old: Vec<String>) -> Result<Vec<OldAddress>> {
    let rows = Entity::find().filter(Column::Old.is_in(old)).all(db.reader()).await?;
    Ok(rows.into_iter().map(OldAddress::from).collect())
}

/// All of them: as many as the former site had pages worth keeping.
pub(super) async fn list(db: &Db) -> Result<Vec<OldAddress>> {
    let rows = Entity::find().order_by_asc(Column::Old).all(db.reader()).await?;
    Ok(rows.into_iter().map(OldAddress::from).collect())
}

/// Writes new ones.
pub(super) async fn save_all(act: &Act, addresses: &[OldAddress]) -> Result<()> {
    if addresses.is_empty() {
        return Ok(());
    }
    let rows = addresses.iter().map(|address| row_of(act, address));
    Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes where one that was there leads now.
pub(super) async fn save(act: &Act, address: &OldAddress) -> Result<()> {
    row_of(act, address).update(act.db()).await?;
    Ok(())
}

fn row_of(act: &Act, address: &OldAddress) -> ActiveModel {
    ActiveModel {
        id: Set(address.id),
        old: Set(address.old.clone()),
        new: Set(address.new.clone()),
        source: Set(address.source.clone()),
        imported_at: Set(act.now()),
    }
}

impl From<Model> for OldAddress {
    fn from(row: Model) -> Self {
        Self { id: row.id, old: row.old, new: row.new, source: row.source }
    }
}
