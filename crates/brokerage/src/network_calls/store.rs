//! Network calls in the database.

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::{Act, Db, Result, Timestamp};
use sea_orm::sea_query::{IntoCondition, OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use uuid::Uuid;

use super::call::{Because, NetworkCall, NewCall, Status};
use super::record::{ActiveModel, Column, Entity, Model, answer};
use crate::needs;

pub use super::filter::Filter;

/// Whose list it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    /// Does it hold what is asked about needs that strangers may not read?
    pub(super) all: bool,
    /// The clinics whose own calls and answers there may be.
    pub(super) own: Vec<Uuid>,
}

/// One page of them, the latest first.
pub(super) async fn list(db: &Db, reach: &Reach, filter: &Filter) -> Result<Listing<NetworkCall>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .filter(narrowed(reach, filter))
        .filter(listing::after::<Timestamp>(filter.cursor.as_deref(), Column::OpenedAt, Column::Id, &Order::Desc))
        .order_by_desc(Column::OpenedAt)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let rows = rows.into_iter().map(NetworkCall::from).collect();
    let place = |one: &NetworkCall| listing::cursor(one.opened_at.to_rfc3339(), one.id);
    Ok(Listing::cut(rows, paging.limit(), place))
}

fn narrowed(reach: &Reach, filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    if !reach.all {
        condition = condition.add(Column::NeedId.in_subquery(needs::shown_to_all()));
    }
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    if !filter.status.is_empty() {
        condition = condition.add(Column::Status.eq(&filter.status));
    }
    if !filter.unanswered.is_empty() {
        condition = condition.add(unanswered(&reach.own));
    }
    if !filter.own.is_empty() {
        condition = condition.add(Column::ClinicId.is_in(reach.own.iter().copied()));
    }
    condition
}

/// Open, of another clinic, and without an answer of these clinics that stands.
fn unanswered(own: &[Uuid]) -> Condition {
    let answered = Query::select()
        .column(answer::Column::CallId)
        .from(answer::Entity)
        .cond_where(answer::Column::ClinicId.is_in(own.iter().copied()).and(answer::Column::WithdrawnAt.is_null()))
        .to_owned();
    Condition::all()
        .add(Column::Status.eq(Status::Open.as_str()))
        .add(Column::ClinicId.is_not_in(own.iter().copied()))
        .add(Column::Id.not_in_subquery(answered))
}

/// How many open calls of other clinics wait for an answer of these.
pub(super) async fn count_unanswered(db: &Db, own: &[Uuid]) -> Result<u64> {
    Ok(Entity::find().filter(unanswered(own)).count(db.reader()).await?)
}

/// The calls of some clinics that are not over, the longest first.
pub(super) async fn list_open_of_clinics(db: &Db, clinics: Vec<Uuid>, limit: u64) -> Result<Vec<NetworkCall>> {
    let open = Column::ClinicId.is_in(clinics).and(Column::Status.eq(Status::Open.as_str()));
    list_longest(db, open, limit).await
}

/// How many these are.
pub(super) async fn count_open_of_clinics(db: &Db, clinics: &[Uuid]) -> Result<u64> {
    let own = Column::ClinicId.is_in(clinics.iter().copied());
    Ok(Entity::find().filter(own.and(Column::Status.eq(Status::Open.as_str()))).count(db.reader()).await?)
}

/// Open calls for which the day is over on which answers were wanted, the longest first.
pub(super) async fn list_overdue(db: &Db, today: NaiveDate, limit: u64) -> Result<Vec<NetworkCall>> {
    let overdue = Column::Status.eq(Status::Open.as_str()).and(Column::UntilOn.lt(today));
    list_longest(db, overdue, limit).await
}

/// Open calls to which an answer came since then that stands, the longest first.
pub(super) async fn list_answered(db: &Db, since: Timestamp, limit: u64) -> Result<Vec<NetworkCall>> {
    let came = Query::select()
        .column(answer::Column::CallId)
        .from(answer::Entity)
        .cond_where(answer::Column::AnsweredAt.gte(since).and(answer::Column::WithdrawnAt.is_null()))
        .to_owned();
    list_longest(db, Column::Status.eq(Status::Open.as_str()).and(Column::Id.in_subquery(came)), limit).await
}

async fn list_longest(db: &Db, which: impl IntoCondition, limit: u64) -> Result<Vec<NetworkCall>> {
    let rows = Entity::find().filter(which).order_by_asc(Column::OpenedAt).order_by_asc(Column::Id).limit(limit);
    Ok(rows.all(db.reader()).await?.into_iter().map(NetworkCall::from).collect())
}

/// The calls about a need, the latest first.
pub(super) async fn list_of_need(db: &Db, need: Uuid) -> Result<Vec<NetworkCall>> {
    let rows = Entity::find().filter(Column::NeedId.eq(need)).order_by_desc(Column::OpenedAt).order_by_desc(Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(NetworkCall::from).collect())
}

/// One by its code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<NetworkCall>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(NetworkCall::from))
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<NetworkCall>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(NetworkCall::from))
}

/// The call about a need that is not over, inside an act.
pub(super) async fn find_open_for_change(act: &Act, need: Uuid) -> Result<Option<NetworkCall>> {
    let open = Column::NeedId.eq(need).and(Column::Status.eq(Status::Open.as_str()));
    Ok(locked(Entity::find().filter(open), act.db()).one(act.db()).await?.map(NetworkCall::from))
}

/// Writes a new one down; `false` where somebody else opened one about the same need at the same time.
pub(super) async fn save_new(act: &Act, call: &NetworkCall) -> Result<bool> {
    let row = ActiveModel {
        id: Set(call.id),
        code: Set(call.code.clone()),
        need_id: Set(call.need),
        clinic_id: Set(call.clinic),
        province: Set(call.province.clone()),
        tried: Set(call.told.tried.clone()),
        until_on: Set(call.told.until),
        status: Set(call.status.as_str().to_owned()),
        answered_by: Set(call.answered_by),
        reason: Set(call.reason.clone()),
        because: Set(because(call)),
        invented: Set(call.invented),
        opened_at: Set(call.opened_at),
        closed_at: Set(call.closed_at),
        version: Set(call.version),
    };
    let known = OnConflict::new().do_nothing().to_owned();
    match Entity::insert(row).on_conflict(known).exec_without_returning(act.db()).await {
        Ok(_) => Ok(true),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn because(call: &NetworkCall) -> Option<String> {
    call.because.map(|because| because.as_str().to_owned())
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, call: &NetworkCall) -> Result<()> {
    let change = ActiveModel {
        status: Set(call.status.as_str().to_owned()),
        answered_by: Set(call.answered_by),
        reason: Set(call.reason.clone()),
        because: Set(because(call)),
        closed_at: Set(call.closed_at),
        version: Set(call.version + 1),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(call.id))
        .filter(Column::Version.eq(call.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 { Err(kit::Error::changed_meanwhile()) } else { Ok(()) }
}

impl From<Model> for NetworkCall {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            need: row.need_id,
            clinic: row.clinic_id,
            province: row.province,
            told: NewCall { tried: row.tried, until: row.until_on },
            // The schema admits no other word.
            status: Status::from_word(&row.status).unwrap_or(Status::Closed),
            answered_by: row.answered_by,
            reason: row.reason,
            because: row.because.as_deref().and_then(Because::from_word),
            invented: row.invented,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
        }
    }
}
