//! The areas of a project on which answers and days of work stand.

use kit::{Act, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::record::{activity, participant};

/// The areas of a project where somebody took part, or of which a day of work is noted.
pub(super) async fn list_areas_in(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    let mut areas: Vec<Uuid> = activity::Entity::find()
        .select_only()
        .column(activity::Column::AreaId)
        .distinct()
        .filter(activity::Column::ProjectId.eq(project))
        .into_tuple()
        .all(act.db())
        .await?;
    let people: Vec<Uuid> = participant::Entity::find()
        .select_only()
        .column(participant::Column::AreaId)
        .distinct()
        .filter(participant::Column::ProjectId.eq(project))
        .into_tuple()
        .all(act.db())
        .await?;
    areas.extend(people);
    areas.sort_unstable();
    areas.dedup();
    Ok(areas)
}
