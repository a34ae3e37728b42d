//! What was said of the eligibility of proposals, in the database.

use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record_screening::{ActiveModel, Column, Entity, Model};
use super::screening::Screening;

/// What was said last of a proposal.
pub(super) async fn find_last(db: &Db, project: Uuid) -> Result<Option<Screening>> {
    last(db.reader(), project).await
}

/// The same inside an act.
pub(super) async fn find_last_in(act: &Act, project: Uuid) -> Result<Option<Screening>> {
    last(act.db(), project).await
}

async fn last(db: &impl ConnectionTrait, project: Uuid) -> Result<Option<Screening>> {
    let said = Entity::find().filter(Column::ProjectId.eq(project)).order_by_desc(Column::Id);
    Ok(said.one(db).await?.map(Screening::from))
}

/// What was said since then of all proposals, the latest first.
pub(super) async fn list_since(db: &Db, since: Timestamp, most: u64) -> Result<Vec<Screening>> {
    let said = Entity::find().filter(Column::ScreenedAt.gte(since)).order_by_desc(Column::Id).limit(most);
    Ok(said.all(db.reader()).await?.into_iter().map(Screening::from).collect())
}

/// Writes what was said.
pub(super) async fn save_screening(act: &Act, said: &Screening) -> Result<()> {
    let row = ActiveModel {
        id: Set(said.id),
        project_id: Set(said.project),
        eligible: Set(said.eligible),
        reason: Set(said.reason.clone()),
        plan_version: Set(said.plan_version),
        screened_at: Set(said.at),
        screened_by: Set(said.by),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

impl From<Model> for Screening {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            project: row.project_id,
            eligible: row.eligible,
            reason: row.reason,
            plan_version: row.plan_version,
            at: row.screened_at,
            by: row.screened_by,
        }
    }
}
