//! What is attached to records of any kind, in the database.

use kit::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::attachment::Attachment;
use super::record::Stored;

/// What is attached to a record, in the order in which it came.
///
/// # Errors
/// When the database cannot be read.
pub async fn list<P: Stored>(db: &impl ConnectionTrait, owner: Uuid) -> Result<Vec<Attachment<P>>> {
    let rows = P::Table::find().filter(P::OWNER.eq(owner)).order_by_asc(P::ID).all(db).await?;
    Ok(rows.into_iter().map(P::read).collect())
}

/// Where the files of these records are kept.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_keys<P: Stored>(db: &impl ConnectionTrait, owners: &[Uuid]) -> Result<Vec<String>> {
    let rows = P::Table::find().filter(P::OWNER.is_in(owners.iter().copied()));
    Ok(rows.select_only().column(P::KEY).into_tuple().all(db).await?)
}

/// Writes a new one.
///
/// # Errors
/// When the database cannot be written.
pub async fn save<P: Stored>(db: &impl ConnectionTrait, owner: Uuid, new: &Attachment<P>) -> Result<()> {
    P::Table::insert(P::row(owner, new)).exec_without_returning(db).await?;
    Ok(())
}

/// Takes one away; its file is forgotten by [`super::forget`].
///
/// # Errors
/// When the database cannot be written.
pub async fn delete<P: Stored>(db: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    P::Table::delete_many().filter(P::ID.eq(id)).exec(db).await?;
    Ok(())
}
