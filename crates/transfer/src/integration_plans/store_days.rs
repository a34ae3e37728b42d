//! Plans as they stood: before the first change of a day it is kept how a plan, or a row of it, stood when the day
//! began. Rows that are entered cost nothing: their identifiers say when that was.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::db::rows::rows;
use kit::{Act, Chance, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::integration_plan::{IntegrationPlan, Status};
use super::plan_row::PlanRow;
use super::record::{Entity, day, row, row_day};
use super::seal::Line;
use super::store_lines;

/// Rows written by one statement.
const BATCH: usize = 1_000;

/// A plan as it stood once.
#[derive(Clone, Debug, PartialEq)]
pub struct Stood {
    /// Without its rows.
    pub plan: IntegrationPlan,
    /// What it said of its rows, in the order of numbers.
    pub lines: Vec<Line>,
}

/// The day on which a plan or a row was entered.
fn entered(id: Uuid) -> NaiveDate {
    thai_day(Chance::made_at(id))
}

/// Before a plan is changed: how it stood when the day began.
pub(super) async fn keep_plan(act: &Act, id: Uuid) -> Result<()> {
    if entered(id) >= act.today() {
        return Ok(());
    }
    let Some(before) = Entity::find_by_id(id).one(act.db()).await? else { return Ok(()) };
    let state = serde_json::to_value(IntegrationPlan::from(before))?;
    let image = day::ActiveModel { plan_id: Set(id), day: Set(act.today()), state: Set(state) };
    let kept = OnConflict::columns([day::Column::PlanId, day::Column::Day]).do_nothing().to_owned();
    day::Entity::insert(image).on_conflict(kept).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Before rows of one plan are changed: how they stood when the day began.
pub(super) async fn keep_rows(act: &Act, changing: &[PlanRow]) -> Result<()> {
    let today = act.today();
    let old: Vec<&PlanRow> = changing.iter().filter(|row| entered(row.id) < today).collect();
    let mut kept: HashSet<Uuid> = HashSet::new();
    for some in old.chunks(BATCH) {
        let of_today = row_day::Entity::find().select_only().column(row_day::Column::RowId);
        let of_today = of_today.filter(row_day::Column::Day.eq(today));
        let of_today = of_today.filter(row_day::Column::RowId.is_in(some.iter().map(|row| row.id)));
        kept.extend(of_today.into_tuple::<Uuid>().all(act.db()).await?);
    }
    let new: Vec<&PlanRow> = old.into_iter().filter(|row| !kept.contains(&row.id)).collect();
    let numbers = || new.iter().map(|row| row.number);
    let (Some(first), Some(last), Some(one)) = (numbers().min(), numbers().max(), new.first()) else { return Ok(()) };
    let stood: HashMap<Uuid, Line> =
        store_lines::list_numbered(act.db(), one.plan, first..=last).await?.into_iter().collect();
    for some in new.chunks(BATCH) {
        let image = |row: &&PlanRow| row_day::ActiveModel {
            row_id: Set(row.id),
            day: Set(today),
            line: Set(stood.get(&row.id).map(Line::text)),
        };
        row_day::Entity::insert_many(some.iter().map(image)).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct ImageRow {
    id: Uuid,
    number: i32,
    line: Option<String>,
}

/// A plan as it stood when a day ended; `None` before it was opened.
pub(super) async fn find_as_of(db: &Db, now: &IntegrationPlan, on: NaiveDate) -> Result<Option<Stood>> {
    if on < entered(now.id) {
        return Ok(None);
    }
    let later = day::Entity::find().filter(day::Column::PlanId.eq(now.id)).filter(day::Column::Day.gt(on));
    let plan = match later.order_by_asc(day::Column::Day).one(db.reader()).await? {
        Some(image) => serde_json::from_value(image.state)?,
        None => now.clone(),
    };
    let was_there = |id: Uuid| entered(id) <= on;
    let standing = store_lines::list_all(db.reader(), now.id).await?.into_iter();
    let mut lines: BTreeMap<i32, Line> =
        standing.filter(|(id, _)| was_there(*id)).map(|(_, line)| (line.number(), line)).collect();
    // The latest come first, so that what stood at the beginning of the first day after `on` comes last.
    let images = rows::<ImageRow>(db.reader(), include_str!("sql/row_days.sql"), [now.id.into(), on.into()]).await?;
    for image in images.into_iter().filter(|image| was_there(image.id)) {
        match image.line.as_deref().and_then(Line::read) {
            Some(line) => lines.insert(image.number, line),
            None => lines.remove(&image.number),
        };
    }
    Ok(Some(Stood { plan, lines: lines.into_values().collect() }))
}

#[derive(FromQueryResult)]
struct DayRow {
    day: NaiveDate,
}

/// The days on which a plan changed, the latest first, and how far it had come when each ended.
pub(super) async fn list_days(db: &Db, now: &IntegrationPlan) -> Result<Vec<(NaiveDate, Status)>> {
    let changed = rows::<DayRow>(db.reader(), include_str!("sql/days.sql"), [now.id.into()]).await?;
    let ids = row::Entity::find().select_only().column(row::Column::Id).filter(row::Column::PlanId.eq(now.id));
    let ids: Vec<Uuid> = ids.into_tuple().all(db.reader()).await?;
    let days = changed.into_iter().map(|row| row.day).chain(ids.into_iter().map(entered)).chain([entered(now.id)]);
    let days: BTreeSet<NaiveDate> = days.collect();
    let images = day::Entity::find().filter(day::Column::PlanId.eq(now.id)).order_by_asc(day::Column::Day);
    let mut status = BTreeMap::new();
    for image in images.all(db.reader()).await? {
        status.insert(image.day, serde_json::from_value::<IntegrationPlan>(image.state)?.status);
    }
    let ended = |day: NaiveDate| {
        let next = status.range(day..).find(|(changed, _)| **changed > day);
        (day, next.map_or(now.status, |(_, status)| *status))
    };
    Ok(days.into_iter().rev().map(ended).collect())
}
