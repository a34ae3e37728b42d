//! Instalments in the database.

use kit::db::dialect::locked;
use kit::{Act, Error, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::instalment::Instalment;
use super::record::{instalment, instalment_of};

/// An instalment by its number, inside an act, to be changed.
pub(super) async fn find_instalment_for_change(act: &Act, project: Uuid, number: i32) -> Result<Option<Instalment>> {
    let which = Condition::all().add(instalment::Column::ProjectId.eq(project));
    let which = which.add(instalment::Column::Number.eq(number));
    let found = locked(instalment::Entity::find().filter(which), act.db());
    Ok(found.one(act.db()).await?.map(instalment_of))
}

/// Writes a new instalment.
pub(super) async fn save_new_instalment(act: &Act, one: &Instalment) -> Result<()> {
    let row = instalment::ActiveModel {
        id: Set(one.id),
        project_id: Set(one.project),
        number: Set(one.number),
        amount: Set(one.told.amount.0),
        terms: Set(one.told.terms.clone()),
        due_on: Set(one.told.due_on),
        created_at: Set(act.now()),
        ..instalment_changed(one, one.version)
    };
    instalment::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

fn instalment_changed(one: &Instalment, version: i64) -> instalment::ActiveModel {
    let release = one.release.as_ref();
    instalment::ActiveModel {
        status: Set(one.status.as_str().to_owned()),
        released_on: Set(release.map(|release| release.on)),
        document_number: Set(release.map(|release| release.document_number.clone())),
        reason: Set(one.reason.clone()),
        version: Set(version),
        ..Default::default()
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save_instalment(act: &Act, one: &Instalment) -> Result<()> {
    let done = instalment::Entity::update_many()
        .set(instalment_changed(one, one.version + 1))
        .filter(instalment::Column::Id.eq(one.id))
        .filter(instalment::Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if done.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}
