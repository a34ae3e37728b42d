//! Projects that were rehearsals, to be cleared with every part of their plans.

use kit::{Act, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::project::INDEXED;
use super::record::{Column, Entity, amendment, day, item, need, technology, version};
use super::record_attachments::{attachment, signed_copy};
use super::record_parts::{area, line};
use super::store_parts::delete_parts;

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

/// Takes rehearsals away, with every part of their plans and all that was noted of them.
pub(super) async fn delete_rehearsals(act: &Act, ids: &[Uuid]) -> Result<()> {
    macro_rules! delete_of_projects {
        ($($table:ident),*) => {$(
            let rows = $table::Entity::delete_many().filter($table::Column::ProjectId.is_in(ids.iter().copied()));
            rows.exec(act.db()).await?;
        )*};
    }
    let parted = Entity::update_many().col_expr(Column::ContinuesId, Expr::value(None::<Uuid>));
    parted.filter(Column::ContinuesId.is_in(ids.iter().copied())).exec(act.db()).await?;
    delete_parts(act, ids).await?;
    delete_of_projects!(amendment, line, area, attachment, signed_copy, day, item, need, technology, version);
    let rehearsals = Entity::delete_many().filter(Column::Id.is_in(ids.iter().copied()));
    rehearsals.filter(Column::Practice.eq(true)).exec(act.db()).await?;
    act.changed(INDEXED, ids.iter().copied()).await
}
