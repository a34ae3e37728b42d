//! Candidates for a need, read from the technologies' index, and the decisions in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::decision::{Decision, Status};
use super::earlier::Told;
use super::reason;
use super::record::{self, Column, Entity};
use crate::needs;

/// Decisions that are looked at for what they tell of other needs.
const LOOKED_AT: u64 = 500;

/// What was decided about one of several technologies for some need.
pub(super) struct Decided {
    pub(super) technology: Uuid,
    pub(super) need: Uuid,
    /// Code of the need.
    pub(super) code: String,
    pub(super) told: Told,
}

/// What was decided about these technologies, the latest first.
pub(super) async fn list_of_technologies(db: &Db, technologies: &[Uuid]) -> Result<Vec<Decided>> {
    let rows: Vec<(Uuid, Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::TechnologyId, Column::NeedId, Column::Status])
        .filter(Column::TechnologyId.is_in(technologies.iter().copied()))
        .order_by_desc(Column::DecidedAt)
        .limit(LOOKED_AT)
        .into_tuple()
        .all(db.reader())
        .await?;
    let codes = needs::find_many(db, rows.iter().map(|(_, need, _)| *need).collect()).await?;
    let codes: HashMap<Uuid, String> = codes.into_iter().map(|need| (need.id, need.code)).collect();
    let decided = rows.into_iter().filter_map(|(technology, need, status)| {
        let told = if status == Status::Confirmed.as_str() { Told::Confirmed } else { Told::Rejected };
        Some(Decided { technology, need, code: codes.get(&need)?.clone(), told })
    });
    Ok(decided.collect())
}

/// What was decided about a need, the latest first.
pub async fn list_of_need(db: &Db, need: Uuid) -> Result<Vec<Decision>> {
    let rows =
        Entity::find().filter(Column::NeedId.eq(need)).order_by_desc(Column::DecidedAt).order_by_desc(Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(Decision::from).collect())
}

/// The technologies confirmed for a need, the first decided first: a project takes them over.
///
/// # Errors
/// When the database cannot be read.
pub async fn confirmed_technologies(db: &Db, need: Uuid) -> Result<Vec<Uuid>> {
    let rows = Entity::find()
        .filter(Column::NeedId.eq(need))
        .filter(Column::Status.eq(Status::Confirmed.as_str()))
        .order_by_asc(Column::DecidedAt)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| row.technology_id).collect())
}

/// What was decided about this technology for this need, inside an act.
pub(super) async fn find_for_change(act: &Act, need: Uuid, technology: Uuid) -> Result<Option<Decision>> {
    let found = Entity::find().filter(Column::NeedId.eq(need)).filter(Column::TechnologyId.eq(technology));
    Ok(locked(found, act.db()).one(act.db()).await?.map(Decision::from))
}

/// Takes away what was decided about needs that were rehearsals.
pub(super) async fn delete_of_needs(act: &Act, needs: &[Uuid]) -> Result<()> {
    Entity::delete_many().filter(Column::NeedId.is_in(needs.iter().copied())).exec(act.db()).await?;
    Ok(())
}

/// Writes a decision, over the earlier one about the same pair.
pub(super) async fn save(act: &Act, decision: &Decision) -> Result<()> {
    let row = record::ActiveModel {
        id: Set(decision.id),
        need_id: Set(decision.need),
        technology_id: Set(decision.technology),
        score: Set(decision.score),
        reasons: Set(reason::stored(&decision.reasons)),
        status: Set(decision.status.as_str().to_owned()),
        own_clinic: Set(decision.own_clinic),
        decided_by: Set(decision.decided_by),
        decided_at: Set(decision.decided_at),
        note: Set(decision.note.clone()),
    };
    Entity::delete_many().filter(Column::Id.eq(decision.id)).exec(act.db()).await?;
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

impl From<record::Model> for Decision {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            need: row.need_id,
            technology: row.technology_id,
            score: row.score,
            reasons: reason::restored(&row.reasons),
            // The schema admits no other word.
            status: Status::from_word(&row.status).unwrap_or(Status::Rejected),
            own_clinic: row.own_clinic,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            note: row.note,
        }
    }
}
