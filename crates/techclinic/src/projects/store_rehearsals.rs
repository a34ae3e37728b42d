//! Projects that were rehearsals, to be cleared with every part of their plans.

use kit::{Act, Result};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::record::{Column, Entity, need, technology, version, word};
use super::record_parts::{area, group, indicator, item, line, mark, place, share};

/// The rehearsals a clinic leads, with their codes, inside an act.
pub(super) async fn list_rehearsals(act: &Act, clinic: Uuid) -> Result<Vec<(Uuid, String)>> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::Id, Column::Code])
        .filter(Condition::all().add(Column::Practice.eq(true)).add(Column::LeadClinicId.eq(clinic)))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(act.db())
        .await?)
}

/// Takes rehearsals away, with every part of their plans.
pub(super) async fn delete_rehearsals(act: &Act, ids: &[Uuid]) -> Result<()> {
    macro_rules! delete_parts {
        ($($part:ident),*) => {$(
            let parts = $part::Entity::delete_many().filter($part::Column::ProjectId.is_in(ids.iter().copied()));
            parts.exec(act.db()).await?;
        )*};
    }
    let which = area::Column::ProjectId.is_in(ids.iter().copied());
    let areas = Query::select().column(area::Column::Id).from(area::Entity).and_where(which).to_owned();
    place::Entity::delete_many().filter(place::Column::AreaId.in_subquery(areas)).exec(act.db()).await?;
    let which = item::Column::ProjectId.is_in(ids.iter().copied());
    let items = Query::select().column(item::Column::Id).from(item::Entity).and_where(which).to_owned();
    mark::Entity::delete_many().filter(mark::Column::ScheduleItemId.in_subquery(items)).exec(act.db()).await?;
    delete_parts!(line, item, share, indicator, group, area, need, technology, version, word);
    let rehearsals = Entity::delete_many().filter(Column::Id.is_in(ids.iter().copied()));
    rehearsals.filter(Column::Practice.eq(true)).exec(act.db()).await?;
    Ok(())
}
