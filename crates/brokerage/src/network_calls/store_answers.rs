//! Answers to network calls in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::answer::{CallAnswer, NewAnswer};
use super::record::answer::{ActiveModel, Column, Entity, Model};

/// The answers to some calls, each call's in their order; those that were withdrawn among them. One query.
pub(super) async fn list_answers(
    db: &Db,
    calls: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<CallAnswer>>> {
    let mut of: HashMap<Uuid, Vec<CallAnswer>> = HashMap::new();
    let calls: Vec<Uuid> = calls.into_iter().collect();
    if calls.is_empty() {
        return Ok(of);
    }
    let rows = Entity::find().filter(Column::CallId.is_in(calls)).order_by_asc(Column::Number);
    for one in rows.all(db.reader()).await?.into_iter().map(CallAnswer::from) {
        of.entry(one.call).or_default().push(one);
    }
    Ok(of)
}

/// The answers to a call inside an act, to be changed.
pub(super) async fn list_for_change(act: &Act, call: Uuid) -> Result<Vec<CallAnswer>> {
    let rows = Entity::find().filter(Column::CallId.eq(call)).order_by_asc(Column::Number);
    Ok(locked(rows, act.db()).all(act.db()).await?.into_iter().map(CallAnswer::from).collect())
}

/// Writes a new answer down.
pub(super) async fn save_answer(act: &Act, one: &CallAnswer) -> Result<()> {
    let row = ActiveModel {
        id: Set(one.id),
        call_id: Set(one.call),
        number: Set(one.number),
        clinic_id: Set(one.clinic),
        technology_id: Set(one.told.technology),
        words: Set(one.told.words.clone()),
        answered_at: Set(one.answered_at),
        withdrawn_at: Set(one.withdrawn_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes down that an answer was taken back.
pub(super) async fn save_withdrawn(act: &Act, one: &CallAnswer) -> Result<()> {
    let change = ActiveModel { withdrawn_at: Set(one.withdrawn_at), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(one.id)).exec(act.db()).await?;
    Ok(())
}

impl From<Model> for CallAnswer {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            call: row.call_id,
            number: row.number,
            clinic: row.clinic_id,
            told: NewAnswer { technology: row.technology_id, words: row.words },
            answered_at: row.answered_at,
            withdrawn_at: row.withdrawn_at,
        }
    }
}
