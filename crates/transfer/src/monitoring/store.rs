//! Progress reports in the database, and the areas that owe them.

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, Value};
use serde::Deserialize;
use thai::Quarter;
use utoipa::IntoParams;
use uuid::Uuid;

use super::expectation::Expectation;
use super::figure::Figures;
use super::progress_report::{Narrative, ProgressReport, Status};
use super::record::{self, AcceptedRow, AreaRow, Column, Entity, ExpectedRow};
use super::report_key::{ReportKey, quarter_of};
use super::reporting_area::{ReportingArea, due_on};

/// The areas of a project by its code, in order.
pub async fn list_areas(db: &Db, project: &str) -> Result<Vec<ReportingArea>> {
    let found = rows::<AreaRow>(db.reader(), include_str!("sql/areas_of_project.sql"), [project.into()]).await?;
    Ok(found.into_iter().map(ReportingArea::from).collect())
}

/// The areas of a project, in order.
pub(super) async fn list_areas_of(db: &Db, project: Uuid) -> Result<Vec<ReportingArea>> {
    let found = rows::<AreaRow>(db.reader(), include_str!("sql/areas_of_project_id.sql"), [project.into()]).await?;
    Ok(found.into_iter().map(ReportingArea::from).collect())
}

/// What is owed for a quarter, by one clinic or by all, with its latest revision. `due_days` counts
/// for reports not yet begun. Rehearsals are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_expected(db: &Db, quarter: Quarter, clinic: Option<Uuid>, due_days: u16) -> Result<Vec<Expectation>> {
    expected(db, quarter, clinic, false, due_days).await
}

/// What the rehearsals of a clinic owe for a quarter.
pub(super) async fn list_rehearsed(db: &Db, quarter: Quarter, clinic: Uuid, due_days: u16) -> Result<Vec<Expectation>> {
    expected(db, quarter, Some(clinic), true, due_days).await
}

async fn expected(
    db: &Db,
    quarter: Quarter,
    clinic: Option<Uuid>,
    practice: bool,
    due_days: u16,
) -> Result<Vec<Expectation>> {
    let binds: [Value; 6] = [
        quarter.start().into(),
        quarter.end().into(),
        quarter.year().0.into(),
        i32::from(quarter.number()).into(),
        clinic.into(),
        practice.into(),
    ];
    let found = rows::<ExpectedRow>(db.reader(), include_str!("sql/expected.sql"), binds).await?;
    let expectation = |row: ExpectedRow| Expectation {
        area: row.area.into(),
        clinic: row.clinic_th.map(|th| Bilingual { th, en: row.clinic_en }),
        quarter,
        status: row.status.as_deref().and_then(Status::from_word),
        revision: row.revision.unwrap_or(0),
        due_on: row.due_on.unwrap_or_else(|| due_on(quarter, due_days)),
        received_on: row.received_on,
    };
    Ok(found.into_iter().map(expectation).collect())
}

fn of_quarter(area: Uuid, quarter: Quarter) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(Column::AreaId.eq(area))
        .add(Column::FiscalYear.eq(quarter.year().0))
        .add(Column::Quarter.eq(i32::from(quarter.number())))
}

/// Every revision of a report, the latest first.
pub async fn list_revisions(db: &Db, area: &ReportingArea, quarter: Quarter) -> Result<Vec<ProgressReport>> {
    let found =
        Entity::find().filter(of_quarter(area.area, quarter)).order_by_desc(Column::Revision).all(db.reader()).await?;
    Ok(found.into_iter().filter_map(|row| whole(row, &area.key(quarter))).collect())
}

/// The latest revision of a report, inside an act, to be changed.
pub(super) async fn find_for_change(
    act: &Act,
    area: &ReportingArea,
    quarter: Quarter,
) -> Result<Option<ProgressReport>> {
    let found = Entity::find().filter(of_quarter(area.area, quarter)).order_by_desc(Column::Revision).limit(1);
    Ok(locked(found, act.db()).one(act.db()).await?.and_then(|row| whole(row, &area.key(quarter))))
}

