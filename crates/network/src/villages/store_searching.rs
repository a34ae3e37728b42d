//! Villages as the search puts them into its index, some hundreds at once.

use kit::{Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::record::{Column, Entity};
use super::store::whole;
use super::village::Village;
use house::layout::searched::BATCH;

/// The identifiers after one.
pub(super) async fn list_ids(db: &Db, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let ids = Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after.unwrap_or_default()));
    Ok(ids.order_by_asc(Column::Id).limit(BATCH).into_tuple().all(db.reader()).await?)
}

/// These villages.
pub(super) async fn list_by_ids(db: &Db, ids: &[Uuid]) -> Result<Vec<Village>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db.reader()).await?;
    whole(db.reader(), rows).await
}
