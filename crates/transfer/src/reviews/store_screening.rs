//! What was said of the eligibility of proposals, in the database.

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
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

/// Writes what was said.
pub(super) async fn save_screening(act: &Act, said: &Screening) -> Result<()> {
    let row = ActiveModel {
        id: Set(said.id),
        project_id: Set(said.project),
        eligible: Set(said.eligible),
        reason: Set(said.reason.clone()),
        plan_version: Set(said.plan_version),
        screened_at: Set(said.at),
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
        }
    }
}
