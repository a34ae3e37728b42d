//! Projects in the database. The only file of this feature that speaks to it; it is long because a
//! plan has eight kinds of parts, and their reading and writing belongs side by side.

use std::collections::{BTreeSet, HashMap};

use kit::db::listing::{Listing, Paging};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Message, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::Deserialize;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::area::{Area, AreaPlace, ProjectArea};
use super::budget::{Budget, BudgetLine, FundingShare, FundingSource};
use super::indicator::{Instrument, ProjectIndicator, Unit};
use super::project::{ParticipationLevel, Period, Plan, Programme, Project, Sight, Signature, Status};
use super::record::{self, Column, Entity, area, group, indicator, item, line, mark, need, place, share, version, word};
use super::schedule::{MarkKind, ScheduleItem, ScheduleMark};
use super::target_group::{TargetGroup, TargetKind};
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
        .filter(Column::Practice.eq(false))
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
    if sight.all {
        return Condition::all();
    }
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
    for wanted in thai::words(&filter.q) {
        let having = Query::select().column(word::Column::ProjectId).from(word::Entity).and_where(word::Column::Word.eq(wanted)).to_owned();
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
pub async fn find_for_change(act: &Act, code: &str) -> Result<Option<Project>> {
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
    let rows = area::Entity::find().filter(which).order_by_asc(area::Column::ProjectId).order_by_asc(area::Column::Position).all(db.reader()).await?;
    let projects = rows.iter().map(|row| row.project_id);
    let codes: Vec<(Uuid, String)> =
        Entity::find().select_only().columns([Column::Id, Column::Code]).filter(Column::Id.is_in(projects)).into_tuple().all(db.reader()).await?;
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
    let taking = Query::select().column(need::Column::ProjectId).from(need::Entity).and_where(need::Column::NeedId.eq(need)).to_owned();
    let rows = Entity::find().filter(Column::Id.in_subquery(taking)).order_by_asc(Column::Id).all(db.reader()).await?;
    let name = |row: record::Model| ProjectName {
        id: row.id,
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
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
    let one = |row: version::Model| PlanVersion { plan_version: row.plan_version, made_at: row.made_at, signed_by: row.signed_by, snapshot: row.snapshot };
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
        let areas = Query::select().column(area::Column::Id).from(area::Entity).and_where(area::Column::ProjectId.is_in(ids.iter().copied())).to_owned();
        let mut places = places_in(db, place::Column::AreaId.in_subquery(areas)).await?;
        let items = Query::select().column(item::Column::Id).from(item::Entity).and_where(item::Column::ProjectId.is_in(ids.iter().copied())).to_owned();
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

async fn places_of(db: &impl ConnectionTrait, areas: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, Vec<AreaPlace>>> {
    places_in(db, place::Column::AreaId.is_in(areas)).await
}

async fn places_in(db: &impl ConnectionTrait, which: Expr) -> Result<HashMap<Uuid, Vec<AreaPlace>>> {
    let rows = place::Entity::find().filter(which).order_by_asc(place::Column::Position).all(db).await?;
    let mut by_area: HashMap<Uuid, Vec<AreaPlace>> = HashMap::new();
    for row in rows {
        let remark = row.remark.and_then(|json| serde_json::from_str(&json).ok());
        let one = AreaPlace { as_printed: row.as_printed, code: row.code, local_government: row.local_government_id, remark };
        by_area.entry(row.area_id).or_default().push(one);
    }
    Ok(by_area)
}

async fn marks_in(db: &impl ConnectionTrait, which: Expr) -> Result<HashMap<Uuid, Vec<ScheduleMark>>> {
    let rows = mark::Entity::find().filter(which).order_by_asc(mark::Column::Month).order_by_asc(mark::Column::ExactOn).all(db).await?;
    let mut by_item: HashMap<Uuid, Vec<ScheduleMark>> = HashMap::new();
    for row in rows {
        let done = row.kind == MarkKind::Actual.as_str();
        by_item.entry(row.schedule_item_id).or_default().push(ScheduleMark { month: row.month, exact_on: row.exact_on, done });
    }
    Ok(by_item)
}

fn area_of(row: area::Model, places: &mut HashMap<Uuid, Vec<AreaPlace>>) -> Area {
    let places = places.remove(&row.id).unwrap_or_default();
    Area { id: row.id, province: row.province, clinic: row.clinic_id, as_printed: row.as_printed, places }
}

fn group_of(row: group::Model) -> TargetGroup {
    TargetGroup { kind: TargetKind::from_word(&row.group_kind).unwrap_or(TargetKind::Other), label: row.label }
}

fn indicator_of(row: indicator::Model) -> ProjectIndicator {
    ProjectIndicator {
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        unit: Unit::from_word(&row.unit).unwrap_or(Unit::Persons),
        target: row.target,
        instrument: row.instrument.as_deref().and_then(Instrument::from_word),
        formula: row.formula,
    }
}

fn line_of(row: line::Model) -> BudgetLine {
    BudgetLine {
        id: row.id,
        label: row.label,
        area: row.area_id,
        expense_class: row.expense_class,
        persons: row.persons,
        amount: Satang(row.amount),
        granted_before: Satang(row.granted_before),
        granted_now: Satang(row.granted_now),
        note: row.note,
    }
}

fn share_of(row: share::Model) -> FundingShare {
    FundingShare { source: FundingSource::from_word(&row.source).unwrap_or(FundingSource::Other), label: row.label, share: row.share }
}

fn item_of(row: item::Model, marks: &mut HashMap<Uuid, Vec<ScheduleMark>>) -> ScheduleItem {
    let marks = marks.remove(&row.id).unwrap_or_default();
    ScheduleItem { id: row.id, label: row.label, marks_printed: row.marks_printed, remark: row.remark, marks }
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn project_of(row: record::Model) -> Project {
    let signature = match (row.signed_by, row.signed_position, row.signed_on) {
        (Some(by), Some(position), Some(on)) => Some(Signature { by, position, on }),
        _ => None,
    };
    Project {
        id: row.id,
        code: row.code,
        lead_clinic: row.lead_clinic_id,
        // The schema admits no other word.
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
        reason: row.reason,
        submitted_by: row.submitted_by,
        signature,
        plan_version: row.plan_version,
        pending_follow_up: row.pending_follow_up,
        practice: row.practice,
        invented: row.invented,
        created_at: row.created_at,
        version: row.version,
        plan: Plan {
            topic: row.topic,
            selection_reasons: lines_of(&row.selection_reasons),
            rationale: row.rationale,
            objectives: lines_of(&row.objectives),
            period: Period { starts_on: row.starts_on, ends_on: row.ends_on, as_printed: row.period_as_printed },
            method: lines_of(&row.method),
            benefits: lines_of(&row.benefits),
            monitoring: lines_of(&row.monitoring),
            budget: Budget {
                source: row.budget_source,
                stated_total: Satang(row.stated_total),
                stated_persons: row.stated_persons,
                offsetting: row.offsetting,
                ..Budget::default()
            },
            responsible: lines_of(&row.responsible),
            participation_level: row.participation_level.as_deref().and_then(ParticipationLevel::from_word),
            level_evidence: row.level_evidence,
            source: row.source,
            ..Plan::named(
                Bilingual { th: row.name_th, en: row.name_en },
                FiscalYear(row.fiscal_year),
                Programme::from_word(&row.programme).unwrap_or(Programme::Transfer),
            )
        },
    }
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
    let items = Query::select().column(item::Column::Id).from(item::Entity).and_where(item::Column::ProjectId.is_in(ids())).to_owned();
    let areas = Query::select().column(area::Column::Id).from(area::Entity).and_where(area::Column::ProjectId.is_in(ids())).to_owned();
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
        let text = format!("{} {} {}", project.plan.name.th, project.plan.name.en.as_deref().unwrap_or_default(), project.plan.topic);
        let id = project.id;
        let words: BTreeSet<String> = thai::words(&text).into_iter().collect();
        words.into_iter().map(move |text| word::ActiveModel { word: Set(text), project_id: Set(id) }).collect::<Vec<_>>()
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

/// The rows of plans, gathered table by table.
#[derive(Default)]
struct PartRows {
    areas: Vec<area::ActiveModel>,
    places: Vec<place::ActiveModel>,
    groups: Vec<group::ActiveModel>,
    indicators: Vec<indicator::ActiveModel>,
    lines: Vec<line::ActiveModel>,
    shares: Vec<share::ActiveModel>,
    items: Vec<item::ActiveModel>,
    marks: Vec<mark::ActiveModel>,
}

/// The place of a row in its list.
fn position(at: usize) -> sea_orm::ActiveValue<i32> {
    Set(i32::try_from(at).unwrap_or(i32::MAX))
}

impl PartRows {
    fn add(&mut self, act: &Act, project: &Project) {
        let (plan, id) = (&project.plan, project.id);
        for (at, area) in plan.areas.iter().enumerate() {
            self.add_area(act, id, at, area);
        }
        for (at, item) in plan.schedule.iter().enumerate() {
            self.add_item(act, id, at, item);
        }
        self.groups.extend(plan.target_groups.iter().enumerate().map(|(at, group)| group::ActiveModel {
            id: Set(act.new_id()),
            project_id: Set(id),
            position: position(at),
            group_kind: Set(group.kind.to_string()),
            label: Set(group.label.clone()),
        }));
        self.indicators.extend(plan.indicators.iter().enumerate().map(|(at, one)| indicator_row(act, id, at, one)));
        self.lines.extend(plan.budget.lines.iter().enumerate().map(|(at, line)| line_row(id, at, line)));
        self.shares.extend(plan.budget.shares.iter().enumerate().map(|(at, one)| share::ActiveModel {
            id: Set(act.new_id()),
            project_id: Set(id),
            position: position(at),
            source: Set(one.source.to_string()),
            label: Set(one.label.clone()),
            share: Set(one.share),
        }));
    }

    fn add_area(&mut self, act: &Act, project: Uuid, at: usize, area: &Area) {
        self.areas.push(area::ActiveModel {
            id: Set(area.id),
            project_id: Set(project),
            position: position(at),
            province: Set(area.province.clone()),
            clinic_id: Set(area.clinic),
            as_printed: Set(area.as_printed.clone()),
        });
        self.places.extend(area.places.iter().enumerate().map(|(at, place)| place::ActiveModel {
            id: Set(act.new_id()),
            area_id: Set(area.id),
            position: position(at),
            as_printed: Set(place.as_printed.clone()),
            code: Set(place.code.clone()),
            local_government_id: Set(place.local_government),
            remark: Set(place.remark.as_ref().and_then(|remark: &Message| serde_json::to_string(remark).ok())),
        }));
    }

    fn add_item(&mut self, act: &Act, project: Uuid, at: usize, item: &ScheduleItem) {
        self.items.push(item::ActiveModel {
            id: Set(item.id),
            project_id: Set(project),
            position: position(at),
            label: Set(item.label.clone()),
            marks_printed: Set(item.marks_printed),
            remark: Set(item.remark.clone()),
        });
        self.marks.extend(item.marks.iter().map(|mark| mark::ActiveModel {
            id: Set(act.new_id()),
            schedule_item_id: Set(item.id),
            kind: Set(mark.kind().to_string()),
            month: Set(mark.month),
            exact_on: Set(mark.exact_on),
        }));
    }
}

fn indicator_row(act: &Act, project: Uuid, at: usize, one: &ProjectIndicator) -> indicator::ActiveModel {
    indicator::ActiveModel {
        id: Set(act.new_id()),
        project_id: Set(project),
        position: position(at),
        code: Set(one.code.clone()),
        name_th: Set(one.name.th.clone()),
        name_en: Set(one.name.en.clone()),
        unit: Set(one.unit.to_string()),
        target: Set(one.target),
        instrument: Set(one.instrument.map(|instrument| instrument.to_string())),
        formula: Set(one.formula.clone()),
    }
}

fn line_row(project: Uuid, at: usize, line: &BudgetLine) -> line::ActiveModel {
    line::ActiveModel {
        id: Set(line.id),
        project_id: Set(project),
        position: position(at),
        label: Set(line.label.clone()),
        area_id: Set(line.area),
        expense_class: Set(line.expense_class.clone()),
        persons: Set(line.persons),
        amount: Set(line.amount.0),
        granted_before: Set(line.granted_before.0),
        granted_now: Set(line.granted_now.0),
        note: Set(line.note.clone()),
    }
}

fn row_of(act: &Act, project: &Project) -> record::ActiveModel {
    let (plan, signature) = (&project.plan, project.signature.as_ref());
    record::ActiveModel {
        id: Set(project.id),
        code: Set(project.code.clone()),
        name_th: Set(plan.name.th.clone()),
        name_en: Set(plan.name.en.clone()),
        name_sort: Set(thai::sort_key(&plan.name.th)),
        fiscal_year: Set(plan.fiscal_year.0),
        programme: Set(plan.programme.to_string()),
        lead_clinic_id: Set(project.lead_clinic),
        topic: Set(plan.topic.clone()),
        selection_reasons: Set(plan.selection_reasons.join("\n")),
        rationale: Set(plan.rationale.clone()),
        objectives: Set(plan.objectives.join("\n")),
        benefits: Set(plan.benefits.join("\n")),
        method: Set(plan.method.join("\n")),
        monitoring: Set(plan.monitoring.join("\n")),
        responsible: Set(plan.responsible.join("\n")),
        starts_on: Set(plan.period.starts_on),
        ends_on: Set(plan.period.ends_on),
        period_as_printed: Set(plan.period.as_printed.clone()),
        budget_source: Set(plan.budget.source.clone()),
        stated_total: Set(plan.budget.stated_total.0),
        stated_persons: Set(plan.budget.stated_persons),
        offsetting: Set(plan.budget.offsetting),
        participation_level: Set(plan.participation_level.map(|level| level.to_string())),
        level_evidence: Set(plan.level_evidence.clone()),
        status: Set(project.status.to_string()),
        reason: Set(project.reason.clone()),
        submitted_by: Set(project.submitted_by),
        signed_by: Set(signature.map(|signature| signature.by.clone())),
        signed_position: Set(signature.map(|signature| signature.position.clone())),
        signed_on: Set(signature.map(|signature| signature.on)),
        source: Set(plan.source.clone()),
        plan_version: Set(project.plan_version),
        pending_follow_up: Set(project.pending_follow_up),
        practice: Set(project.practice),
        invented: Set(project.invented),
        created_at: Set(project.created_at),
        updated_at: Set(act.now()),
        version: Set(project.version),
    }
}
