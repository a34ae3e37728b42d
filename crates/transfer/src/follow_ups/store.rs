//! Who is still to be asked, and the attempts to reach them, in the database.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging};
use kit::db::rows;
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Deserialize;
use uuid::Uuid;

use super::attempt::Attempt;
use super::queue::{Queue, Ranges};
use super::record::call_attempt::{ActiveModel, Column, Entity};

use crate::responses::Window;

/// As many attempts as a page of one person shows.
const SHOWN: u64 = 50;

/// How many of one area stand in each queue.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Tally {
    /// The project's code.
    pub project_code: String,
    /// The project's name.
    pub name_th: String,
    /// The same in English.
    pub name_en: Option<String>,
    /// Counted from nought.
    pub position: i32,
    /// Official code of the province.
    pub province: String,
    /// Persons who received the transfer: N.
    pub transferred: i64,
    /// Of these, evaluated it.
    pub evaluated: i64,
    /// Of these, followed up: n.
    pub followed: i64,
    /// Still to evaluate it.
    pub evaluation: i64,
    /// To be followed up now.
    pub open: i64,
    /// Of these, within two weeks.
    pub closing: i64,
    /// Not followed up in time.
    pub over: i64,
    /// Out of reach while there is or will be time.
    pub unreachable: i64,
    /// The earliest transfer of those to be followed up now.
    pub first_open: Option<NaiveDate>,
}

impl Tally {
    /// The project's name.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// How many stand in this queue.
    pub fn of(&self, queue: &Queue) -> i64 {
        match queue {
            Queue::Evaluation => self.evaluation,
            Queue::Open => self.open,
            Queue::Closing => self.closing,
            Queue::Over => self.over,
            Queue::Unreachable => self.unreachable,
        }
    }

    /// The page of one of its queues.
    pub fn address(&self, queue: &Queue) -> String {
        let area = self.position + 1;
        format!("/desk/projects/{}/areas/{area}/follow-ups?queue={}", self.project_code, queue.as_str())
    }

    /// The day on which the first window closes.
    pub fn closes(&self) -> Option<NaiveDate> {
        self.first_open.map(|transfer| Window::after(transfer).closes)
    }

    /// Is there anybody to ask now?
    pub fn is_pressing(&self) -> bool {
        self.open + self.evaluation > 0
    }
}

/// The tallies of the areas of a project or clinic, or of one area: rehearsals alone, or none.
pub(super) async fn list_tallies(db: &Db, of: Uuid, practice: bool, ranges: Ranges) -> Result<Vec<Tally>> {
    let Ranges { today, first_open, last_open, last_closing } = ranges;
    let binds = [of.into(), today.into(), first_open.into(), last_open.into(), last_closing.into(), practice.into()];
    Ok(rows::rows(db.reader(), include_str!("tally.sql"), binds).await?)
}

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Which queue; those who are to be followed up now by default.
    pub queue: String,
    /// Where to begin.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("queue", Queue::narrows), ("cursor", listing::narrows::<NaiveDate>), ("limit", narrow::limit)];
}

/// Somebody who is still to be asked.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    /// Inside.
    pub id: Uuid,
    /// On their slip.
    pub code: String,
    /// Who it is.
    pub name: String,
    /// Digits only.
    pub phone: Option<String>,
    /// As people call it.
    pub village: Option<String>,
    /// May they be called for the follow-up?
    pub consented: bool,
    /// The first transfer they attended.
    pub transferred_on: NaiveDate,
    /// What came of the last attempt.
    pub outcome: Option<String>,
    /// When that was.
    pub made_at: Option<Timestamp>,
    /// When they asked to be called again.
    pub call_on: Option<NaiveDate>,
    /// And at what time.
    pub call_time: Option<String>,
    /// How many calls there were.
    pub attempts: i64,
}

/// One page of the people of an area in a queue, the most pressing first.
pub(super) async fn list_waiting(
    db: &Db,
    area: Uuid,
    queue: Queue,
    filter: &Filter,
    ranges: Ranges,
) -> Result<Listing<Waiting>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let most = i64::try_from(paging.limit() + 1).unwrap_or(i64::MAX);
    let begin = filter.cursor.as_deref().and_then(|cursor| cursor.rsplit_once('_'));
    let begin = begin.and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)));
    let (day, id) = begin.unwrap_or((first_day(), Uuid::nil()));
    let Ranges { today, first_open, last_open, last_closing } = ranges;
    let binds = [
        area.into(),
        queue.as_str().into(),
        today.into(),
        first_open.into(),
        last_open.into(),
        last_closing.into(),
        day.into(),
        id.into(),
        most.into(),
    ];
    let found: Vec<Waiting> = rows::rows(db.reader(), include_str!("waiting.sql"), binds).await?;
    Ok(Listing::cut(found, paging.limit(), |row| listing::cursor(row.transferred_on, row.id)))
}

/// Before any transfer.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// The attempts to reach somebody, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_attempts(db: &Db, participant: Uuid) -> Result<Vec<Attempt>> {
    let rows = Entity::find()
        .filter(Column::ParticipantId.eq(participant))
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .limit(SHOWN);
    Ok(rows.all(db.reader()).await?.into_iter().map(Attempt::from).collect())
}

/// What was last said of somebody's reach, inside an act.
pub(super) async fn find_reach(act: &Act, participant: Uuid) -> Result<Option<Attempt>> {
    let said = Entity::find()
        .filter(Column::ParticipantId.eq(participant))
        .filter(Column::Outcome.is_in(["unreachable", "reachable"]))
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id);
    Ok(said.one(act.db()).await?.map(Attempt::from))
}

/// Writes a new attempt.
pub(super) async fn save_new(act: &Act, attempt: &Attempt) -> Result<()> {
    let row = ActiveModel {
        id: Set(attempt.id),
        participant_id: Set(attempt.participant),
        outcome: Set(attempt.told.outcome.as_str().to_owned()),
        call_on: Set(attempt.told.call_on),
        call_time: Set(attempt.told.call_time.clone()),
        note: Set(attempt.told.note.clone()),
        made_by: Set(attempt.made_by),
        made_at: Set(attempt.made_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}
