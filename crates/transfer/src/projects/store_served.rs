//! Which technologies projects transfer, one by one, and which items of plans of the state they serve.

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

use super::record::{item, need, technology};
use super::store_days;

/// The technologies of a project, inside an act.
pub(super) async fn list_technologies_in(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    let rows = technology::Entity::find().filter(technology::Column::ProjectId.eq(project));
    Ok(rows.select_only().column(technology::Column::TechnologyId).into_tuple().all(act.db()).await?)
}

/// Writes that a project transfers one more.
pub(super) async fn save_technology(act: &Act, project: Uuid, one: Uuid) -> Result<()> {
    store_days::begin(act, &[project]).await?;
    let row = technology::ActiveModel { project_id: Set(project), technology_id: Set(one) };
    technology::Entity::insert(row).exec_without_returning(act.db()).await?;
    store_days::save_technologies_of_day(act, project).await
}

/// Writes that a project transfers one no longer.
pub(super) async fn delete_technology(act: &Act, project: Uuid, one: Uuid) -> Result<()> {
    let which = technology::Column::ProjectId.eq(project).and(technology::Column::TechnologyId.eq(one));
    store_days::begin(act, &[project]).await?;
    technology::Entity::delete_many().filter(which).exec(act.db()).await?;
    store_days::save_technologies_of_day(act, project).await
}

/// Writes that a project takes up a need no longer.
pub(super) async fn delete_need(act: &Act, project: Uuid, one: Uuid) -> Result<()> {
    let which = need::Column::ProjectId.eq(project).and(need::Column::NeedId.eq(one));
    need::Entity::delete_many().filter(which).exec(act.db()).await?;
    Ok(())
}

/// The items that a project serves.
pub(super) async fn list_items(db: &Db, project: Uuid) -> Result<Vec<Uuid>> {
    items_of(db.reader(), project).await
}

/// The same inside an act.
pub(super) async fn list_items_in(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    items_of(act.db(), project).await
}

async fn items_of(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Uuid>> {
    let rows = item::Entity::find().filter(item::Column::ProjectId.eq(project));
    Ok(rows.select_only().column(item::Column::PlanItemId).into_tuple().all(db).await?)
}

/// Writes which items a new project serves.
pub(super) async fn save_items(act: &Act, project: Uuid, items: &[Uuid]) -> Result<()> {
    for one in items {
        save_item(act, project, *one).await?;
    }
    Ok(())
}

/// Writes that a project serves one more.
pub(super) async fn save_item(act: &Act, project: Uuid, one: Uuid) -> Result<()> {
    let row = item::ActiveModel { project_id: Set(project), plan_item_id: Set(one) };
    item::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes that a project serves one no longer.
pub(super) async fn delete_item(act: &Act, project: Uuid, one: Uuid) -> Result<()> {
    let which = item::Column::ProjectId.eq(project).and(item::Column::PlanItemId.eq(one));
    item::Entity::delete_many().filter(which).exec(act.db()).await?;
    Ok(())
}
