//! Promises in the database.

use kit::{Act, Result};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};

use super::promise::{NewPromise, Promise, Promises};
use super::record::{ActiveModel, Column, Entity, Model};

/// Every promise there was; inside an act, as that act sees them.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(connection: &impl ConnectionTrait) -> Result<Promises> {
    let rows = Entity::find().order_by_asc(Column::ValidFrom).order_by_asc(Column::SetAt).order_by_asc(Column::Id);
    Ok(Promises(rows.all(connection).await?.into_iter().map(Promise::from).collect()))
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, promise: &Promise) -> Result<()> {
    let set = &promise.set;
    let days = set.days.map(|days| days.map(i32::from));
    let row = ActiveModel {
        id: Set(promise.id),
        valid_from: Set(set.valid_from),
        received_days: Set(days[0]),
        in_analysis_days: Set(days[1]),
        matched_days: Set(days[2]),
        replied_days: Set(days[3]),
        in_project_days: Set(days[4]),
        climb_days: Set(set.climb.into()),
        pause_days: Set(set.pause.into()),
        note: Set(set.note.clone()),
        set_at: Set(act.now()),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

impl From<Model> for Promise {
    fn from(row: Model) -> Self {
        let whole = |days: i32| u16::try_from(days).unwrap_or(0);
        let days = [row.received_days, row.in_analysis_days, row.matched_days, row.replied_days, row.in_project_days];
        let set = NewPromise {
            valid_from: row.valid_from,
            days: days.map(|days| days.map(whole)),
            climb: whole(row.climb_days),
            pause: whole(row.pause_days),
            note: row.note,
        };
        Self { id: row.id, set }
    }
}
