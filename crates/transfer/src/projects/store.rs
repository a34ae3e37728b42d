//! Projects in the database: whole ones, found and saved. Their list, their areas and the parts of their
//! plans stand beside this file.

use std::collections::{BTreeSet, HashMap};

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};
use thai::FiscalYear;
use uuid::Uuid;

use super::project::{INDEXED, Project, Status};
use super::record::{self, Column, Entity, need, row_of, technology, version};
use super::store_days;
use super::store_parts::{Parts, delete_parts, save_parts, save_words};
use super::version::{PlanVersion, ProjectName};

/// Rows written by one statement: below what both engines bind.
pub(super) const BATCH: usize = 500;

/// A project by its code, with its whole plan.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Project>> {
    Ok(whole(db.reader(), Entity::find().filter(Column::Code.eq(code))).await?.pop())
}

/// A project by its identifier, with its whole plan.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Project>> {
    Ok(whole(db.reader(), Entity::find_by_id(id)).await?.pop())
}

/// The projects of a fiscal year that strangers may read, with their whole plans: for reports.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_of_year(db: &Db, year: FiscalYear) -> Result<Vec<Project>> {
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let which = Column::FiscalYear.eq(year.0).and(Column::Practice.eq(false)).and(Column::Status.is_in(public));
    whole(db.reader(), Entity::find().filter(which)).await
}

/// A project, inside an act, to be changed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Project>> {
    Ok(whole(act.db(), locked(Entity::find().filter(Column::Code.eq(code)), act.db())).await?.pop())
}

/// A project by its identifier, inside an act, to be changed.
pub(super) async fn find_by_id_for_change(act: &Act, id: Uuid) -> Result<Option<Project>> {
    Ok(whole(act.db(), locked(Entity::find_by_id(id), act.db())).await?.pop())
}

/// Projects by their codes.
pub(super) async fn list_by_codes(db: &Db, codes: &BTreeSet<String>) -> Result<HashMap<String, Project>> {
    with_codes(db.reader(), codes, |rows| rows).await
}

/// Projects by their codes, inside an act.
pub(super) async fn find_many_for_change(act: &Act, codes: &BTreeSet<String>) -> Result<HashMap<String, Project>> {
    with_codes(act.db(), codes, |rows| locked(rows, act.db())).await
}

async fn with_codes(
    db: &impl ConnectionTrait,
    codes: &BTreeSet<String>,
    how: impl Fn(Select<Entity>) -> Select<Entity>,
) -> Result<HashMap<String, Project>> {
    let mut found = HashMap::with_capacity(codes.len());
    let codes: Vec<&String> = codes.iter().collect();
    for some in codes.chunks(BATCH) {
        let rows = Entity::find().filter(Column::Code.is_in(some.iter().copied()));
        let projects = whole(db, how(rows)).await?;
        found.extend(projects.into_iter().map(|project| (project.code.clone(), project)));
    }
    Ok(found)
}

/// The needs that a project took up, in the order in which they are locked.
pub(super) async fn list_needs(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Uuid>> {
    let rows = need::Entity::find().filter(need::Column::ProjectId.eq(project)).order_by_asc(need::Column::NeedId);
    Ok(rows.all(db).await?.into_iter().map(|row| row.need_id).collect())
}

/// The projects that took up a need.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_of_need(db: &Db, need: Uuid) -> Result<Vec<ProjectName>> {
    list_of_needs(db, [need]).await
}

/// The projects that took up one of these needs.
pub(super) async fn list_of_needs(db: &Db, needs: impl IntoIterator<Item = Uuid>) -> Result<Vec<ProjectName>> {
    list_names(db.reader(), of_needs(needs)).await
}

/// The same inside an act.
pub(super) async fn list_of_need_in(act: &Act, need: Uuid) -> Result<Vec<ProjectName>> {
    list_names(act.db(), of_needs([need])).await
}

