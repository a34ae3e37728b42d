//! Which participants LINE knows, in the database.

use kit::{Act, Db, Result, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use uuid::Uuid;

use super::record::participant_line::{ActiveModel, Column, Entity};

/// Writes that somebody linked their slip with an account of LINE; the last link stands.
pub(super) async fn save_line(act: &Act, participant: Uuid, line_user: &str) -> Result<()> {
    let row = ActiveModel {
        participant_id: Set(participant),
        line_user: Set(line_user.to_owned()),
        linked_at: Set(act.now()),
    };
    let there =
        OnConflict::column(Column::ParticipantId).update_columns([Column::LineUser, Column::LinkedAt]).to_owned();
    Entity::insert(row).on_conflict(there).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Whose slips an account of LINE is linked with.
pub(super) async fn list_linked(act: &Act, line_user: &str) -> Result<Vec<Uuid>> {
    let of = Entity::find().filter(Column::LineUser.eq(line_user));
    Ok(of.select_only().column(Column::ParticipantId).into_tuple().all(act.db()).await?)
}

/// Forgets the account of LINE that somebody's slip is linked with.
pub(super) async fn delete_link(act: &Act, participant: Uuid) -> Result<()> {
    Entity::delete_by_id(participant).exec(act.db()).await?;
    Ok(())
}

/// Forgets an account of LINE.
pub(super) async fn delete_line(act: &Act, line_user: &str) -> Result<()> {
    Entity::delete_many().filter(Column::LineUser.eq(line_user)).exec(act.db()).await?;
    Ok(())
}

/// When somebody linked their slip with LINE; none where it is not linked.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_linked(db: &Db, participant: Uuid) -> Result<Option<Timestamp>> {
    Ok(Entity::find_by_id(participant).one(db.reader()).await?.map(|row| row.linked_at))
}
