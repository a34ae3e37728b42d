//! Carry-overs with their lines in the database.

use kit::db::dialect::locked;
use kit::{Act, Error, Result};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::carry_over::CarryOver;
use super::extension::Extension;
use super::record::{carry_over, carry_over_extension, carry_over_line, carry_over_of};

/// A carry-over by its number, inside an act, to be changed.
pub(super) async fn find_carry_over_for_change(act: &Act, project: Uuid, number: i32) -> Result<Option<CarryOver>> {
    let which = Condition::all().add(carry_over::Column::ProjectId.eq(project));
    let which = which.add(carry_over::Column::Number.eq(number));
    let found = locked(carry_over::Entity::find().filter(which), act.db());
    let Some(row) = found.one(act.db()).await? else { return Ok(None) };
    let lines = carry_over_line::Entity::find().filter(carry_over_line::Column::CarryOverId.eq(row.id));
    let lines = lines.all(act.db()).await?;
    let extensions = list_extensions(act.db(), [row.id]).await?;
    Ok(Some(carry_over_of(row, &lines, &extensions)))
}

/// The extensions of these, in the order of their numbers.
pub(super) async fn list_extensions(
    connection: &impl ConnectionTrait,
    of: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<carry_over_extension::Model>> {
    use carry_over_extension::{Column, Entity};
    let own = Entity::find().filter(Column::CarryOverId.is_in(of)).order_by_asc(Column::Number);
    Ok(own.all(connection).await?)
}

/// Writes a new extension of what is carried over.
pub(super) async fn save_new_extension(act: &Act, one: &CarryOver, extension: &Extension) -> Result<()> {
    let row = carry_over_extension::ActiveModel {
        id: Set(extension.id),
        carry_over_id: Set(one.id),
        number: Set(extension.number),
        before_on: Set(extension.before),
        until_on: Set(extension.until),
        reason: Set(extension.reason.clone()),
        asked_on: Set(extension.asked_on),
        asked_by: Set(extension.asked_by),
        ..extension_changed(extension)
    };
    carry_over_extension::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

fn extension_changed(extension: &Extension) -> carry_over_extension::ActiveModel {
    carry_over_extension::ActiveModel {
        status: Set(extension.status.as_str().to_owned()),
        decided_on: Set(extension.decided_on),
        declined_because: Set(extension.declined_because.clone()),
        ..Default::default()
    }
}

/// Writes what was decided about an extension; what it is of is held by its version.
pub(super) async fn save_extension(act: &Act, extension: &Extension) -> Result<()> {
    use carry_over_extension::{Column, Entity};
    let row = Entity::update_many().set(extension_changed(extension)).filter(Column::Id.eq(extension.id));
    row.exec(act.db()).await?;
    Ok(())
}

/// Writes a new carry-over with its lines.
pub(super) async fn save_new_carry_over(act: &Act, one: &CarryOver) -> Result<()> {
    let row = carry_over::ActiveModel {
        id: Set(one.id),
        project_id: Set(one.project),
        number: Set(one.number),
        reason: Set(one.reason.clone()),
        asked_on: Set(one.asked_on),
        asked_by: Set(one.asked_by),
        created_at: Set(act.now()),
        ..carry_over_changed(one, one.version)
    };
    carry_over::Entity::insert(row).exec_without_returning(act.db()).await?;
    let line = |(line, amount): &(Uuid, thai::Satang)| carry_over_line::ActiveModel {
        carry_over_id: Set(one.id),
        budget_line_id: Set(*line),
        amount: Set(amount.0),
    };
    carry_over_line::Entity::insert_many(one.lines.iter().map(line)).exec_without_returning(act.db()).await?;
    Ok(())
}

fn carry_over_changed(one: &CarryOver, version: i64) -> carry_over::ActiveModel {
    carry_over::ActiveModel {
        until_on: Set(one.until),
        status: Set(one.status.as_str().to_owned()),
        decided_on: Set(one.decided_on),
        declined_because: Set(one.declined_because.clone()),
        version: Set(version),
        ..Default::default()
    }
}

/// Writes what was decided, unless somebody else has decided since.
pub(super) async fn save_carry_over(act: &Act, one: &CarryOver) -> Result<()> {
    let done = carry_over::Entity::update_many()
        .set(carry_over_changed(one, one.version + 1))
        .filter(carry_over::Column::Id.eq(one.id))
        .filter(carry_over::Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if done.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}
