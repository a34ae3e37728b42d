//! What happens to a need on its way, in the database: joint analyses, what clinic and teller say to each
//! other, what it was promised and how it climbed.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::{Act, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::due::{Level, Terms};
use super::need::{Analysis, Need, Status};
use super::record::{self, Column, Entity, analysis, escalation, remark};
use super::remark::{Remark, RemarkKind};
use crate::{holidays, promises};

/// The joint analyses of a need, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_analyses(db: &Db, need: Uuid) -> Result<Vec<Analysis>> {
    let rows = analysis::Entity::find()
        .filter(analysis::Column::NeedId.eq(need))
        .order_by_asc(analysis::Column::HeldOn)
        .order_by_asc(analysis::Column::Id)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(Analysis::from).collect())
}

/// The problems that the joint analyses of these needs found, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_problems(db: &Db, needs: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = analysis::Entity::find()
        .filter(analysis::Column::NeedId.is_in(needs))
        .order_by_asc(analysis::Column::HeldOn)
        .order_by_asc(analysis::Column::Id)
        .all(db.reader())
        .await?;
    let mut problems: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        problems.entry(row.need_id).or_default().push(row.problem);
    }
    Ok(problems)
}

/// The text by which a need is matched, and how much of it is its teller's own: [`Need::matched_by`].
///
/// # Errors
/// When the database cannot be read.
pub async fn text_to_match(db: &Db, need: &Need) -> Result<(String, usize)> {
    let problems = list_problems(db, std::iter::once(need.id)).await?;
    Ok(need.matched_by(problems.get(&need.id).map_or(&[], Vec::as_slice)))
}

/// Writes a joint analysis of a need.
pub(super) async fn save_analysis(act: &Act, need: Uuid, new: &Analysis) -> Result<()> {
    let row = analysis::ActiveModel {
        id: Set(act.new_id()),
        need_id: Set(need),
        held_on: Set(new.held_on),
        place: Set(new.place.clone()),
        attendees: Set(new.attendees),
        minutes: Set(new.minutes.clone()),
        problem: Set(new.problem.clone()),
        recorded_at: Set(act.now()),
    };
    analysis::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// The public code of the need that is followed by this code, inside an act.
pub(super) async fn find_code_followed(act: &Act, tracking_code: &str) -> Result<Option<String>> {
    let code = Entity::find().filter(Column::TrackingCode.eq(tracking_code)).select_only().column(Column::Code);
    Ok(code.into_tuple().one(act.db()).await?)
}

/// Do others go on with this need, inside an act?
pub(super) async fn has_merged(act: &Act, need: Uuid) -> Result<bool> {
    Ok(Entity::find().filter(Column::MergedInto.eq(need)).one(act.db()).await?.is_some())
}

/// The needs that go on with this one, oldest first.
pub(super) async fn list_merged(db: &Db, need: Uuid) -> Result<Vec<Need>> {
    let rows = Entity::find().filter(Column::MergedInto.eq(need)).order_by_asc(Column::Id).all(db.reader()).await?;
    Ok(rows.into_iter().map(Need::from).collect())
}

/// What dates are counted by; inside an act, as that act sees it.
pub(super) async fn terms(connection: &impl ConnectionTrait) -> Result<Terms> {
    let promises = promises::list(connection).await?;
    Ok(Terms { promises, calendar: holidays::calendar(connection).await? })
}

/// What was said about these needs, of each in its order.
pub(super) async fn list_remarks(
    connection: &impl ConnectionTrait,
    needs: Vec<Uuid>,
) -> Result<HashMap<Uuid, Vec<Remark>>> {
    let mut said: HashMap<Uuid, Vec<Remark>> = HashMap::new();
    if needs.is_empty() {
        return Ok(said);
    }
    let rows = remark::Entity::find()
        .filter(remark::Column::NeedId.is_in(needs))
        .order_by_asc(remark::Column::SaidAt)
        .order_by_asc(remark::Column::Id)
        .all(connection)
        .await?;
    for row in rows {
        // The schema admits no other word.
        let kind = RemarkKind::from_word(&row.kind).unwrap_or(RemarkKind::Reply);
        said.entry(row.need_id).or_default().push(Remark { kind, text: row.text_th, on: row.said_on });
    }
    Ok(said)
}

/// Writes down what was said.
pub(super) async fn save_remark(act: &Act, need: &Need, kind: RemarkKind, text: &str) -> Result<()> {
    let row = remark::ActiveModel {
        id: Set(act.new_id()),
        need_id: Set(need.id),
        kind: Set(kind.as_str().to_owned()),
        text_th: Set(text.to_owned()),
        said_on: Set(act.today()),
        said_at: Set(act.now()),
    };
    remark::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// A step by which a need climbed, and what had been promised.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Climb {
    /// The level (`due::Level`).
    pub level: i32,
    /// The day that had been promised.
    pub due_on: NaiveDate,
    /// When it climbed.
    pub climbed_on: NaiveDate,
}

impl Climb {
    /// To whom.
    pub fn level(&self) -> Option<Level> {
        Level::number(self.level)
    }
}

/// How a need climbed, oldest first.
pub(super) async fn list_climbs(db: &Db, need: Uuid) -> Result<Vec<Climb>> {
    let rows = escalation::Entity::find()
        .filter(escalation::Column::NeedId.eq(need))
        .order_by_asc(escalation::Column::ClimbedOn)
        .order_by_asc(escalation::Column::Level);
    Ok(rows.into_model::<Climb>().all(db.reader()).await?)
}

/// What was done to a need, and on which day, as the trail tells; oldest first.
pub(super) async fn list_deeds(db: &Db, need: Uuid) -> Result<Vec<(String, NaiveDate)>> {
    let entries = kit::audit::trail(db, need).await?;
    Ok(entries.into_iter().map(|entry| (entry.verb, kit::clock::thai_day(entry.at))).collect())
}

/// What the clock looks at of a need.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Watched {
    /// Inside.
    pub id: Uuid,
    /// How far it has come.
    pub status: String,
    /// The public reply.
    pub answer: Option<String>,
    /// When its stage began.
    pub since: Option<NaiveDate>,
    /// The day that is promised.
    pub due_on: Option<NaiveDate>,
    /// How many levels it has climbed.
    pub climbed: i32,
}

