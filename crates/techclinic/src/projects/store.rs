//! Projects in the database. Longer than 400 lines because a plan has eight kinds of parts, and their
//! reading and writing belongs side by side.

use std::collections::{BTreeSet, HashMap};

use kit::db::listing::{Listing, Paging};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde::Deserialize;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::area::{Area, AreaPlace, ProjectArea};
use super::budget::{BudgetLine, FundingShare};
use super::indicator::ProjectIndicator;
use super::project::{Project, Sight, Status, Waiting};
use super::record::{
    self, Column, Entity, PartRows, area, area_of, group, group_of, indicator, indicator_of, item, item_of, line,
    line_of, mark, need, place, project_of, row_of, share, share_of, version, word,
};
use super::schedule::{MarkKind, ScheduleItem, ScheduleMark};
use super::target_group::TargetGroup;
use super::version::{PlanVersion, ProjectName};

/// Rows written by one statement: below what both engines bind.
const BATCH: usize = 500;

/// What a list of projects may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words in its name or topic.
    pub q: String,
    /// Buddhist era, as typed.
    pub fiscal_year: String,
    /// Official code of a province it works in.
    pub province: String,
    /// A [`Status`], as its word.
    pub status: String,
    /// Where to begin.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("fiscal_year", &self.fiscal_year),
            ("province", &self.province),
            ("status", &self.status),
            ("cursor", cursor),
        ];
        kit::web::address("/projects", &fields)
    }
}

/// A project in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: Option<String>,
    /// Buddhist era.
    pub fiscal_year: i32,
    /// Line of work.
    pub programme: String,
    /// How far it has come.
    pub status: String,
    /// Satang.
    pub stated_total: i64,
    /// Persons.
    pub stated_persons: i32,
    /// Made up for the demonstration.
    pub invented: bool,
}

impl Row {
    /// Its name in both languages.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// What it costs.
    pub fn total(&self) -> Satang {
        Satang(self.stated_total)
    }

    /// The tone of its mark.
    pub fn tone(&self) -> &'static str {
        Status::from_word(&self.status).unwrap_or(Status::Draft).tone()
    }
}

const LISTED: [Column; 10] = [
    Column::Id,
    Column::Code,
    Column::NameTh,
    Column::NameEn,
    Column::FiscalYear,
    Column::Programme,
    Column::Status,
    Column::StatedTotal,
    Column::StatedPersons,
    Column::Invented,
];

/// One page of the list, newest fiscal year first, as far as a reader sees it.
pub(super) async fn list(db: &Db, filter: &Filter, sight: &Sight) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .select_only()
        .columns(LISTED)
        .filter(seen(sight))
        .filter(narrowed(filter))
        .filter(after(filter.cursor.as_deref()))
        .order_by_desc(Column::FiscalYear)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| format!("{}_{}", row.fiscal_year, row.id)))
}

fn seen(sight: &Sight) -> Condition {
    let stage = Condition::all().add(Column::Practice.eq(sight.rehearsing.is_some()));
    match &sight.rehearsing {
        Some(own) => stage.add(Column::LeadClinicId.is_in(own.iter().copied())),
        None if sight.all => stage,
        None => stage.add(seen_at_work(sight)),
    }
}

fn seen_at_work(sight: &Sight) -> Condition {
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let mut seen = Condition::any().add(Column::Status.is_in(public));
    if !sight.clinics.is_empty() {
        seen = seen.add(Column::LeadClinicId.is_in(sight.clinics.clone()));
        seen = seen.add(with_area(area::Column::ClinicId.is_in(sight.clinics.clone())));
    }
    if !sight.provinces.is_empty() {
        seen = seen.add(with_area(area::Column::Province.is_in(sight.provinces.clone())));
    }
    seen
}

fn with_area(which: Expr) -> Expr {
    let areas = Query::select().column(area::Column::ProjectId).from(area::Entity).and_where(which).to_owned();
    Column::Id.in_subquery(areas)
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    if let Ok(year) = thai::digits::to_ascii(filter.fiscal_year.trim()).parse::<i32>() {
        condition = condition.add(Column::FiscalYear.eq(year));
    }
    if !filter.province.is_empty() {
        condition = condition.add(with_area(area::Column::Province.eq(&filter.province)));
    }
    if !filter.status.is_empty() {
        condition = condition.add(Column::Status.eq(&filter.status));
    }
    for wanted in thai::words::words(&filter.q) {
        let having = Query::select()
            .column(word::Column::ProjectId)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(wanted))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(having));
    }
    condition
}