fn of_needs(needs: impl IntoIterator<Item = Uuid>) -> Expr {
    let taking = Query::select()
        .column(need::Column::ProjectId)
        .from(need::Entity)
        .and_where(need::Column::NeedId.is_in(needs))
        .to_owned();
    Column::Id.in_subquery(taking)
}

/// The projects that transfer a technology, the latest first.
pub(super) async fn list_of_technology(db: &Db, id: Uuid) -> Result<Vec<ProjectName>> {
    let taking = Query::select()
        .column(technology::Column::ProjectId)
        .from(technology::Entity)
        .and_where(technology::Column::TechnologyId.eq(id))
        .to_owned();
    let mut found = list_names(db.reader(), Column::Id.in_subquery(taking).and(Column::Practice.eq(false))).await?;
    found.reverse();
    Ok(found)
}

/// Projects by their identifiers, as other pages name them.
///
/// # Errors
/// When the database cannot be read.
pub async fn names_of(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, ProjectName>> {
    let found = list_names(db.reader(), Column::Id.is_in(ids)).await?;
    Ok(found.into_iter().map(|name| (name.id, name)).collect())
}

pub(super) async fn list_names(db: &impl ConnectionTrait, which: Expr) -> Result<Vec<ProjectName>> {
    let rows = Entity::find().filter(which).order_by_asc(Column::Id).all(db).await?;
    let name = |row: record::Model| ProjectName {
        public: record::is_public(&row.status, row.was_public),
        id: row.id,
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
        lead_clinic: row.lead_clinic_id,
    };
    Ok(rows.into_iter().map(name).collect())
}

/// The signed versions of a project's plan, newest first.
pub(super) async fn list_versions(db: &Db, project: Uuid) -> Result<Vec<PlanVersion>> {
    let rows = version::Entity::find()
        .filter(version::Column::ProjectId.eq(project))
        .order_by_desc(version::Column::PlanVersion)
        .all(db.reader())
        .await?;
    let one = |row: version::Model| PlanVersion {
        plan_version: row.plan_version,
        made_at: row.made_at,
        signed_by: row.signed_by,
        snapshot: row.snapshot,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Reads whole projects: one query for each kind of part, however many projects.
pub(super) async fn whole(db: &impl ConnectionTrait, rows: Select<Entity>) -> Result<Vec<Project>> {
    let rows = rows.order_by_asc(Column::Id).all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts = Parts::read(db, &ids).await?;
    Ok(rows.into_iter().map(|row| parts.whole(row)).collect())
}

/// Writes new projects with their whole plans, and the needs they take up.
pub(super) async fn save_new(act: &Act, projects: &[Project]) -> Result<()> {
    for some in projects.chunks(BATCH) {
        Entity::insert_many(some.iter().map(|project| row_of(act, project))).exec_without_returning(act.db()).await?;
    }
    save_words(act, projects).await?;
    save_parts(act, projects).await?;
    store_days::save_day(act, projects).await?;
    act.changed(INDEXED, projects.iter().map(|project| project.id)).await
}

/// Writes that a project takes up a need.
pub(super) async fn save_need(act: &Act, project: Uuid, taken: Uuid) -> Result<()> {
    let row = need::ActiveModel { project_id: Set(project), need_id: Set(taken) };
    need::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed about the project itself, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, project: &Project) -> Result<()> {
    store_days::begin(act, &[project.id]).await?;
    save_row(act, project).await?;
    store_days::save_day(act, std::slice::from_ref(project)).await?;
    act.changed(INDEXED, [project.id]).await
}

async fn save_row(act: &Act, project: &Project) -> Result<()> {
    let mut row = row_of(act, project);
    row.version = Set(project.version + 1);
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(project.id))
        .filter(Column::Version.eq(project.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

/// Writes the project and its whole plan, row identifiers kept. Only while the plan is open: then
/// nothing stands on its parts yet.
pub(super) async fn save_plan(act: &Act, project: &Project) -> Result<()> {
    store_days::begin(act, &[project.id]).await?;
    save_row(act, project).await?;
    save_whole(act, std::slice::from_ref(project)).await
}

/// Writes the parts of several open plans anew.
pub(super) async fn save_plans(act: &Act, projects: &[Project]) -> Result<()> {
    let ids: Vec<Uuid> = projects.iter().map(|project| project.id).collect();
    store_days::begin(act, &ids).await?;
    save_whole(act, projects).await
}

async fn save_whole(act: &Act, projects: &[Project]) -> Result<()> {
    let ids: Vec<Uuid> = projects.iter().map(|project| project.id).collect();
    for some in ids.chunks(BATCH) {
        delete_parts(act, some).await?;
    }
    save_words(act, projects).await?;
    save_parts(act, projects).await?;
    store_days::save_day(act, projects).await?;
    act.changed(INDEXED, ids).await
}

/// Counts a change of several open plans; a signature does not outlive it.
pub(super) async fn touch(act: &Act, projects: &[Project]) -> Result<()> {
    let ids: Vec<Uuid> = projects.iter().map(|project| project.id).collect();
    for some in ids.chunks(BATCH) {
        Entity::update_many()
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(act.now()))
            .filter(Column::Id.is_in(some.iter().copied()))
            .exec(act.db())
            .await?;
    }
    Ok(())
}

/// Projects whose codes come after this one, whole, in the order of their codes: for files.
pub(super) async fn list_whole(db: &Db, after: &str, most: u64) -> Result<Vec<Project>> {
    let codes: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Code)
        .filter(Column::Practice.eq(false))
        .filter(Column::Code.gt(after))
        .order_by_asc(Column::Code)
        .limit(most)
        .into_tuple()
        .all(db.reader())
        .await?;
    let mut found = with_codes(db.reader(), &codes.iter().cloned().collect(), |rows| rows).await?;
    Ok(codes.iter().filter_map(|code| found.remove(code)).collect())
}

/// The technologies of projects, by project.
pub(super) async fn list_technologies(db: &Db, projects: &[Uuid]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    technologies_of(db.reader(), projects).await
}

/// The same, inside an act or out of it.
pub(super) async fn technologies_of(
    connection: &impl ConnectionTrait,
    projects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut by_project: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for some in projects.chunks(BATCH) {
        let rows = technology::Entity::find()
            .filter(technology::Column::ProjectId.is_in(some.iter().copied()))
            .order_by_asc(technology::Column::TechnologyId)
            .all(connection)
            .await?;
        rows.into_iter().for_each(|row| by_project.entry(row.project_id).or_default().push(row.technology_id));
    }
    Ok(by_project)
}

/// Writes which technologies a project transfers, over what was there.
pub(super) async fn save_technologies(act: &Act, project: Uuid, technologies: &BTreeSet<Uuid>) -> Result<()> {
    store_days::begin(act, &[project]).await?;
    technology::Entity::delete_many().filter(technology::Column::ProjectId.eq(project)).exec(act.db()).await?;
    if !technologies.is_empty() {
        let row = |id: &Uuid| technology::ActiveModel { project_id: Set(project), technology_id: Set(*id) };
        technology::Entity::insert_many(technologies.iter().map(row)).exec_without_returning(act.db()).await?;
    }
    store_days::save_technologies_of_day(act, project).await
}

/// Keeps a signed version of a plan, whole.
pub(super) async fn save_version(
    act: &Act,
    project: &Project,
    signed_by: Option<String>,
    snapshot: serde_json::Value,
) -> Result<()> {
    let row = version::ActiveModel {
        id: Set(act.new_id()),
        project_id: Set(project.id),
        plan_version: Set(project.plan_version),
        made_at: Set(act.now()),
        made_by: Set(act.actor().person()),
        signed_by: Set(signed_by),
        snapshot: Set(snapshot),
    };
    version::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}
