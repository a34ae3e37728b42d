//! Technologies and their experts as the search puts them into its index, some hundreds at once.

use kit::{Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::expert::Expert;
use super::record::{Column, Entity};
use super::record_parts::expert;
use super::store::whole;
use super::store_parts::expert_of;
use super::technology::Technology;
use house::layout::searched::BATCH;

/// The identifiers after one.
pub(super) async fn list_ids(db: &Db, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let ids = Entity::find().select_only().column(Column::Id).filter(Column::Id.gt(after.unwrap_or_default()));
    Ok(ids.order_by_asc(Column::Id).limit(BATCH).into_tuple().all(db.reader()).await?)
}

/// These technologies, but for the benefits they claim.
pub(super) async fn list_by_ids(db: &Db, ids: &[Uuid]) -> Result<Vec<Technology>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| whole(row, Vec::new())).collect())
}

/// The identifiers of experts after one.
pub(super) async fn list_expert_ids(db: &Db, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let ids = expert::Entity::find().select_only().column(expert::Column::Id);
    let ids = ids.filter(expert::Column::Id.gt(after.unwrap_or_default())).order_by_asc(expert::Column::Id);
    Ok(ids.limit(BATCH).into_tuple().all(db.reader()).await?)
}

/// The identifiers of those who know these technologies.
pub(super) async fn list_expert_ids_of(db: &Db, technologies: &[Uuid]) -> Result<Vec<Uuid>> {
    let ids = expert::Entity::find().select_only().column(expert::Column::Id);
    let ids = ids.filter(expert::Column::TechnologyId.is_in(technologies.iter().copied()));
    Ok(ids.into_tuple().all(db.reader()).await?)
}

/// These experts, each with the technology they know.
pub(super) async fn list_experts_by_ids(db: &Db, ids: &[Uuid]) -> Result<Vec<(Uuid, Expert)>> {
    let rows = expert::Entity::find().filter(expert::Column::Id.is_in(ids.iter().copied())).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.technology_id, expert_of(row))).collect())
}