/// The figures of the same area handed in for earlier quarters, the latest first.
pub(super) async fn find_before(act: &Act, area: &ReportingArea, quarter: Quarter) -> Result<Option<Figures>> {
    let earlier = sea_orm::Condition::any().add(Column::FiscalYear.lt(quarter.year().0)).add(
        sea_orm::Condition::all()
            .add(Column::FiscalYear.eq(quarter.year().0))
            .add(Column::Quarter.lt(i32::from(quarter.number()))),
    );
    let found = Entity::find()
        .filter(Column::AreaId.eq(area.area))
        .filter(Column::Figures.is_not_null())
        .filter(earlier)
        .order_by_desc(Column::FiscalYear)
        .order_by_desc(Column::Quarter)
        .order_by_desc(Column::Revision)
        .limit(1)
        .one(act.db())
        .await?;
    Ok(found.and_then(|row| row.figures).and_then(|figures| serde_json::from_value(figures).ok()))
}

/// Accepted and locked reports of a project and quarter, the latest such revision of each area.
pub(super) async fn list_public(db: &Db, areas: &[ReportingArea], quarter: Quarter) -> Result<Vec<ProgressReport>> {
    let found = Entity::find()
        .filter(Column::AreaId.is_in(areas.iter().map(|area| area.area)))
        .filter(Column::FiscalYear.eq(quarter.year().0))
        .filter(Column::Quarter.eq(i32::from(quarter.number())))
        .filter(Column::Practice.eq(false))
        .filter(Column::Status.is_in([Status::Accepted.as_str(), Status::Locked.as_str()]))
        .order_by_desc(Column::Revision)
        .all(db.reader())
        .await?;
    let latest = areas.iter().filter_map(|area| {
        let row = found.iter().find(|row| row.area_id == area.area)?;
        whole(row.clone(), &area.key(quarter))
    });
    Ok(latest.collect())
}

/// What the accepted and locked reports of a project say in words, in the order of the quarters; of each the latest
/// such revision.
pub(super) async fn list_lessons(db: &Db, project: Uuid) -> Result<Vec<(Quarter, Narrative)>> {
    let mut found = Entity::find()
        .filter(Column::ProjectId.eq(project))
        .filter(Column::Status.is_in([Status::Accepted.as_str(), Status::Locked.as_str()]))
        .order_by_asc(Column::FiscalYear)
        .order_by_asc(Column::Quarter)
        .order_by_asc(Column::AreaId)
        .order_by_desc(Column::Revision)
        .all(db.reader())
        .await?;
    found.dedup_by_key(|row| (row.fiscal_year, row.quarter, row.area_id));
    let told = |row: &record::Model| Some((quarter_of(row.fiscal_year, row.quarter)?, narrative(row)));
    Ok(found.iter().filter_map(told).filter(|(_, words)| *words != Narrative::default()).collect())
}

fn narrative(row: &record::Model) -> Narrative {
    Narrative {
        support: row.support.clone(),
        problems: row.problems.clone(),
        suggestions: row.suggestions.clone(),
        explanation: row.explanation.clone(),
    }
}

/// What the list of accepted reports may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ReportFilter {
    /// Buddhist era.
    pub fiscal_year: Option<i32>,
    /// 1 to 4.
    pub quarter: Option<i32>,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for ReportFilter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("quarter", narrow::quarter),
        ("cursor", listing::narrows_by::<Uuid>),
        ("limit", narrow::limit),
    ];
}

/// One page of accepted and locked reports, the newest first, each with its project's code and its
/// area's province. A revision that a later accepted one replaces is left out.
pub(super) async fn list_accepted(db: &Db, filter: &ReportFilter) -> Result<Listing<(ProgressReport, String, String)>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let after = filter.cursor.as_deref().and_then(|cursor| cursor.parse::<Uuid>().ok()).unwrap_or(Uuid::max());
    let most = i64::try_from(paging.limit() + 1).unwrap_or(i64::MAX);
    let binds: [Value; 4] = [after.into(), filter.fiscal_year.into(), filter.quarter.into(), most.into()];
    let found = rows::<AcceptedRow>(db.reader(), include_str!("sql/accepted.sql"), binds).await?;
    let listing = Listing::cut(found, paging.limit(), |row| row.report.id.to_string());
    let read = |row: AcceptedRow| {
        let quarter = quarter_of(row.report.fiscal_year, row.report.quarter)?;
        let key = ReportKey { project: row.project_code.clone(), area: row.position + 1, quarter };
        Some((whole(row.report, &key)?, row.project_code, row.province))
    };
    Ok(Listing { items: listing.items.into_iter().filter_map(read).collect(), next_cursor: listing.next_cursor })
}

