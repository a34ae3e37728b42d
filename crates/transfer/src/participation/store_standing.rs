//! The areas of a project of which citizens said something.

use kit::{Act, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::record::{Column, Entity};

/// The areas of a project of which there is an opinion.
pub(super) async fn list_areas_in(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    let areas: Vec<Option<Uuid>> = Entity::find()
        .select_only()
        .column(Column::AreaId)
        .distinct()
        .filter(Column::ProjectId.eq(project))
        .into_tuple()
        .all(act.db())
        .await?;
    Ok(areas.into_iter().flatten().collect())
}
