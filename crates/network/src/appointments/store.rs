//! Appointments in the database.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::{Act, Db, Message, Result};
use sea_orm::sea_query::{Alias, Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde_json::Value;
use uuid::Uuid;

use super::appointment::{Appointment, INDEXED, NewAppointment, State};
pub use super::filter::Filter;
use super::post::{Place, Post};
use super::record::{ActiveModel, Column, Entity, Model};

impl From<Model> for Appointment {
    fn from(row: Model) -> Self {
        let place = match (row.clinic_id, row.province, row.region) {
            (Some(clinic), ..) => Place::Clinic(clinic),
            (None, Some(province), _) => Place::Province(province),
            (None, None, Some(region)) => Place::Region(region),
            (None, None, None) => Place::Group,
        };
        let told = NewAppointment {
            // The schema admits no other word.
            post: Post::from_word(&row.post).unwrap_or(Post::WorkingGroupMember),
            place,
            name: row.name,
            position: row.position,
            contact: row.contact,
            account: row.account_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            document: row.document,
        };
        Self {
            id: row.id,
            code: row.code,
            told,
            successor: row.successor_id,
            invented: row.invented,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

fn row_of(one: &Appointment) -> ActiveModel {
    let told = &one.told;
    ActiveModel {
        id: Set(one.id),
        code: Set(one.code.clone()),
        post: Set(told.post.to_string()),
        clinic_id: Set(told.place.clinic()),
        province: Set(told.place.province().map(str::to_owned)),
        region: Set(told.place.region().map(str::to_owned)),
        name: Set(told.name.clone()),
        position: Set(told.position.clone()),
        contact: Set(told.contact.clone()),
        account_id: Set(told.account),
        starts_on: Set(told.starts_on),
        ends_on: Set(told.ends_on),
        document: Set(told.document.clone()),
        successor_id: Set(one.successor),
        invented: Set(one.invented),
        created_at: Set(one.created_at),
        version: Set(one.version),
    }
}

/// One page of the list, the latest first.
pub(super) async fn list(db: &Db, filter: &Filter, today: NaiveDate) -> Result<Listing<Appointment>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .filter(narrowed(filter, today))
        .filter(listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::StartsOn, Column::Id, &Order::Desc))
        .order_by_desc(Column::StartsOn)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let listing = Listing::cut(rows, paging.limit(), |row| listing::cursor(row.starts_on, row.id));
    Ok(listing.map(Appointment::from))
}

fn narrowed(filter: &Filter, today: NaiveDate) -> Condition {
    let mut condition = Condition::all();
    if let Some(post) = Post::from_word(&filter.post) {
        condition = condition.add(Column::Post.eq(post.as_str()));
    }
    if let Some(state) = State::from_word(&filter.state) {
        condition = condition.add(in_state(state, today));
    }
    if !filter.clinic.is_empty() {
        condition = condition.add(Column::ClinicId.in_subquery(clinics("clinic", "id", "code", &filter.clinic)));
    }
    if !filter.province.is_empty() {
        let answering = clinics("clinic_province", "clinic_id", "province", &filter.province);
        let there = Condition::any()
            .add(Column::Province.eq(filter.province.as_str()))
            .add(Column::ClinicId.in_subquery(answering));
        condition = condition.add(there);
    }
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        condition =
            condition.add(Condition::any().add(Column::Name.contains(part)).add(Column::Position.contains(part)));
    }
    condition
}

/// The clinics of the register with this value in that column.
fn clinics(table: &str, id: &str, column: &str, value: &str) -> SelectStatement {
    Query::select()
        .column(Alias::new(id))
        .from(Alias::new(table))
        .and_where(Expr::col(Alias::new(column)).eq(value))
        .to_owned()
}

/// [`NewAppointment::state`] in the words of the database.
fn in_state(state: State, today: NaiveDate) -> Condition {
    match state {
        State::InPost => Condition::all()
            .add(Column::StartsOn.lte(today))
            .add(Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(today))),
        State::Upcoming => Column::StartsOn.gt(today).into(),
        State::Ended => Condition::all().add(Column::EndsOn.lt(today)).add(Column::StartsOn.lte(today)),
    }
}

/// An appointment by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Appointment>> {
    one(db.reader(), Column::Code.eq(code).into()).await
}

/// Does this account hold one of these posts of a clinic on `day`?
///
/// # Errors
/// When the database cannot be read.
pub async fn holds_one_of(
    db: &Db,
    account: Option<Uuid>,
    clinic: Uuid,
    posts: &[Post],
    day: NaiveDate,
) -> Result<bool> {
    let Some(account) = account else { return Ok(false) };
    let held = Entity::find()
        .filter(in_state(State::InPost, day))
        .filter(Column::AccountId.eq(account))
        .filter(Column::ClinicId.eq(clinic))
        .filter(Column::Post.is_in(posts.iter().map(|post| post.as_str())));
    Ok(held.count(db.reader()).await? > 0)
}