/// Rows after the one the cursor names; a cursor that cannot be read begins at the beginning.
fn after(cursor: Option<&str>) -> Condition {
    let place = cursor.and_then(|cursor| {
        let (year, id) = cursor.split_once('_')?;
        Some((year.parse::<i32>().ok()?, id.parse::<Uuid>().ok()?))
    });
    let Some((year, id)) = place else { return Condition::all() };
    Condition::any().add(Column::FiscalYear.lt(year)).add(Column::FiscalYear.eq(year).and(Column::Id.lt(id)))
}

/// A project by its code, with its whole plan.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Project>> {
    Ok(find_all(db.reader(), Column::Code.eq(code)).await?.pop())
}

/// A project by its identifier, with its whole plan.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Project>> {
    Ok(find_all(db.reader(), Column::Id.eq(id)).await?.pop())
}

/// The projects of a fiscal year that strangers may read, with their whole plans: for reports.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_of_year(db: &Db, year: FiscalYear) -> Result<Vec<Project>> {
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let which = Column::FiscalYear.eq(year.0).and(Column::Practice.eq(false)).and(Column::Status.is_in(public));
    find_all(db.reader(), which).await
}

/// A project, inside an act, to be changed.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Project>> {
    Ok(find_all(act.db(), Column::Code.eq(code)).await?.pop())
}

/// Projects by their codes, inside an act.
pub(super) async fn find_many_for_change(act: &Act, codes: &BTreeSet<String>) -> Result<Vec<Project>> {
    let mut found = Vec::with_capacity(codes.len());
    let codes: Vec<&String> = codes.iter().collect();
    for some in codes.chunks(BATCH) {
        found.extend(find_all(act.db(), Column::Code.is_in(some.iter().copied())).await?);
    }
    Ok(found)
}

/// One area with whose it is.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_area(db: &Db, id: Uuid) -> Result<Option<ProjectArea>> {
    Ok(list_project_areas(db, area::Column::Id.eq(id)).await?.pop())
}

/// The areas one of these clinics answers for, with whose they are.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_areas_of_clinics(db: &Db, clinics: &[Uuid]) -> Result<Vec<ProjectArea>> {
    list_project_areas(db, area::Column::ClinicId.is_in(clinics.iter().copied())).await
}

async fn list_project_areas(db: &Db, which: Expr) -> Result<Vec<ProjectArea>> {
    let rows = area::Entity::find()
        .filter(which)
        .order_by_asc(area::Column::ProjectId)
        .order_by_asc(area::Column::Position)
        .all(db.reader())
        .await?;
    let projects = rows.iter().map(|row| row.project_id);
    let codes: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Code])
        .filter(Column::Id.is_in(projects))
        .into_tuple()
        .all(db.reader())
        .await?;
    let codes: HashMap<Uuid, String> = codes.into_iter().collect();
    let mut places = places_of(db.reader(), rows.iter().map(|row| row.id)).await?;
    let with_code = |row: area::Model| ProjectArea {
        project: row.project_id,
        project_code: codes.get(&row.project_id).cloned().unwrap_or_default(),
        position: usize::try_from(row.position).unwrap_or(0),
        area: area_of(row, &mut places),
    };
    Ok(rows.into_iter().map(with_code).collect())
}

/// The projects that took up a need.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_of_need(db: &Db, need: Uuid) -> Result<Vec<ProjectName>> {
    let taking = Query::select()
        .column(need::Column::ProjectId)
        .from(need::Entity)
        .and_where(need::Column::NeedId.eq(need))
        .to_owned();
    let rows = Entity::find().filter(Column::Id.in_subquery(taking)).order_by_asc(Column::Id).all(db.reader()).await?;
    Ok(rows.into_iter().map(record::name_of).collect())
}

