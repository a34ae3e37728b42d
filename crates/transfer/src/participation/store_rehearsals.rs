//! Opinions that were rehearsals, to be cleared.

use kit::{Act, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::record::{Column, Entity, word};

/// Takes the rehearsals of a clinic away, with their words.
pub(super) async fn delete_rehearsals(act: &Act, clinic: Uuid) -> Result<()> {
    let of_clinic = || Condition::all().add(Column::Practice.eq(true)).add(Column::ClinicId.eq(clinic));
    let ids = Entity::find().select_only().column(Column::Id).filter(of_clinic()).into_query();
    word::Entity::delete_many().filter(word::Column::OpinionId.in_subquery(ids)).exec(act.db()).await?;
    Entity::delete_many().filter(of_clinic()).exec(act.db()).await?;
    Ok(())
}
