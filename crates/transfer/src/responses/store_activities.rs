//! Days in the database, and who attended them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kit::{Act, Db, Error, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Set,
};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind};
use super::record::{activity, attendance, participant};
use super::store::AT_ONCE;

/// The days of an area, newest first, with how many attended each and have not withdrawn since.
pub(super) async fn list_activities(db: &Db, area: Uuid) -> Result<Vec<(Activity, i64)>> {
    let days = activity::Entity::find()
        .filter(activity::Column::AreaId.eq(area))
        .order_by_desc(activity::Column::HeldOn)
        .order_by_desc(activity::Column::Id)
        .limit(200)
        .all(db.reader())
        .await?;
    let to_person = attendance::Entity::belongs_to(participant::Entity)
        .from(attendance::Column::ParticipantId)
        .to(participant::Column::Id);
    let counts: Vec<(Uuid, i64)> = attendance::Entity::find()
        .join(JoinType::InnerJoin, RelationDef::from(to_person))
        .filter(participant::Column::WithdrawnAt.is_null())
        .select_only()
        .column(attendance::Column::ActivityId)
        .column_as(attendance::Column::ParticipantId.count(), "attended")
        .filter(attendance::Column::ActivityId.is_in(days.iter().map(|day| day.id)))
        .group_by(attendance::Column::ActivityId)
        .into_tuple()
        .all(db.reader())
        .await?;
    let counts: BTreeMap<Uuid, i64> = counts.into_iter().collect();
    Ok(days
        .into_iter()
        .map(|day| (counts.get(&day.id).copied().unwrap_or(0), day))
        .map(|(count, day)| (day.into(), count))
        .collect())
}

/// The days that somebody attended, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_attended(db: &Db, participant: Uuid) -> Result<Vec<Activity>> {
    let to_day =
        attendance::Entity::belongs_to(activity::Entity).from(attendance::Column::ActivityId).to(activity::Column::Id);
    let days = activity::Entity::find()
        .join_rev(JoinType::InnerJoin, RelationDef::from(to_day))
        .filter(attendance::Column::ParticipantId.eq(participant))
        .order_by_desc(activity::Column::HeldOn)
        .order_by_desc(activity::Column::Id);
    Ok(days.all(db.reader()).await?.into_iter().map(Activity::from).collect())
}

/// A day by its identifier.
pub(super) async fn find_activity(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Activity>> {
    Ok(activity::Entity::find_by_id(id).one(connection).await?.map(Activity::from))
}

/// Who attended a day.
pub(super) async fn list_attending(connection: &impl ConnectionTrait, activity: Uuid) -> Result<BTreeSet<Uuid>> {
    let rows = attendance::Entity::find().filter(attendance::Column::ActivityId.eq(activity)).all(connection).await?;
    Ok(rows.into_iter().map(|row| row.participant_id).collect())
}

/// Writes a new day.
pub(super) async fn save_new_activity(act: &Act, new: &Activity) -> Result<()> {
    let row = activity::ActiveModel {
        id: Set(new.id),
        project_id: Set(new.project),
        area_id: Set(new.area),
        kind: Set(new.told.kind.as_str().to_owned()),
        title: Set(new.told.title.clone()),
        held_on: Set(new.told.held_on),
        place: Set(new.told.place.clone()),
        note: Set(new.told.note.clone()),
        recorded_at: Set(act.now()),
        version: Set(new.version),
    };
    activity::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes who came to a day and who is taken off its list, unless somebody else has changed it
/// since `version`.
pub(super) async fn save_attendance(
    act: &Act,
    day: &Activity,
    added: &BTreeSet<Uuid>,
    removed: &BTreeSet<Uuid>,
) -> Result<()> {
    let change = activity::ActiveModel { version: Set(day.version + 1), ..Default::default() };
    let held = activity::Entity::update_many()
        .set(change)
        .filter(activity::Column::Id.eq(day.id))
        .filter(activity::Column::Version.eq(day.version))
        .exec(act.db())
        .await?;
    if held.rows_affected == 0 {
        return Err(Error::changed_meanwhile());
    }
    let off = attendance::Column::ParticipantId.is_in(removed.iter().copied());
    attendance::Entity::delete_many()
        .filter(attendance::Column::ActivityId.eq(day.id))
        .filter(off)
        .exec(act.db())
        .await?;
    let rows: Vec<_> = added
        .iter()
        .map(|person| attendance::ActiveModel { activity_id: Set(day.id), participant_id: Set(*person) })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        attendance::Entity::insert_many(some.to_vec()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// The first day of transfer of each of these people, by what attendance says now.
pub(super) async fn list_first_transfers(act: &Act, people: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, NaiveDate>> {
    let to_activity =
        attendance::Entity::belongs_to(activity::Entity).from(attendance::Column::ActivityId).to(activity::Column::Id);
    let first: Vec<(Uuid, NaiveDate)> = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::ParticipantId)
        .column_as(activity::Column::HeldOn.min(), "first")
        .join(JoinType::InnerJoin, RelationDef::from(to_activity))
        .filter(activity::Column::Kind.eq(ActivityKind::Transfer.as_str()))
        .filter(attendance::Column::ParticipantId.is_in(people.iter().copied()))
        .group_by(attendance::Column::ParticipantId)
        .into_tuple()
        .all(act.db())
        .await?;
    Ok(first.into_iter().collect())
}
