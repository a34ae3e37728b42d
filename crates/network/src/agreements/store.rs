//! Agreements in the database.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::{Db, Result};
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::agreement::{Agreement, Kind, STAGES, Standing, State};
pub use super::filter::{Drafts, Filter};
use super::record::{Column, Entity};
use super::term::{Counted, Period, When};

/// An agreement in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// Between whom.
    pub kind: String,
    /// The clinic it is about.
    pub clinic_id: Option<Uuid>,
    /// What it is called.
    pub title_th: String,
    /// The same in English.
    pub title_en: Option<String>,
    /// The day it was signed.
    pub signed_on: Option<NaiveDate>,
    /// The year, when the day is not known.
    pub signed_year: Option<i32>,
    /// How the year counts.
    pub signed_counted: Option<String>,
    /// Surely in force from this day.
    pub certain_from: Option<NaiveDate>,
    /// Surely in force to this day.
    pub certain_to: Option<NaiveDate>,
    /// Surely over after this day.
    pub over_after: Option<NaiveDate>,
    /// The first day of the one that renews it.
    pub renewed_from: Option<NaiveDate>,
    /// Where it stands in the list.
    pub sorted_on: NaiveDate,
}

impl Row {
    /// What it is called.
    pub fn title(&self) -> Bilingual {
        Bilingual { th: self.title_th.clone(), en: self.title_en.clone() }
    }

    /// When it was signed.
    pub fn signed(&self) -> Option<When> {
        when(self.signed_on, self.signed_year, self.signed_counted.as_deref())
    }

    /// What its state follows from.
    pub fn standing(&self) -> Standing {
        let period = Period { from: self.certain_from, to: self.certain_to, over: self.over_after };
        Standing { signed: self.signed(), period, renewed_from: self.renewed_from }
    }
}

const ROW: [Column; 14] = [
    Column::Id,
    Column::Code,
    Column::Kind,
    Column::ClinicId,
    Column::TitleTh,
    Column::TitleEn,
    Column::SignedOn,
    Column::SignedYear,
    Column::SignedCounted,
    Column::CertainFrom,
    Column::CertainTo,
    Column::OverAfter,
    Column::RenewedFrom,
    Column::SortedOn,
];

fn signed() -> Condition {
    Condition::any().add(Column::SignedOn.is_not_null()).add(Column::SignedYear.is_not_null())
}

/// One page of the list, newest first.
pub(super) async fn list(db: &Db, filter: &Filter, drafts: Drafts, today: NaiveDate) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let seen = match drafts {
        Drafts::All => Condition::all(),
        Drafts::Of(clinics) => signed().add(Column::ClinicId.is_in(clinics)),
    };
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(seen)
        .filter(narrowed(filter, today))
        .filter(listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::SortedOn, Column::Id, &Order::Desc))
        .order_by_desc(Column::SortedOn)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(row.sorted_on, row.id)))
}

fn narrowed(filter: &Filter, today: NaiveDate) -> Condition {
    let mut condition = Condition::all();
    if let Some(kind) = Kind::from_word(&filter.kind) {
        condition = condition.add(Column::Kind.eq(kind.as_str()));
    }
    if let Some(state) = State::from_word(&filter.state) {
        condition = condition.add(in_state(state, today));
    }
    if let Some(days) = filter.days() {
        condition = condition.add(ending(today, days));
    }
    if !filter.province.is_empty() {
        condition = condition.add(Column::ClinicId.in_subquery(clinics(
            "clinic_province",
            "clinic_id",
            "province",
            &filter.province,
        )));
    }
    if !filter.clinic.is_empty() {
        condition = condition.add(Column::ClinicId.in_subquery(clinics("clinic", "id", "code", &filter.clinic)));
    }
    // Agreements are hundreds: looking through them all is quicker than keeping an index of parts.
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        let of = |table: &str| {
            Query::select()
                .column(Alias::new("agreement_id"))
                .from(Alias::new(table))
                .and_where(Expr::col(Alias::new("name")).like(format!("%{part}%")))
                .to_owned()
        };
        let named = Condition::any()
            .add(Column::TitleTh.contains(part))
            .add(Column::TitleEn.contains(part))
            .add(Column::Code.eq(part))
            .add(Column::Id.in_subquery(of("agreement_party")))
            .add(Column::Id.in_subquery(of("agreement_signatory")));
        condition = condition.add(named);
    }
    condition
}

