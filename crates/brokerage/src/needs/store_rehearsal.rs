//! The rehearsals of a clinic, and taking them away.

use kit::{Act, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::need::INDEXED;
use super::record::{self, Column, Entity, analysis, escalation, file, recovery, remark, word};
use super::store::on_stage;

/// Where the files of these needs are kept, inside an act.
pub(super) async fn list_file_keys(act: &Act, needs: &[Uuid]) -> Result<Vec<String>> {
    let files = file::Entity::find().filter(file::Column::NeedId.is_in(needs.iter().copied()));
    Ok(files.select_only().column(file::Column::FileKey).into_tuple().all(act.db()).await?)
}

/// The rehearsals of a clinic, with their codes, inside an act.
pub(super) async fn list_rehearsals(act: &Act, clinic: Uuid) -> Result<Vec<(Uuid, String)>> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::Id, Column::Code])
        .filter(on_stage(Some(vec![clinic])))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(act.db())
        .await?)
}

/// Takes rehearsals away, with their words and analyses.
pub(super) async fn delete_rehearsals(act: &Act, ids: &[Uuid]) -> Result<()> {
    let these = || ids.iter().copied();
    remark::Entity::delete_many().filter(remark::Column::NeedId.is_in(these())).exec(act.db()).await?;
    file::Entity::delete_many().filter(file::Column::NeedId.is_in(these())).exec(act.db()).await?;
    escalation::Entity::delete_many().filter(escalation::Column::NeedId.is_in(these())).exec(act.db()).await?;
    recovery::Entity::delete_many().filter(recovery::Column::NeedId.is_in(these())).exec(act.db()).await?;
    // One may go on with another that goes too.
    let apart = record::ActiveModel { merged_into: Set(None), ..Default::default() };
    Entity::update_many()
        .set(apart)
        .filter(Column::Id.is_in(these()))
        .filter(Column::Practice.eq(true))
        .exec(act.db())
        .await?;
    word::Entity::delete_many().filter(word::Column::NeedId.is_in(these())).exec(act.db()).await?;
    analysis::Entity::delete_many().filter(analysis::Column::NeedId.is_in(these())).exec(act.db()).await?;
    let rehearsals = Entity::delete_many().filter(Column::Id.is_in(these())).filter(Column::Practice.eq(true));
    rehearsals.exec(act.db()).await?;
    act.changed(INDEXED, these()).await
}