/// The newest projects that wait for a step of the reader's, at most `limit`.
pub(super) async fn list_waiting(db: &Db, waiting: &Waiting, limit: u64) -> Result<Vec<Row>> {
    let rows = Entity::find().select_only().columns(LISTED).filter(record::waiting(waiting));
    let projects = rows.order_by_desc(Column::Id);
    Ok(projects.limit(limit).into_model::<Row>().all(db.reader()).await?)
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
async fn find_all(db: &impl ConnectionTrait, which: Expr) -> Result<Vec<Project>> {
    let rows = Entity::find().filter(which).order_by_asc(Column::Id).all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts = Parts::read(db, &ids).await?;
    Ok(rows.into_iter().map(|row| parts.whole(row)).collect())
}

/// The parts of plans, by project.
struct Parts {
    areas: HashMap<Uuid, Vec<Area>>,
    groups: HashMap<Uuid, Vec<TargetGroup>>,
    indicators: HashMap<Uuid, Vec<ProjectIndicator>>,
    lines: HashMap<Uuid, Vec<BudgetLine>>,
    shares: HashMap<Uuid, Vec<FundingShare>>,
    items: HashMap<Uuid, Vec<ScheduleItem>>,
}

/// The rows of one part of these projects, in their order, each made into what it means.
macro_rules! parts {
    ($db:expr, $ids:expr, $table:ident, $make:expr) => {{
        let rows = $table::Entity::find()
            .filter($table::Column::ProjectId.is_in($ids.iter().copied()))
            .order_by_asc($table::Column::Position)
            .all($db)
            .await?;
        let mut by_project: HashMap<Uuid, Vec<_>> = HashMap::new();
        for row in rows {
            by_project.entry(row.project_id).or_default().push($make(row));
        }
        by_project
    }};
}

impl Parts {
    async fn read(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Self> {
        let areas = Query::select()
            .column(area::Column::Id)
            .from(area::Entity)
            .and_where(area::Column::ProjectId.is_in(ids.iter().copied()))
            .to_owned();
        let mut places = places_in(db, place::Column::AreaId.in_subquery(areas)).await?;
        let items = Query::select()
            .column(item::Column::Id)
            .from(item::Entity)
            .and_where(item::Column::ProjectId.is_in(ids.iter().copied()))
            .to_owned();
        let mut marks = marks_in(db, mark::Column::ScheduleItemId.in_subquery(items)).await?;
        Ok(Self {
            areas: parts!(db, ids, area, |row| area_of(row, &mut places)),
            groups: parts!(db, ids, group, group_of),
            indicators: parts!(db, ids, indicator, indicator_of),
            lines: parts!(db, ids, line, line_of),
            shares: parts!(db, ids, share, share_of),
            items: parts!(db, ids, item, |row| item_of(row, &mut marks)),
        })
    }

    fn whole(&mut self, row: record::Model) -> Project {
        let id = row.id;
        let mut project = project_of(row);
        let plan = &mut project.plan;
        plan.areas = self.areas.remove(&id).unwrap_or_default();
        plan.target_groups = self.groups.remove(&id).unwrap_or_default();
        plan.indicators = self.indicators.remove(&id).unwrap_or_default();
        plan.budget.lines = self.lines.remove(&id).unwrap_or_default();
        plan.budget.shares = self.shares.remove(&id).unwrap_or_default();
        plan.schedule = self.items.remove(&id).unwrap_or_default();
        project
    }
}

async fn places_of(
    db: &impl ConnectionTrait,
    areas: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<AreaPlace>>> {
    places_in(db, place::Column::AreaId.is_in(areas)).await
}

async fn places_in(db: &impl ConnectionTrait, which: Expr) -> Result<HashMap<Uuid, Vec<AreaPlace>>> {
    let rows = place::Entity::find().filter(which).order_by_asc(place::Column::Position).all(db).await?;
    let mut by_area: HashMap<Uuid, Vec<AreaPlace>> = HashMap::new();
    for row in rows {
        let remark = row.remark.and_then(|json| serde_json::from_str(&json).ok());
        let one =
            AreaPlace { as_printed: row.as_printed, code: row.code, local_government: row.local_government_id, remark };
        by_area.entry(row.area_id).or_default().push(one);
    }
    Ok(by_area)
}

async fn marks_in(db: &impl ConnectionTrait, which: Expr) -> Result<HashMap<Uuid, Vec<ScheduleMark>>> {
    let rows = mark::Entity::find()
        .filter(which)
        .order_by_asc(mark::Column::Month)
        .order_by_asc(mark::Column::ExactOn)
        .all(db)
        .await?;
    let mut by_item: HashMap<Uuid, Vec<ScheduleMark>> = HashMap::new();
    for row in rows {
        let done = row.kind == MarkKind::Actual.as_str();
        by_item.entry(row.schedule_item_id).or_default().push(ScheduleMark {
            month: row.month,
            exact_on: row.exact_on,
            done,
        });
    }
    Ok(by_item)
}

/// Writes new projects with their whole plans, and the needs they take up.
pub(super) async fn save_new(act: &Act, projects: &[Project]) -> Result<()> {
    for some in projects.chunks(BATCH) {
        Entity::insert_many(some.iter().map(|project| row_of(act, project))).exec_without_returning(act.db()).await?;
    }
    save_words(act, projects).await?;
    save_parts(act, projects).await
}

/// Writes that a project takes up a need.
pub(super) async fn save_need(act: &Act, project: Uuid, taken: Uuid) -> Result<()> {
    let row = need::ActiveModel { project_id: Set(project), need_id: Set(taken) };
    need::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed about the project itself, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, project: &Project) -> Result<()> {
    let mut row = row_of(act, project);
    row.version = Set(project.version + 1);
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(project.id))
        .filter(Column::Version.eq(project.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    Ok(())
}

/// Writes the project and its whole plan, row identifiers kept. Only while the plan is open: then
/// nothing stands on its parts yet.
pub(super) async fn save_plan(act: &Act, project: &Project) -> Result<()> {
    save(act, project).await?;
    save_plans(act, std::slice::from_ref(project)).await
}

/// Writes the parts of several open plans anew.
pub(super) async fn save_plans(act: &Act, projects: &[Project]) -> Result<()> {
    let ids: Vec<Uuid> = projects.iter().map(|project| project.id).collect();
    for some in ids.chunks(BATCH) {
        delete_parts(act, some).await?;
    }
    save_words(act, projects).await?;
    save_parts(act, projects).await
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

/// Which of these codes are taken.
pub(super) async fn taken_codes(act: &Act, codes: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let codes: Vec<&String> = codes.iter().collect();
    let mut taken = BTreeSet::new();
    for some in codes.chunks(BATCH) {
        let which = Column::Code.is_in(some.iter().copied());
        let found: Vec<String> =
            Entity::find().select_only().column(Column::Code).filter(which).into_tuple().all(act.db()).await?;
        taken.extend(found);
    }
    Ok(taken)
}

/// Says which clinic answers for an area.
pub(super) async fn save_area_clinic(act: &Act, id: Uuid, clinic: Option<Uuid>) -> Result<()> {
    let change = area::ActiveModel { clinic_id: Set(clinic), ..Default::default() };
    area::Entity::update_many().set(change).filter(area::Column::Id.eq(id)).exec(act.db()).await?;
    Ok(())
}

/// Keeps a signed version of a plan, whole.
pub(super) async fn save_version(act: &Act, project: &Project, snapshot: serde_json::Value) -> Result<()> {
    let row = version::ActiveModel {
        id: Set(act.new_id()),
        project_id: Set(project.id),
        plan_version: Set(project.plan_version),
        made_at: Set(act.now()),
        made_by: Set(act.actor().person()),
        signed_by: Set(project.signature.as_ref().map(|signature| signature.by.clone())),
        snapshot: Set(snapshot),
    };
    version::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

async fn delete_parts(act: &Act, ids: &[Uuid]) -> Result<()> {
    let ids = || ids.iter().copied();
    let items = Query::select()
        .column(item::Column::Id)
        .from(item::Entity)
        .and_where(item::Column::ProjectId.is_in(ids()))
        .to_owned();
    let areas = Query::select()
        .column(area::Column::Id)
        .from(area::Entity)
        .and_where(area::Column::ProjectId.is_in(ids()))
        .to_owned();
    mark::Entity::delete_many().filter(mark::Column::ScheduleItemId.in_subquery(items)).exec(act.db()).await?;
    place::Entity::delete_many().filter(place::Column::AreaId.in_subquery(areas)).exec(act.db()).await?;
    item::Entity::delete_many().filter(item::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    line::Entity::delete_many().filter(line::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    area::Entity::delete_many().filter(area::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    group::Entity::delete_many().filter(group::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    indicator::Entity::delete_many().filter(indicator::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    share::Entity::delete_many().filter(share::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    word::Entity::delete_many().filter(word::Column::ProjectId.is_in(ids())).exec(act.db()).await?;
    Ok(())
}

/// Writes rows in as few statements as both engines allow.
macro_rules! insert {
    ($act:expr, $table:ident, $rows:expr) => {{
        let mut rows = $rows;
        while !rows.is_empty() {
            let some: Vec<_> = rows.drain(..rows.len().min(BATCH)).collect();
            $table::Entity::insert_many(some).exec_without_returning($act.db()).await?;
        }
    }};
}

async fn save_words(act: &Act, projects: &[Project]) -> Result<()> {
    let of = |project: &Project| {
        let text = format!(
            "{} {} {}",
            project.plan.name.th,
            project.plan.name.en.as_deref().unwrap_or_default(),
            project.plan.topic
        );
        let id = project.id;
        let words: BTreeSet<String> = thai::words::words(&text).into_iter().collect();
        words
            .into_iter()
            .map(move |text| word::ActiveModel { word: Set(text), project_id: Set(id) })
            .collect::<Vec<_>>()
    };
    insert!(act, word, projects.iter().flat_map(of).collect::<Vec<_>>());
    Ok(())
}

async fn save_parts(act: &Act, projects: &[Project]) -> Result<()> {
    let mut rows = PartRows::default();
    for project in projects {
        rows.add(act, project);
    }
    insert!(act, area, rows.areas);
    insert!(act, place, rows.places);
    insert!(act, group, rows.groups);
    insert!(act, indicator, rows.indicators);
    insert!(act, line, rows.lines);
    insert!(act, share, rows.shares);
    insert!(act, item, rows.items);
    insert!(act, mark, rows.marks);
    Ok(())
}