/// The clinics of the register with this value in that column.
fn clinics(table: &str, id: &str, column: &str, value: &str) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(Alias::new(id))
        .from(Alias::new(table))
        .and_where(Expr::col(Alias::new(column)).eq(value))
        .to_owned()
}

fn not_renewed(today: NaiveDate) -> Condition {
    Condition::any().add(Column::RenewedFrom.is_null()).add(Column::RenewedFrom.gt(today))
}

fn in_force(today: NaiveDate) -> Condition {
    Condition::all()
        .add(signed())
        .add(not_renewed(today))
        .add(Column::CertainFrom.lte(today))
        .add(Column::CertainTo.gte(today))
}

/// In force, without a renewal, and over within so many days.
fn ending(today: NaiveDate, days: i64) -> Condition {
    let last = today + chrono::Duration::days(days);
    in_force(today).add(Column::RenewedFrom.is_null()).add(Column::CertainTo.lte(last))
}

/// [`Standing::state`] in the words of the database.
fn in_state(state: State, today: NaiveDate) -> Condition {
    let soon = today.checked_add_days(Days::new(STAGES[0].unsigned_abs())).unwrap_or(today);
    let over = Column::OverAfter.lt(today);
    let upcoming = Condition::all().add(Column::SignedOn.is_not_null()).add(Column::CertainFrom.gt(today));
    match state {
        State::Draft => signed().not(),
        State::Renewed => signed_and(Column::RenewedFrom.lte(today).into()),
        State::Lapsed => signed_and(Condition::all().add(not_renewed(today)).add(over)),
        State::Upcoming => signed_and(upcoming.add(not_renewed(today))),
        State::Expiring => ending(today, STAGES[0]),
        State::InForce => {
            in_force(today).add(Condition::any().add(Column::CertainTo.gt(soon)).add(Column::RenewedFrom.is_not_null()))
        }
        State::NotKnown => {
            // Nothing is said of its end, or the day lies where only years are known.
            let between = Condition::all().add(Column::CertainTo.lt(today)).add(Column::OverAfter.gte(today));
            let early = Condition::all().add(Column::SignedOn.is_null()).add(Column::CertainFrom.gt(today));
            let endless = Condition::all()
                .add(Column::CertainTo.is_null())
                .add(Condition::any().add(Column::SignedOn.is_null()).add(Column::CertainFrom.lte(today)));
            signed_and(
                Condition::all().add(not_renewed(today)).add(Condition::any().add(between).add(early).add(endless)),
            )
        }
    }
}

fn signed_and(more: Condition) -> Condition {
    Condition::all().add(signed()).add(more)
}

/// How many clinics had signed an agreement by `day`, and how many had one surely in force on it.
///
/// # Errors
/// When the database cannot be read.
pub async fn clinics_on(db: &Db, day: NaiveDate) -> Result<(i64, i64)> {
    let count = |condition: Condition| {
        Entity::find()
            .select_only()
            .column_as(Expr::col(Column::ClinicId).count_distinct(), "clinics")
            .filter(condition)
            .into_tuple::<i64>()
    };
    let by_day = Condition::any()
        .add(Column::SignedOn.lte(day))
        .add(Condition::all().add(Column::SignedOn.is_null()).add(Column::CertainFrom.lte(day)).add(signed()));
    let signed = count(by_day).one(db.reader()).await?.unwrap_or(0);
    Ok((signed, count(in_force_then(day)).one(db.reader()).await?.unwrap_or(0)))
}

/// Has a clinic an agreement that is surely in force on `day`?
///
/// # Errors
/// When the database cannot be read.
pub async fn has_in_force(db: &Db, clinic: Uuid, day: NaiveDate) -> Result<bool> {
    let held = Entity::find().filter(in_force_then(day)).filter(Column::ClinicId.eq(clinic));
    Ok(held.count(db.reader()).await? > 0)
}

/// In force on a day that may be long ago: what renewed it later does not matter.
fn in_force_then(day: NaiveDate) -> Condition {
    Condition::all().add(signed()).add(Column::CertainFrom.lte(day)).add(Column::CertainTo.gte(day))
}

