//! Calls for proposals in the database.

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::de::DeserializeOwned;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::call::{Call, CeilingOf, NewCall, State, Status, Terms};
pub use super::filter::Filter;
use super::record::{ActiveModel, Column, Entity, Model};

/// One page of them, the newest fiscal year first.
pub(super) async fn list(db: &Db, filter: &Filter, drafts: bool, now: Timestamp) -> Result<Listing<Call>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let rows = Entity::find()
        .filter(narrowed(filter, drafts, now))
        .filter(listing::after::<i32>(filter.cursor.as_deref(), Column::FiscalYear, Column::Id, &Order::Desc))
        .order_by_desc(Column::FiscalYear)
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, limit, |row| listing::cursor(row.fiscal_year, row.id)).map(Call::from))
}

fn narrowed(filter: &Filter, drafts: bool, now: Timestamp) -> Condition {
    let mut condition = Condition::all();
    if !drafts {
        condition = condition.add(Column::AnnouncedAt.is_not_null());
    }
    if let Ok(year) = filter.fiscal_year.parse::<i32>() {
        condition = condition.add(Column::FiscalYear.eq(year));
    }
    if !filter.programme.is_empty() {
        condition = condition.add(Column::Programme.eq(&filter.programme));
    }
    match State::from_word(&filter.state) {
        Some(state) => condition.add(in_state(state, now)),
        None => condition,
    }
}

/// [`Call::state`] in the words of the database.
fn in_state(state: State, now: Timestamp) -> Condition {
    let is = |status: Status| Condition::all().add(Column::Status.eq(status.as_str()));
    match state {
        State::Draft => is(Status::Draft),
        State::Withdrawn => is(Status::Withdrawn),
        State::Upcoming => is(Status::Announced).add(Column::OpensAt.gt(now)),
        State::Open => is(Status::Announced).add(Column::OpensAt.lte(now)).add(Column::ClosesAt.gt(now)),
        State::Closed => is(Status::Announced).add(Column::ClosesAt.lte(now)),
    }
}

/// Those that take proposals at a moment, the first to close first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_open(db: &Db, now: Timestamp, most: u64) -> Result<Vec<Call>> {
    let open = Entity::find().filter(in_state(State::Open, now));
    let rows = open.order_by_asc(Column::ClosesAt).order_by_asc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(Call::from).collect())
}

/// How many calls are open.
pub(super) async fn count_open(db: &Db, now: Timestamp) -> Result<u64> {
    Ok(Entity::find().filter(in_state(State::Open, now)).count(db.reader()).await?)
}

/// A call by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Call>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Call::from))
}

/// A call by its identifier.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Call>> {
    Ok(Entity::find_by_id(id).one(db.reader()).await?.map(Call::from))
}

/// A call, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Call>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Call::from))
}

/// The same by its identifier.
pub(super) async fn find_by_id_for_change(act: &Act, id: Uuid) -> Result<Option<Call>> {
    Ok(locked(Entity::find_by_id(id), act.db()).one(act.db()).await?.map(Call::from))
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, call: &Call) -> Result<()> {
    Entity::insert(row_of(call)?).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what it says now, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, call: &Call) -> Result<()> {
    let mut row = row_of(call)?;
    row.version = Set(call.version + 1);
    let same = Column::Id.eq(call.id).and(Column::Version.eq(call.version));
    let changed = Entity::update_many().set(row).filter(same).exec(act.db()).await?;
    if changed.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

fn row_of(call: &Call) -> Result<ActiveModel> {
    let NewCall { terms, .. } = &call.told;
    Ok(ActiveModel {
        id: Set(call.id),
        code: Set(call.code.clone()),
        name_th: Set(call.told.name.th.clone()),
        name_en: Set(call.told.name.en.clone()),
        about: Set(call.told.about.clone()),
        fiscal_year: Set(call.told.fiscal_year.0),
        programme: Set(call.told.programme.clone()),
        opens_at: Set(call.told.opens_at),
        closes_at: Set(call.told.closes_at),
        needs_agreement: Set(terms.agreement),
        needs_appointment: Set(terms.appointment),
        most_per_clinic: Set(terms.most.and_then(|most| i32::try_from(most).ok())),
        available: Set(terms.available.map(|amount| amount.0)),
        ceiling: Set(terms.ceiling.map(|amount| amount.0)),
        regions: Set(terms.regions.join(" ")),
        ceiling_of: Set(terms.ceiling_of.to_string()),
        expense_classes: Set(serde_json::to_value(&call.told.classes)?),
        criteria: Set(serde_json::to_value(&call.told.criteria)?),
        documents: Set(serde_json::to_value(&call.told.documents)?),
        score_most: Set(i32::try_from(call.told.score_most).unwrap_or(i32::MAX)),
        reviewers: Set(i32::try_from(call.told.reviewers).unwrap_or(i32::MAX)),
        status: Set(call.status.to_string()),
        reason: Set(call.reason.clone()),
        announced_at: Set(call.announced_at),
        invented: Set(call.invented),
        created_at: Set(call.created_at),
        version: Set(call.version),
    })
}

/// A list that this file wrote; what another hand wrote is no list.
fn listed<T: DeserializeOwned>(written: serde_json::Value) -> Vec<T> {
    serde_json::from_value(written).unwrap_or_default()
}

impl From<Model> for Call {
    fn from(row: Model) -> Self {
        let count = |number: i32| u32::try_from(number).unwrap_or(0);
        Self {
            id: row.id,
            code: row.code,
            told: NewCall {
                name: Bilingual { th: row.name_th, en: row.name_en },
                about: row.about,
                fiscal_year: FiscalYear(row.fiscal_year),
                programme: row.programme,
                opens_at: row.opens_at,
                closes_at: row.closes_at,
                terms: Terms {
                    agreement: row.needs_agreement,
                    appointment: row.needs_appointment,
                    most: row.most_per_clinic.map(count),
                    available: row.available.map(Satang),
                    ceiling: row.ceiling.map(Satang),
                    regions: row.regions.split_whitespace().map(str::to_owned).collect(),
                    // The schema admits no other word.
                    ceiling_of: CeilingOf::from_word(&row.ceiling_of).unwrap_or(CeilingOf::Whole),
                },
                classes: listed(row.expense_classes),
                criteria: listed(row.criteria),
                documents: listed(row.documents),
                score_most: count(row.score_most),
                reviewers: count(row.reviewers),
            },
            // The schema admits no other word.
            status: Status::from_word(&row.status).unwrap_or(Status::Draft),
            reason: row.reason,
            announced_at: row.announced_at,
            invented: row.invented,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
