//! Participants in the database. Whoever withdrew is in no list.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Message, Result};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Set,
};
use serde::Deserialize;
use uuid::Uuid;

use super::area::Area;
use super::participant::Participant;
use super::record::{area, participant, project, response};
use super::store::{AT_ONCE, to_project, whole_area};
use xlsform::Kind;

/// The kind of group a participant belongs to.
pub(super) async fn find_group(act: &Act, participant: Uuid) -> Result<Option<String>> {
    let of = participant::Entity::find_by_id(participant).select_only().column(participant::Column::GroupKind);
    Ok(of.into_tuple().one(act.db()).await?)
}

/// Everyone registered in an area, in the order of the list of names.
pub(super) async fn list_everyone(connection: &impl ConnectionTrait, area: Uuid) -> Result<Vec<Participant>> {
    let rows = participant::Entity::find()
        .filter(participant::Column::AreaId.eq(area))
        .filter(participant::Column::WithdrawnAt.is_null())
        .order_by_asc(participant::Column::RegisteredOn)
        .order_by_asc(participant::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Participant::from).collect())
}

/// What a list of participants may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of a name.
    pub q: String,
    /// "due" for those to be followed up today.
    pub state: String,
    /// Where to begin.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

/// The one state that the list can be narrowed to.
fn narrows_state(typed: &str, _: NaiveDate) -> Result<String, Message> {
    kit::words::narrows(typed, &["due"])
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("state", narrows_state), ("cursor", listing::narrows::<NaiveDate>), ("limit", narrow::limit)];
}

/// One page of an area's participants, newest first. `due` is the range of transfers whose window
/// is open.
pub(super) async fn list_participants(
    db: &Db,
    area: Uuid,
    filter: &Filter,
    due: (NaiveDate, NaiveDate),
) -> Result<Listing<Participant>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = participant::Entity::find()
        .filter(participant::Column::AreaId.eq(area))
        .filter(participant::Column::WithdrawnAt.is_null())
        .filter(narrowed(filter, due))
        .filter(listing::after::<NaiveDate>(
            filter.cursor.as_deref(),
            participant::Column::RegisteredOn,
            participant::Column::Id,
            &Order::Desc,
        ))
        .order_by_desc(participant::Column::RegisteredOn)
        .order_by_desc(participant::Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let listing = Listing::cut(rows, paging.limit(), |row| listing::cursor(row.registered_on, row.id));
    Ok(listing.map(Participant::from))
}

fn narrowed(filter: &Filter, due: (NaiveDate, NaiveDate)) -> Condition {
    let mut condition = Condition::all();
    if !filter.q.trim().is_empty() {
        condition = condition.add(participant::Column::Name.contains(filter.q.trim()));
    }
    if filter.state == "due" {
        let answered = response::Entity::find()
            .select_only()
            .column(response::Column::ParticipantId)
            .filter(response::Column::Kind.eq(Kind::FollowUp.code()))
            .filter(response::Column::Superseded.eq(false));
        condition = condition
            .add(participant::Column::TransferredOn.between(due.0, due.1))
            .add(participant::Column::Id.not_in_subquery(answered.into_query()));
    }
    condition
}

/// A participant, inside an act, to be changed or answered for: nobody else answers meanwhile.
pub(super) async fn find_participant_for_change(act: &Act, code: &str) -> Result<Option<Participant>> {
    let found = participant::Entity::find()
        .filter(participant::Column::Code.eq(code))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(locked(found, act.db()).one(act.db()).await?.map(Participant::from))
}

/// Whoever holds or held a slip, inside an act; those who withdrew too.
pub(super) async fn find_anybody(act: &Act, code: &str) -> Result<Option<Participant>> {
    let found = locked(participant::Entity::find().filter(participant::Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Participant::from))
}

