//! Who is to be reminded, and what became of it, in the database.

use chrono::Duration;
use kit::clock::thai_day;
use kit::db::rows;
use kit::message_port::Way;
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record::participant_reminder::{ActiveModel, Column, Entity};
use super::reminder::{APART, EVALUATION_WITHIN, Reminder, State};

use crate::responses::transfers_open_on;

/// Reminders that the page of an area shows, and as many of one person.
const SHOWN: u64 = 200;
/// Rows written at once: fewer than the parameters a statement of either engine can hold.
const AT_ONCE: usize = 500;

/// Somebody to be reminded.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct ToRemind {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) phone: Option<String>,
    pub(super) line_user: Option<String>,
    pub(super) kind: String,
}

impl ToRemind {
    /// Where a message that travels this way goes.
    pub(super) fn to(&self, way: Way) -> Option<&str> {
        match way {
            Way::Line => self.line_user.as_deref(),
            Way::Sms => self.phone.as_deref(),
        }
    }

    /// How a message reaches them, of the ways that are open.
    pub(super) fn way(&self, is_open: impl Fn(Way) -> bool) -> Option<Way> {
        [Way::Line, Way::Sms].into_iter().find(|way| is_open(*way) && self.to(*way).is_some())
    }
}

/// Who of an area is to be reminded now.
pub(super) async fn list_to_remind(
    connection: &impl ConnectionTrait,
    area: Uuid,
    now: Timestamp,
) -> Result<Vec<ToRemind>> {
    to_remind(connection, area, None, now, Uuid::nil()).await
}

/// Is whom a reminder is for still to be reminded?
pub(super) async fn find_to_remind(db: &Db, reminder: &Reminder, now: Timestamp) -> Result<Option<ToRemind>> {
    let found = to_remind(db.reader(), reminder.area, Some(reminder.participant), now, reminder.id).await?;
    Ok(found.into_iter().find(|one| one.kind == reminder.kind.code()))
}

async fn to_remind(
    connection: &impl ConnectionTrait,
    area: Uuid,
    person: Option<Uuid>,
    now: Timestamp,
    but: Uuid,
) -> Result<Vec<ToRemind>> {
    let today = thai_day(now);
    let (first_open, last_open) = transfers_open_on(today);
    let since = today - Duration::days(EVALUATION_WITHIN);
    let apart = now - Duration::days(APART);
    let binds = [
        area.into(),
        person.into(),
        today.into(),
        first_open.into(),
        last_open.into(),
        since.into(),
        apart.into(),
        but.into(),
    ];
    Ok(rows::rows(connection, include_str!("due.sql"), binds).await?)
}

/// The reminders of an area, the newest first, as many as a page shows.
pub(super) async fn list_of_area(db: &Db, area: Uuid) -> Result<Vec<Reminder>> {
    let of_area = Entity::find().filter(Column::AreaId.eq(area));
    let rows = of_area.order_by_desc(Column::AskedAt).order_by_desc(Column::Id).limit(SHOWN).all(db.reader()).await?;
    rows.into_iter().map(|row| Ok(Reminder::try_from(row)?)).collect()
}

/// The reminders of one person, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_reminders(db: &Db, participant: Uuid) -> Result<Vec<Reminder>> {
    let of = Entity::find().filter(Column::ParticipantId.eq(participant));
    let rows = of.order_by_desc(Column::AskedAt).order_by_desc(Column::Id).limit(SHOWN).all(db.reader()).await?;
    rows.into_iter().map(|row| Ok(Reminder::try_from(row)?)).collect()
}

/// One reminder.
pub(super) async fn find_reminder(db: &Db, id: Uuid) -> Result<Option<Reminder>> {
    Ok(Entity::find_by_id(id).one(db.reader()).await?.map(Reminder::try_from).transpose()?)
}

/// Writes new reminders.
pub(super) async fn save_new(act: &Act, reminders: &[Reminder]) -> Result<()> {
    let row = |reminder: &Reminder| ActiveModel {
        id: Set(reminder.id),
        participant_id: Set(reminder.participant),
        area_id: Set(reminder.area),
        kind: Set(reminder.kind.code().to_owned()),
        way: Set(reminder.way.as_str().to_owned()),
        state: Set(reminder.state.as_str().to_owned()),
        asked_by: Set(reminder.asked_by),
        asked_at: Set(reminder.asked_at),
        settled_at: Set(reminder.settled_at),
        answered: Set(reminder.answered),
    };
    for some in reminders.chunks(AT_ONCE) {
        Entity::insert_many(some.iter().map(row)).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Writes what became of one, once.
pub(super) async fn save_settled(db: &Db, id: Uuid, state: State, answered: Option<u16>, now: Timestamp) -> Result<()> {
    let change = ActiveModel {
        state: Set(state.as_str().to_owned()),
        settled_at: Set(Some(now)),
        answered: Set(answered.map(i32::from)),
        ..Default::default()
    };
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Waiting.as_str()))
        .exec(db.writer())
        .await?;
    Ok(())
}
