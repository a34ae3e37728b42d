//! What was given back to the ministry, in the database.

use kit::db::dialect::locked;
use kit::{Act, Error, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::record::repayment::{ActiveModel, Column, Entity};
use super::record::repayment_of;
use super::repayment::Repayment;

/// The repayments of a project, in the order of their numbers.
pub(super) async fn list_repayments(connection: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Repayment>> {
    let own = Entity::find().filter(Column::ProjectId.eq(project)).order_by_asc(Column::Number);
    Ok(own.all(connection).await?.into_iter().map(repayment_of).collect())
}

/// One by its number, inside an act, to be changed.
pub(super) async fn find_repayment_for_change(act: &Act, project: Uuid, number: i32) -> Result<Option<Repayment>> {
    let found = Entity::find().filter(Column::ProjectId.eq(project)).filter(Column::Number.eq(number));
    Ok(locked(found, act.db()).one(act.db()).await?.map(repayment_of))
}

/// Writes a new one.
pub(super) async fn save_new_repayment(act: &Act, one: &Repayment) -> Result<()> {
    let row = ActiveModel {
        id: Set(one.id),
        project_id: Set(one.project),
        number: Set(one.number),
        returned_on: Set(one.told.on),
        amount: Set(one.told.amount.0),
        document_number: Set(one.told.document_number.clone()),
        recorded_at: Set(act.now()),
        ..changed(one, one.version)
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

fn changed(one: &Repayment, version: i64) -> ActiveModel {
    ActiveModel {
        withdrawn_on: Set(one.withdrawn.as_ref().map(|withdrawn| withdrawn.on)),
        withdrawn_because: Set(one.withdrawn.as_ref().map(|withdrawn| withdrawn.because.clone())),
        version: Set(version),
        ..Default::default()
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save_repayment(act: &Act, one: &Repayment) -> Result<()> {
    let done = Entity::update_many()
        .set(changed(one, one.version + 1))
        .filter(Column::Id.eq(one.id))
        .filter(Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if done.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}