/// Those of these codes whose holders withdrew.
pub(super) async fn list_withdrawn(db: &Db, codes: &[String]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for some in codes.chunks(AT_ONCE) {
        let withdrawn = participant::Entity::find()
            .select_only()
            .column(participant::Column::Code)
            .filter(participant::Column::Code.is_in(some))
            .filter(participant::Column::WithdrawnAt.is_not_null());
        found.extend(withdrawn.into_tuple::<String>().all(db.reader()).await?);
    }
    Ok(found)
}

/// Participants by the codes on their slips.
pub(super) async fn list_by_codes(db: &Db, codes: &[String]) -> Result<Vec<Participant>> {
    let mut found = Vec::with_capacity(codes.len());
    for some in codes.chunks(AT_ONCE) {
        let query = participant::Entity::find().filter(participant::Column::Code.is_in(some));
        found.extend(query.filter(participant::Column::WithdrawnAt.is_null()).all(db.reader()).await?);
    }
    Ok(found.into_iter().map(Participant::from).collect())
}

/// A participant by the code on the slip. Whoever withdrew is not found.
pub async fn find_participant(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Participant>> {
    let found = participant::Entity::find()
        .filter(participant::Column::Code.eq(code))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(found.one(connection).await?.map(Participant::from))
}

/// Did somebody of this name and telephone register in this project?
pub(super) async fn is_registered(act: &Act, project: Uuid, phone: &str, name: &str) -> Result<bool> {
    let same = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::ProjectId.eq(project))
        .filter(participant::Column::Phone.eq(phone))
        .filter(participant::Column::Name.eq(name))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(same.into_tuple::<Uuid>().one(act.db()).await?.is_some())
}

/// A participant by their identifier, inside an act, to be changed.
pub(super) async fn find_by_id_for_change(act: &Act, id: Uuid) -> Result<Option<Participant>> {
    let found = participant::Entity::find_by_id(id).filter(participant::Column::WithdrawnAt.is_null());
    Ok(locked(found, act.db()).one(act.db()).await?.map(Participant::from))
}

/// A batch of all participants with their areas, after the one with this identifier; rehearsals are
/// left out.
pub(super) async fn list_batch(db: &Db, after: Uuid, most: u64) -> Result<Vec<(Participant, Area)>> {
    let query = participant::Entity::find()
        .filter(participant::Column::Id.gt(after))
        .filter(participant::Column::Practice.eq(false))
        .filter(participant::Column::WithdrawnAt.is_null());
    let people = query.order_by_asc(participant::Column::Id).limit(most).all(db.reader()).await?;
    let areas = area::Entity::find()
        .join(JoinType::InnerJoin, to_project())
        .select_also(project::Entity)
        .filter(area::Column::Id.is_in(people.iter().map(|person| person.area_id).collect::<BTreeSet<_>>()))
        .all(db.reader())
        .await?;
    let areas: BTreeMap<Uuid, Area> =
        areas.into_iter().filter_map(|(area, project)| Some((area.id, whole_area(area, project?)))).collect();
    Ok(people
        .into_iter()
        .filter_map(|row| Some((areas.get(&row.area_id)?.clone(), row)))
        .map(|(area, row)| (row.into(), area))
        .collect())
}

/// Writes the day of transfer of these people.
pub(super) async fn save_transferred(act: &Act, people: &[Uuid], on: Option<NaiveDate>) -> Result<()> {
    let change = participant::ActiveModel { transferred_on: Set(on), ..Default::default() };
    let whose = participant::Column::Id.is_in(people.iter().copied());
    participant::Entity::update_many().set(change).filter(whose).exec(act.db()).await?;
    Ok(())
}

