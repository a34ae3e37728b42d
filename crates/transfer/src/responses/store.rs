//! Areas with what their project says of them, and the counts of a project and its areas. Whose an
//! area is comes with one join from the project below.

use kit::db::rows;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationDef,
};
use thai::FiscalYear;
use uuid::Uuid;

use super::area::{AT_WORK, Area, Days};
use super::measure::{Measures, Period};
use super::record::{area, project, project_technology};
use crate::projects::Status;

/// Rows written by one statement: engines limit how many values one may bind.
pub(super) const AT_ONCE: usize = 500;

/// Which area is meant.
pub enum Wanted<'a> {
    /// By the project's code and the area's number.
    Numbered(&'a str, i32),
    /// By its identifier.
    Id(Uuid),
}

pub(super) fn to_project() -> RelationDef {
    RelationDef::from(area::Entity::belongs_to(project::Entity).from(area::Column::ProjectId).to(project::Column::Id))
}

/// An area with what its project says about it.
///
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

pub(super) fn whole_area(area: area::Model, project: project::Model) -> Area {
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

/// The days on which something of a project can have happened.
pub(super) async fn days_of(connection: &impl ConnectionTrait, project: Uuid) -> Result<Days> {
    let row = project::Entity::find_by_id(project).one(connection).await?.ok_or(Error::NotFound)?;
    let period = row.starts_on.zip(row.ends_on).filter(|(from, to)| from <= to);
    Ok(Days::of(period, FiscalYear(row.fiscal_year)))
}

/// A public project's identifier by its code, rehearsals left out, and whether its work is recorded
/// here: not where only its document was taken over.
pub(super) async fn find_project(db: &Db, code: &str) -> Result<Option<(Uuid, bool)>> {
    let found =
        project::Entity::find().filter(project::Column::Code.eq(code)).filter(project::Column::Practice.eq(false));
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let row = found.filter(project::Column::Status.is_in(public)).one(db.reader()).await?;
    Ok(row.map(|row| (row.id, AT_WORK.contains(&row.status.as_str()))))
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
    evaluations: i64,
    satisfied_on_the_day: i64,
    follow_ups: i64,
    satisfied: i64,
    applied: i64,
}

impl From<MeasuresRow> for Measures {
    fn from(row: MeasuresRow) -> Self {
        Self {
            registered: row.registered,
            participants: row.participants,
            transfers: row.transfers,
            evaluations: row.evaluations,
            satisfied_on_the_day: row.satisfied_on_the_day,
            follow_ups: row.follow_ups,
            satisfied: row.satisfied,
            applied: row.applied,
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
