//! Requests in the database.

use chrono::NaiveDate;
use kit::db::rows;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::record::data_request::{ActiveModel, Column, Entity};
use super::request::{DataRequest, Settled, Wish};

/// A request as a list has it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    /// In its address.
    pub code: String,
    /// What is asked for.
    pub wish: String,
    /// When.
    pub asked_on: NaiveDate,
    /// The last day to answer.
    pub due_on: NaiveDate,
    /// How it was settled.
    pub outcome: Option<String>,
    /// Who asks; none of somebody who withdrew.
    pub name: Option<String>,
    /// The project's code.
    pub project_code: String,
    /// Official code of its province.
    pub province: String,
}

/// The requests of a clinic, or of all; of rehearsals alone, or of none.
pub(super) async fn list_of_clinic(db: &Db, clinic: Option<Uuid>, practice: bool) -> Result<Vec<Listed>> {
    Ok(rows::rows(db.reader(), include_str!("list.sql"), [clinic.into(), practice.into()]).await?)
}

/// A request that is to be answered soon.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct DueSoon {
    pub(super) code: String,
    pub(super) due_on: NaiveDate,
    pub(super) clinic: Option<Uuid>,
}

/// Those that are to be answered by a day.
pub(super) async fn list_due(db: &Db, by: NaiveDate) -> Result<Vec<DueSoon>> {
    Ok(rows::rows(db.reader(), include_str!("due.sql"), [by.into()]).await?)
}

/// The requests of one person, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_requests(connection: &impl ConnectionTrait, participant: Uuid) -> Result<Vec<DataRequest>> {
    let of = Entity::find().filter(Column::ParticipantId.eq(participant));
    let rows = of.order_by_desc(Column::MadeAt).order_by_desc(Column::Id).all(connection).await?;
    rows.into_iter().map(|row| Ok(DataRequest::try_from(row)?)).collect()
}

/// One request.
pub(super) async fn find_request(connection: &impl ConnectionTrait, code: &str) -> Result<Option<DataRequest>> {
    let found = Entity::find().filter(Column::Code.eq(code)).one(connection).await?;
    Ok(found.map(DataRequest::try_from).transpose()?)
}

/// Forgets what somebody said in their requests.
pub(super) async fn forget_words(act: &Act, participant: Uuid) -> Result<()> {
    let change = ActiveModel { words: Set(None), ..Default::default() };
    Entity::update_many().set(change).filter(Column::ParticipantId.eq(participant)).exec(act.db()).await?;
    Ok(())
}

/// The open requests of somebody for the same thing.
pub(super) async fn list_open(act: &Act, participant: Uuid, wish: Wish) -> Result<Vec<DataRequest>> {
    let open = Entity::find()
        .filter(Column::ParticipantId.eq(participant))
        .filter(Column::Wish.eq(wish.as_str()))
        .filter(Column::Outcome.is_null());
    open.all(act.db()).await?.into_iter().map(|row| Ok(DataRequest::try_from(row)?)).collect()
}

/// Writes a new request.
pub(super) async fn save_new(act: &Act, request: &DataRequest) -> Result<()> {
    let row = ActiveModel {
        id: Set(request.id),
        code: Set(request.code.clone()),
        participant_id: Set(request.participant),
        area_id: Set(request.area),
        wish: Set(request.told.wish.as_str().to_owned()),
        words: Set(request.told.words.clone()),
        way: Set(request.told.way.as_str().to_owned()),
        asked_on: Set(request.told.asked_on),
        due_on: Set(request.due_on),
        made_by: Set(request.made_by),
        made_at: Set(request.made_at),
        outcome: Set(None),
        reason: Set(None),
        settled_by: Set(None),
        settled_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes how one was settled; `false` when it was before.
pub(super) async fn save_settled(act: &Act, id: Uuid, settled: &Settled) -> Result<bool> {
    let change = ActiveModel {
        outcome: Set(Some(settled.outcome.as_str().to_owned())),
        reason: Set(Some(settled.reason.clone())),
        settled_by: Set(settled.by),
        settled_at: Set(Some(settled.at)),
        ..Default::default()
    };
    let open = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::Outcome.is_null());
    Ok(open.exec(act.db()).await?.rows_affected > 0)
}