/// The agreements of a clinic, newest first; drafts where `drafts` says so.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_of_clinic(db: &Db, clinic: Uuid, drafts: bool) -> Result<Vec<Row>> {
    let seen = if drafts { Condition::all() } else { signed() };
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::ClinicId.eq(clinic))
        .filter(seen)
        .order_by_desc(Column::SortedOn)
        .order_by_desc(Column::Id);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// What is signed with clinics, or with one of them, inside an act or outside.
pub(super) async fn list_signed(connection: &impl ConnectionTrait, clinic: Option<Uuid>) -> Result<Vec<Row>> {
    let of = clinic.map_or_else(|| Column::ClinicId.is_not_null(), |clinic| Column::ClinicId.eq(clinic));
    let rows = Entity::find().select_only().columns(ROW).filter(signed()).filter(of).order_by_asc(Column::Id);
    Ok(rows.into_model::<Row>().all(connection).await?)
}

/// The clinics with whom an agreement was ever signed.
pub(super) async fn list_clinics_that_signed(db: &Db) -> Result<HashSet<Uuid>> {
    let clinics = Entity::find().select_only().column(Column::ClinicId).distinct().filter(signed());
    let clinics = clinics.filter(Column::ClinicId.is_not_null()).into_tuple::<Uuid>();
    Ok(clinics.all(db.reader()).await?.into_iter().collect())
}

/// The agreements of clinics that are over since `since` and not renewed, or end within half a year.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_pressing(db: &Db, today: NaiveDate, since: NaiveDate) -> Result<Vec<Row>> {
    let over = Condition::all()
        .add(signed())
        .add(Column::RenewedFrom.is_null())
        .add(Column::OverAfter.lt(today))
        .add(Column::OverAfter.gte(since));
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Condition::any().add(over).add(ending(today, STAGES[0])))
        .order_by_asc(Column::CertainTo)
        .order_by_asc(Column::Id);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// The agreements of clinics that are over and not renewed, the latest first; clinics that have
/// another one in force are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_lapsed(db: &Db, today: NaiveDate) -> Result<Vec<Row>> {
    let another = Query::select()
        .column(Column::ClinicId)
        .from(Entity)
        .cond_where(in_force(today).add(Column::ClinicId.is_not_null()))
        .to_owned();
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(in_state(State::Lapsed, today))
        .filter(Column::ClinicId.is_not_null())
        .filter(Column::ClinicId.not_in_subquery(another))
        .order_by_desc(Column::OverAfter)
        .order_by_desc(Column::Id);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// The chain an agreement stands in: what it renews, back to the first, and what renews it; oldest
/// first, itself among them.
pub(super) async fn list_chain(db: &Db, agreement: &Agreement) -> Result<Vec<Row>> {
    let mut chain = Vec::new();
    let mut before = agreement.told.renews;
    let row = |condition: Condition| Entity::find().select_only().columns(ROW).filter(condition).into_model::<Row>();
    // A chain is as long as the network has had terms.
    while let Some(id) = before.filter(|_| chain.len() < CHAIN_MOST) {
        before = Entity::find_by_id(id).one(db.reader()).await?.and_then(|found| found.renews_id);
        chain.extend(row(Column::Id.eq(id).into()).one(db.reader()).await?);
    }
    chain.reverse();
    chain.extend(row(Column::Id.eq(agreement.id).into()).one(db.reader()).await?);
    let mut next = Some(agreement.id);
    while let Some(id) = next.filter(|_| chain.len() < 2 * CHAIN_MOST) {
        let after = row(Condition::all().add(Column::RenewsId.eq(id))).all(db.reader()).await?;
        next = after.last().map(|row| row.id);
        chain.extend(after);
    }
    Ok(chain)
}

/// The most terms a chain is followed.
const CHAIN_MOST: usize = 30;

/// A day, or a year with how it counts, from its columns.
pub(super) fn when(on: Option<NaiveDate>, year: Option<i32>, counted: Option<&str>) -> Option<When> {
    let counted = counted.and_then(Counted::from_word);
    on.map(When::Day).or_else(|| Some(When::Year(year?, counted?)))
}