/// Needs looked at in one query.
const WATCHED: u64 = 500;

/// The next open needs after one, in the order they were written down.
pub(super) async fn list_watched(db: &Db, after: Option<Uuid>) -> Result<Vec<Watched>> {
    let over = Status::ALL.iter().filter(|status| !status.is_open()).map(|status| status.as_str());
    let mut rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Status, Column::Answer, Column::Since, Column::DueOn, Column::Climbed])
        .filter(Column::Practice.eq(false))
        .filter(Column::MergedInto.is_null())
        .filter(Column::Status.is_not_in(over));
    if let Some(id) = after {
        rows = rows.filter(Column::Id.gt(id));
    }
    Ok(rows.order_by_asc(Column::Id).limit(WATCHED).into_model::<Watched>().all(db.reader()).await?)
}

/// Lets a need climb to a level, if it stands just below it and still owes what it owed: of several
/// programs that look at once, one does it. Its version stays, so that nobody who writes about it is told
/// that somebody else did.
pub(super) async fn save_climb(act: &Act, need: &Need, level: i32) -> Result<bool> {
    let (Some(due), Some(stage)) = (need.due, need.stage()) else { return Ok(false) };
    let change = record::ActiveModel { climbed: Set(level), ..Default::default() };
    let climbed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(need.id))
        .filter(Column::Climbed.eq(level - 1))
        .filter(Column::Status.eq(need.status.as_str()))
        .filter(Column::DueOn.eq(due))
        .filter(Column::MergedInto.is_null())
        .exec(act.db())
        .await?;
    if climbed.rows_affected == 0 {
        return Ok(false);
    }
    let row = escalation::ActiveModel {
        id: Set(act.new_id()),
        need_id: Set(need.id),
        stage: Set(stage.as_str().to_owned()),
        level: Set(level),
        due_on: Set(due),
        climbed_on: Set(act.today()),
    };
    // A day that moved on and back again was climbed from before.
    let known = OnConflict::new().do_nothing().to_owned();
    match escalation::Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Writes the day that is promised now, if nothing else happened to the need; its version stays.
pub(super) async fn save_due(act: &Act, need: &Need, since: NaiveDate, due: Option<NaiveDate>) -> Result<bool> {
    let owed = match need.due {
        Some(day) => Column::DueOn.eq(day),
        None => Column::DueOn.is_null(),
    };
    // What is no longer late stands at no level.
    let climbed = if due.is_some_and(|day| day < act.today()) { need.climbed } else { 0 };
    let change =
        record::ActiveModel { since: Set(Some(since)), due_on: Set(due), climbed: Set(climbed), ..Default::default() };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(need.id))
        .filter(Column::Version.eq(need.version))
        .filter(owed)
        .exec(act.db())
        .await?;
    Ok(changed.rows_affected > 0)
}

impl From<analysis::Model> for Analysis {
    fn from(row: analysis::Model) -> Self {
        Self {
            held_on: row.held_on,
            place: row.place,
            attendees: row.attendees,
            minutes: row.minutes,
            problem: row.problem,
        }
    }
}
