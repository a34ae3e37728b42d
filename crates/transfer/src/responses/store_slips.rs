//! The codes on the slips of an area, for a telephone that tells a mistyped one.

use kit::{Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::record::participant;

/// The codes of everyone registered in an area. Whoever withdrew has none.
pub async fn list_slips(db: &Db, area: Uuid) -> Result<Vec<String>> {
    let of_area = participant::Entity::find()
        .filter(participant::Column::AreaId.eq(area))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(of_area.select_only().column(participant::Column::Code).into_tuple().all(db.reader()).await?)
}