/// Writes new participants.
pub(super) async fn save_new_participants(act: &Act, people: &[Participant]) -> Result<()> {
    let row = |person: &Participant| participant::ActiveModel {
        id: Set(person.id),
        code: Set(person.code.clone()),
        project_id: Set(person.project),
        area_id: Set(person.area),
        name: Set(person.told.name.clone()),
        phone: Set(person.told.phone.clone()),
        sex: Set(person.told.sex.clone()),
        age_band: Set(person.told.age_band.clone()),
        group_kind: Set(person.told.group_kind.clone()),
        village: Set(person.told.village.clone()),
        consented: Set(person.told.consented),
        contact_said: Set(false),
        registered_on: Set(person.told.registered_on),
        transferred_on: Set(person.transferred_on),
        withdrawn_at: Set(None),
        practice: Set(person.practice),
        recorded_at: Set(act.now()),
        version: Set(person.version),
    };
    for some in people.chunks(AT_ONCE) {
        participant::Entity::insert_many(some.iter().map(row)).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Writes that somebody withdrew; `false` when they had before.
pub(super) async fn save_withdrawn(act: &Act, person: &Participant) -> Result<bool> {
    let change = participant::ActiveModel {
        withdrawn_at: Set(Some(act.now())),
        version: Set(person.version + 1),
        ..Default::default()
    };
    let changed = participant::Entity::update_many()
        .set(change)
        .filter(participant::Column::Id.eq(person.id))
        .filter(participant::Column::WithdrawnAt.is_null())
        .exec(act.db())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Writes what a corrected application tells about a person. What they said of being contacted since they applied
/// stands, whatever the application says.
pub(super) async fn save_told(act: &Act, person: &Participant) -> Result<()> {
    let change = participant::ActiveModel {
        name: Set(person.told.name.clone()),
        phone: Set(person.told.phone.clone()),
        sex: Set(person.told.sex.clone()),
        age_band: Set(person.told.age_band.clone()),
        group_kind: Set(person.told.group_kind.clone()),
        village: Set(person.told.village.clone()),
        version: Set(person.version + 1),
        ..Default::default()
    };
    participant::Entity::update_many().set(change).filter(participant::Column::Id.eq(person.id)).exec(act.db()).await?;
    let at_first = participant::ActiveModel { consented: Set(person.told.consented), ..Default::default() };
    participant::Entity::update_many()
        .set(at_first)
        .filter(participant::Column::Id.eq(person.id))
        .filter(participant::Column::ContactSaid.eq(false))
        .exec(act.db())
        .await?;
    Ok(())
}

/// Writes whether somebody may be contacted, as they said since they applied.
pub(super) async fn save_contact_said(act: &Act, person: &Participant, agreed: bool) -> Result<()> {
    let change = participant::ActiveModel {
        consented: Set(agreed),
        contact_said: Set(true),
        version: Set(person.version + 1),
        ..Default::default()
    };
    participant::Entity::update_many().set(change).filter(participant::Column::Id.eq(person.id)).exec(act.db()).await?;
    Ok(())
}

/// From above: everyone registered in an area, in the order of the list of names.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_registered(db: &Db, area: Uuid) -> Result<Vec<Participant>> {
    list_everyone(db.reader(), area).await
}

/// Those of an area who have not answered this form, in the order of the list of names.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_unanswered(db: &Db, area: Uuid, kind: Kind) -> Result<Vec<Participant>> {
    let answered = response::Entity::find()
        .select_only()
        .column(response::Column::ParticipantId)
        .filter(response::Column::AreaId.eq(area))
        .filter(response::Column::Kind.eq(kind.code()))
        .filter(response::Column::Superseded.eq(false));
    let rows = participant::Entity::find()
        .filter(participant::Column::AreaId.eq(area))
        .filter(participant::Column::WithdrawnAt.is_null())
        .filter(participant::Column::Id.not_in_subquery(answered.into_query()))
        .order_by_asc(participant::Column::RegisteredOn)
        .order_by_asc(participant::Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(Participant::from).collect())
}

/// The code on somebody's slip; none for those who withdrew.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_code(db: &Db, participant: Uuid) -> Result<Option<String>> {
    let of = participant::Entity::find_by_id(participant).filter(participant::Column::WithdrawnAt.is_null());
    Ok(of.select_only().column(participant::Column::Code).into_tuple().one(db.reader()).await?)
}