/// Takes the reports of projects away that were rehearsals.
pub(super) async fn delete_of_projects(act: &Act, projects: &[Uuid]) -> Result<()> {
    let rehearsals = Entity::delete_many().filter(Column::ProjectId.is_in(projects.iter().copied()));
    rehearsals.filter(Column::Practice.eq(true)).exec(act.db()).await?;
    Ok(())
}

/// Writes a new report or revision; `false` when somebody else has just begun the same one.
pub(super) async fn save_new(act: &Act, report: &ProgressReport) -> Result<bool> {
    let row = record::ActiveModel {
        id: Set(report.id),
        project_id: Set(report.project),
        area_id: Set(report.area),
        clinic_id: Set(report.clinic),
        fiscal_year: Set(report.quarter.year().0),
        quarter: Set(i32::from(report.quarter.number())),
        revision: Set(report.revision),
        opens_on: Set(report.opens_on),
        due_on: Set(report.due_on),
        practice: Set(report.practice),
        created_at: Set(report.created_at),
        ..changes(act, report, report.version)
    };
    let same = [Column::AreaId, Column::FiscalYear, Column::Quarter, Column::Revision];
    let insert = Entity::insert(row).on_conflict(OnConflict::columns(same).do_nothing().to_owned());
    match insert.exec_without_returning(act.db()).await {
        Ok(written) => Ok(written > 0),
        Err(sea_orm::DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, report: &ProgressReport) -> Result<()> {
    let changed = Entity::update_many()
        .set(changes(act, report, report.version + 1))
        .filter(Column::Id.eq(report.id))
        .filter(Column::Version.eq(report.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    Ok(())
}

fn changes(act: &Act, report: &ProgressReport, version: i64) -> record::ActiveModel {
    record::ActiveModel {
        status: Set(report.status.as_str().to_owned()),
        figures: Set(report.figures.as_ref().and_then(|figures| serde_json::to_value(figures).ok())),
        support: Set(report.narrative.support.clone()),
        problems: Set(report.narrative.problems.clone()),
        suggestions: Set(report.narrative.suggestions.clone()),
        explanation: Set(report.narrative.explanation.clone()),
        returned_reason: Set(report.returned_reason.clone()),
        received_on: Set(report.received_on),
        submitted_at: Set(report.submitted_at),
        submitted_by: Set(report.submitted_by),
        accepted_at: Set(report.accepted_at),
        locked_at: Set(report.locked_at),
        updated_at: Set(act.now()),
        version: Set(version),
        ..Default::default()
    }
}

/// The schema admits no quarter or state that cannot be read.
fn whole(row: record::Model, key: &ReportKey) -> Option<ProgressReport> {
    Some(ProgressReport {
        narrative: narrative(&row),
        code: key.to_string(),
        quarter: quarter_of(row.fiscal_year, row.quarter)?,
        status: Status::from_word(&row.status)?,
        figures: row.figures.and_then(|figures| serde_json::from_value(figures).ok()),
        id: row.id,
        project: row.project_id,
        area: row.area_id,
        clinic: row.clinic_id,
        revision: row.revision,
        returned_reason: row.returned_reason,
        opens_on: row.opens_on,
        due_on: row.due_on,
        received_on: row.received_on,
        submitted_at: row.submitted_at,
        submitted_by: row.submitted_by,
        accepted_at: row.accepted_at,
        locked_at: row.locked_at,
        practice: row.practice,
        created_at: row.created_at,
        version: row.version,
    })
}
