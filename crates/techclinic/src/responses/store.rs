//! Activities, participants and answers in the database. Whose an area is comes with one join from
//! the project below. Longer than most: a day, its people and their answers are written together,
//! and a feature has one file that speaks to the database.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kit::db::listing::{Listing, Paging};
use kit::db::{dialect, rows};
use kit::show::Bilingual;
use kit::{Act, Db, Error, Message, Result};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationDef, Set,
};
use serde::Deserialize;
use uuid::Uuid;

use super::activity::{Activity, ActivityKind};
use super::area::Area;
use super::measure::{Measures, Period};
use super::participant::Participant;
use super::record::{activity, area, attendance, participant, project, project_technology, response, response_value};
use super::response::Response;
use crate::questionnaires::Kind;

/// Rows written by one statement: engines limit how many values one may bind.
const AT_ONCE: usize = 500;

/// Which area is meant.
pub enum Wanted<'a> {
    /// By the project's code and the area's number.
    Numbered(&'a str, i32),
    /// By its identifier.
    Id(Uuid),
}

fn to_project() -> RelationDef {
    RelationDef::from(area::Entity::belongs_to(project::Entity).from(area::Column::ProjectId).to(project::Column::Id))
}

/// An area with what its project says about it.
/// # Errors
/// When the database cannot be read.
pub async fn find_area(connection: &impl ConnectionTrait, wanted: Wanted<'_>) -> Result<Option<Area>> {
    let narrowed = match wanted {
        Wanted::Numbered(code, number) => Condition::all()
            .add(project::Column::Code.eq(code))
            .add(area::Column::Position.eq(number.saturating_sub(1))),
        Wanted::Id(id) => Condition::all().add(area::Column::Id.eq(id)),
    };
    let query =
        area::Entity::find().join(JoinType::InnerJoin, to_project()).select_also(project::Entity).filter(narrowed);
    Ok(query.one(connection).await?.and_then(|(area, project)| Some(whole_area(area, project?))))
}

fn whole_area(area: area::Model, project: project::Model) -> Area {
    Area {
        id: area.id,
        number: area.position + 1,
        province: area.province,
        clinic: area.clinic_id.filter(|_| !project.practice).or(project.lead_clinic_id),
        project: project.id,
        project_code: project.code,
        project_name: Bilingual { th: project.name_th, en: project.name_en },
        status: project.status,
        practice: project.practice,
    }
}