/// Does anybody with an account hold one of these posts of a clinic on `day`?
///
/// # Errors
/// When the database cannot be read.
pub async fn is_any_held(db: &Db, clinic: Uuid, posts: &[Post], day: NaiveDate) -> Result<bool> {
    let held = Entity::find()
        .filter(in_state(State::InPost, day))
        .filter(Column::AccountId.is_not_null())
        .filter(Column::ClinicId.eq(clinic))
        .filter(Column::Post.is_in(posts.iter().map(|post| post.as_str())));
    Ok(held.count(db.reader()).await? > 0)
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Appointment>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Appointment::from))
}

/// An appointment by its identifier, inside an act.
pub(super) async fn find_in(act: &Act, id: Uuid) -> Result<Option<Appointment>> {
    one(act.db(), Column::Id.eq(id).into()).await
}

/// What was handed over to it.
pub(super) async fn find_predecessor(db: &Db, id: Uuid) -> Result<Option<Appointment>> {
    one(db.reader(), Column::SuccessorId.eq(id).into()).await
}

async fn one(connection: &impl ConnectionTrait, condition: Condition) -> Result<Option<Appointment>> {
    Ok(Entity::find().filter(condition).one(connection).await?.map(Appointment::from))
}

async fn all(connection: &impl ConnectionTrait, condition: Condition) -> Result<Vec<Appointment>> {
    let rows = Entity::find().filter(condition).order_by_desc(Column::StartsOn).order_by_desc(Column::Id);
    Ok(rows.all(connection).await?.into_iter().map(Appointment::from).collect())
}

/// Who is in post in a clinic on a day.
pub(super) async fn list_in_post(db: &Db, clinic: Uuid, today: NaiveDate) -> Result<Vec<Appointment>> {
    all(db.reader(), in_state(State::InPost, today).add(Column::ClinicId.eq(clinic))).await
}

/// The executives in post in provinces on a day.
pub(super) async fn list_executives(db: &Db, provinces: Vec<String>, today: NaiveDate) -> Result<Vec<Appointment>> {
    let executive = Column::Post.eq(Post::ProvincialExecutive.as_str());
    all(db.reader(), in_state(State::InPost, today).add(executive).add(Column::Province.is_in(provinces))).await
}

/// How many executives are in post in each province on a day.
pub(super) async fn count_executives(db: &Db, day: NaiveDate) -> Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Province)
        .column_as(Column::Id.count(), "executives")
        .filter(in_state(State::InPost, day))
        .filter(Column::Post.eq(Post::ProvincialExecutive.as_str()))
        .filter(Column::Province.is_not_null())
        .group_by(Column::Province)
        .into_tuple()
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().collect())
}

/// All who ever held a post in a place, the latest first.
pub(super) async fn list_of_post(
    connection: &impl ConnectionTrait,
    post: Post,
    place: &Place,
) -> Result<Vec<Appointment>> {
    let condition = Condition::all().add(Column::Post.eq(post.as_str())).add(match place {
        Place::Clinic(id) => Column::ClinicId.eq(*id),
        Place::Province(code) => Column::Province.eq(code.as_str()),
        Place::Region(region) => Column::Region.eq(region.as_str()),
        Place::Group => Column::ClinicId.is_null(),
    });
    all(connection, condition).await
}

/// Those an account began since a day, or will begin.
pub(super) async fn list_begun(db: &Db, account: Uuid, since: NaiveDate) -> Result<Vec<Appointment>> {
    all(db.reader(), Condition::all().add(Column::AccountId.eq(account)).add(Column::StartsOn.gte(since))).await
}

/// Every one, for files: in the order of codes, the next after one.
pub(super) async fn list_whole(db: &Db, after: &str, most: u64) -> Result<Vec<Appointment>> {
    let rows = Entity::find().filter(Column::Code.gt(after)).order_by_asc(Column::Code).limit(most);
    Ok(rows.all(db.reader()).await?.into_iter().map(Appointment::from).collect())
}

/// Those of these codes that there are, inside an act.
pub(super) async fn list_by_codes(act: &Act, codes: Vec<String>) -> Result<HashMap<String, Appointment>> {
    let found = all(act.db(), Column::Code.is_in(codes).into()).await?;
    Ok(found.into_iter().map(|one| (one.code.clone(), one)).collect())
}

/// What was handed over with it, as the trail tells.
pub(super) async fn list_passed(db: &Db, id: Uuid) -> Result<Vec<String>> {
    let entries = kit::audit::trail(db, id).await?;
    let passed = entries.into_iter().filter_map(|entry| match entry.facts.get("passed") {
        Some(Value::Array(addresses)) => Some(addresses.clone()),
        _ => None,
    });
    Ok(passed.flatten().filter_map(|address| address.as_str().map(str::to_owned)).collect())
}

/// Writes a new appointment.
pub(super) async fn save_new(act: &Act, new: &Appointment) -> Result<()> {
    Entity::insert(row_of(new)).exec_without_returning(act.db()).await?;
    act.changed(INDEXED, [new.id]).await
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, changed: &Appointment) -> Result<()> {
    let mut change = row_of(changed);
    change.version = Set(changed.version + 1);
    let written = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(changed.id))
        .filter(Column::Version.eq(changed.version))
        .exec(act.db())
        .await?;
    match written.rows_affected {
        0 => Err(kit::Error::Conflict(Message::new("kit-error-conflict-version"))),
        _ => act.changed(INDEXED, [changed.id]).await,
    }
}