/// The days of an area, newest first, with how many attended each.
pub(super) async fn list_activities(db: &Db, area: Uuid) -> Result<Vec<(Activity, i64)>> {
    let days = activity::Entity::find()
        .filter(activity::Column::AreaId.eq(area))
        .order_by_desc(activity::Column::HeldOn)
        .order_by_desc(activity::Column::Id)
        .limit(200)
        .all(db.reader())
        .await?;
    let counts: Vec<(Uuid, i64)> = attendance::Entity::find()
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

/// A day by its identifier.
pub(super) async fn find_activity(connection: &impl ConnectionTrait, id: Uuid) -> Result<Option<Activity>> {
    Ok(activity::Entity::find_by_id(id).one(connection).await?.map(Activity::from))
}

/// Who attended a day.
pub(super) async fn list_attending(connection: &impl ConnectionTrait, activity: Uuid) -> Result<BTreeSet<Uuid>> {
    let rows = attendance::Entity::find().filter(attendance::Column::ActivityId.eq(activity)).all(connection).await?;
    Ok(rows.into_iter().map(|row| row.participant_id).collect())
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
        .filter(after(filter.cursor.as_deref()))
        .order_by_desc(participant::Column::RegisteredOn)
        .order_by_desc(participant::Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let listing = Listing::cut(rows, paging.limit(), |row| format!("{}_{}", row.registered_on, row.id));
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

/// Rows after the one the cursor names; a cursor that cannot be read begins at the beginning.
fn after(cursor: Option<&str>) -> Condition {
    let place = cursor.and_then(|cursor| {
        let (day, id) = cursor.split_once('_')?;
        Some((day.parse::<NaiveDate>().ok()?, id.parse::<Uuid>().ok()?))
    });
    let Some((day, id)) = place else { return Condition::all() };
    Condition::any()
        .add(participant::Column::RegisteredOn.lt(day))
        .add(participant::Column::RegisteredOn.eq(day).and(participant::Column::Id.lt(id)))
}

/// Which questionnaires these people have answered, in one query.
pub(super) async fn list_answered(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeSet<(Uuid, Kind)>> {
    let rows: Vec<(Uuid, String)> = response::Entity::find()
        .select_only()
        .columns([response::Column::ParticipantId, response::Column::Kind])
        .filter(response::Column::ParticipantId.is_in(people))
        .filter(response::Column::Superseded.eq(false))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(|(person, kind)| Some((person, Kind::from_code(&kind)?))).collect())
}

/// A participant, inside an act, to be changed or answered for: nobody else answers meanwhile.
pub(super) async fn find_participant_for_change(act: &Act, code: &str) -> Result<Option<Participant>> {
    let mut found = participant::Entity::find()
        .filter(participant::Column::Code.eq(code))
        .filter(participant::Column::WithdrawnAt.is_null());
    dialect::lock_for_update(QueryTrait::query(&mut found), act.db());
    Ok(found.one(act.db()).await?.map(Participant::from))
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
pub(super) async fn find_participant(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Participant>> {
    let found = participant::Entity::find()
        .filter(participant::Column::Code.eq(code))
        .filter(participant::Column::WithdrawnAt.is_null());
    Ok(found.one(connection).await?.map(Participant::from))
}

/// Those of `phones` that people of this project already gave, with the names they gave.
pub(super) async fn list_phones(act: &Act, project: Uuid) -> Result<BTreeSet<(String, String)>> {
    let rows: Vec<(Option<String>, String)> = participant::Entity::find()
        .select_only()
        .columns([participant::Column::Phone, participant::Column::Name])
        .filter(participant::Column::ProjectId.eq(project))
        .filter(participant::Column::Phone.is_not_null())
        .filter(participant::Column::WithdrawnAt.is_null())
        .into_tuple()
        .all(act.db())
        .await?;
    Ok(rows.into_iter().filter_map(|(phone, name)| Some((phone?, name))).collect())
}

/// The answer that stands for this person and kind.
pub(super) async fn find_response(
    connection: &impl ConnectionTrait,
    person: Uuid,
    kind: Kind,
) -> Result<Option<Response>> {
    let found = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .filter(response::Column::Kind.eq(kind.code()))
        .filter(response::Column::Superseded.eq(false));
    found.one(connection).await?.map(Response::try_from).transpose()
}

/// The answer of this instance.
pub(super) async fn find_instance(act: &Act, instance: &str) -> Result<Option<Response>> {
    let found = response::Entity::find().filter(response::Column::InstanceId.eq(instance));
    found.one(act.db()).await?.map(Response::try_from).transpose()
}

/// All answers of a person with their revisions, newest first.
pub(super) async fn list_responses(db: &Db, person: Uuid) -> Result<Vec<Response>> {
    let rows = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .order_by_desc(response::Column::RecordedAt)
        .order_by_desc(response::Column::Revision)
        .limit(100)
        .all(db.reader())
        .await?;
    rows.into_iter().map(Response::try_from).collect()
}

/// Counts of a project or an area in a period.
///
/// # Errors
/// When the database cannot be read.
pub async fn measures(db: &Db, project_or_area: Uuid, period: Period) -> Result<Measures> {
    let binds = [project_or_area.into(), period.from.into(), period.to.into()];
    let found: Vec<MeasuresRow> = rows::rows(db.reader(), include_str!("measures.sql"), binds).await?;
    Ok(found.into_iter().next().map(Measures::from).unwrap_or_default())
}

#[derive(FromQueryResult)]
struct MeasuresRow {
    registered: i64,
    participants: i64,
    transfers: i64,
    applications: i64,
    evaluations: i64,
    satisfied_on_the_day: i64,
    follow_ups: i64,
    satisfied: i64,
    satisfaction_sum: i64,
    applied: i64,
    pending: i64,
}

impl From<MeasuresRow> for Measures {
    fn from(row: MeasuresRow) -> Self {
        Self {
            registered: row.registered,
            participants: row.participants,
            transfers: row.transfers,
            applications: row.applications,
            evaluations: row.evaluations,
            satisfied_on_the_day: row.satisfied_on_the_day,
            follow_ups: row.follow_ups,
            satisfied: row.satisfied,
            satisfaction_sum: row.satisfaction_sum,
            applied: row.applied,
            pending: row.pending,
        }
    }
}

/// An area with how many it reached, and how many of them were followed up.
#[derive(Clone, Debug)]
pub struct AreaCount {
    /// The area.
    pub area: Area,
    /// Persons who received the transfer: N.
    pub participants: i64,
    /// Of these, followed up: n.
    pub follow_ups: i64,
}

#[derive(FromQueryResult)]
struct AreaRow {
    id: Uuid,
    project: Uuid,
    project_code: String,
    name_th: String,
    name_en: Option<String>,
    status: String,
    practice: bool,
    position: i32,
    province: String,
    clinic: Option<Uuid>,
    participants: i64,
    follow_ups: i64,
}

impl From<AreaRow> for AreaCount {
    fn from(row: AreaRow) -> Self {
        let area = Area {
            id: row.id,
            number: row.position + 1,
            province: row.province,
            clinic: row.clinic,
            project: row.project,
            project_code: row.project_code,
            project_name: Bilingual { th: row.name_th, en: row.name_en },
            status: row.status,
            practice: row.practice,
        };
        Self { area, participants: row.participants, follow_ups: row.follow_ups }
    }
}

/// The areas of a project with their counts.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_area_counts(db: &Db, project: Uuid) -> Result<Vec<AreaCount>> {
    let found: Vec<AreaRow> = rows::rows(db.reader(), include_str!("areas.sql"), [project.into()]).await?;
    Ok(found.into_iter().map(AreaCount::from).collect())
}

/// People to be followed up in one area.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Due {
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
    /// How many people.
    pub due: i64,
    /// The earliest transfer among them: their window closes first.
    pub first_transfer: NaiveDate,
}

/// The areas of a clinic with people to be followed up, the most pressing first. `transfers` is the
/// range of transfers whose window is open; only rehearsals are listed, or none.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_due(db: &Db, clinic: Uuid, practice: bool, transfers: (NaiveDate, NaiveDate)) -> Result<Vec<Due>> {
    let binds = [clinic.into(), transfers.0.into(), transfers.1.into(), practice.into()];
    Ok(rows::rows(db.reader(), include_str!("due.sql"), binds).await?)
}

/// The technologies a project hands on; none of a rehearsal.
pub(super) async fn list_technologies(act: &Act, project: Uuid) -> Result<Vec<Uuid>> {
    let real =
        project::Entity::find_by_id(project).filter(project::Column::Practice.eq(false)).one(act.db()).await?.is_some();
    let rows = project_technology::Entity::find()
        .filter(project_technology::Column::ProjectId.eq(project))
        .all(act.db())
        .await?;
    Ok(rows.into_iter().filter(|_| real).map(|row| row.technology_id).collect())
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

/// The answers of these people that stand.
pub(super) async fn list_standing(db: &Db, people: impl IntoIterator<Item = Uuid>) -> Result<Vec<Response>> {
    let found = response::Entity::find()
        .filter(response::Column::ParticipantId.is_in(people))
        .filter(response::Column::Superseded.eq(false));
    found.order_by_asc(response::Column::Id).all(db.reader()).await?.into_iter().map(Response::try_from).collect()
}

/// A project's identifier by its code, rehearsals left out.
pub(super) async fn find_project(db: &Db, code: &str) -> Result<Option<Uuid>> {
    let found =
        project::Entity::find().filter(project::Column::Code.eq(code)).filter(project::Column::Practice.eq(false));
    let public = ["approved", "transferred", "following_up", "closed"];
    Ok(found.filter(project::Column::Status.is_in(public)).one(db.reader()).await?.map(|row| row.id))
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
        return Err(Error::Conflict(Message::new("kit-error-conflict-version")));
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

/// Writes what a corrected application tells about a person.
pub(super) async fn save_told(act: &Act, person: &Participant) -> Result<()> {
    let change = participant::ActiveModel {
        name: Set(person.told.name.clone()),
        phone: Set(person.told.phone.clone()),
        sex: Set(person.told.sex.clone()),
        age_band: Set(person.told.age_band.clone()),
        group_kind: Set(person.told.group_kind.clone()),
        village: Set(person.told.village.clone()),
        consented: Set(person.told.consented),
        version: Set(person.version + 1),
        ..Default::default()
    };
    participant::Entity::update_many().set(change).filter(participant::Column::Id.eq(person.id)).exec(act.db()).await?;
    Ok(())
}

/// Writes new answers with what figures count of them.
pub(super) async fn save_new_responses(act: &Act, answers: &[(Response, Vec<(String, String)>)]) -> Result<()> {
    for some in answers.chunks(AT_ONCE) {
        let mut rows = Vec::with_capacity(some.len());
        for (answer, _) in some {
            rows.push(response_row(answer)?);
        }
        response::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    }
    let counted = answers.iter().flat_map(|(answer, counted)| counted.iter().map(|one| (answer.id, one)));
    let values: Vec<_> = counted
        .map(|(id, (name, value))| response_value::ActiveModel {
            response_id: Set(id),
            name: Set(name.clone()),
            value: Set(value.clone()),
        })
        .collect();
    for some in values.chunks(AT_ONCE) {
        response_value::Entity::insert_many(some.to_vec()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

fn response_row(answer: &Response) -> Result<response::ActiveModel> {
    Ok(response::ActiveModel {
        id: Set(answer.id),
        instance_id: Set(answer.instance.clone()),
        questionnaire_id: Set(answer.questionnaire),
        kind: Set(answer.kind.code().to_owned()),
        participant_id: Set(answer.participant),
        project_id: Set(answer.project),
        area_id: Set(answer.area),
        mode: Set(answer.mode.as_str().to_owned()),
        answered_on: Set(answer.answered_on),
        keyed_by: Set(answer.keyed_by),
        answers: Set(serde_json::to_value(&answer.answers)?),
        revision: Set(answer.revision),
        superseded: Set(answer.superseded),
        recorded_at: Set(answer.recorded_at),
    })
}

/// Notes that a later revision stands in an answer's place, unless one does already.
pub(super) async fn save_superseded(act: &Act, answer: Uuid) -> Result<()> {
    let change = response::ActiveModel { superseded: Set(true), ..Default::default() };
    let standing = response::Entity::update_many().set(change).filter(response::Column::Id.eq(answer));
    let changed = standing.filter(response::Column::Superseded.eq(false)).exec(act.db()).await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict(Message::new("kit-error-conflict-version")));
    }
    Ok(())
}
