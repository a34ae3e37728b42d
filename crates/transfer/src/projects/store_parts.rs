//! The parts of plans in the database: read with one query for each kind of part, however many
//! projects, and written anew as wholes.

use std::collections::{BTreeSet, HashMap};

use kit::{Act, Result};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::area::{Area, AreaPlace};
use super::budget::{Budget, BudgetLine, FundingShare};
use super::indicator::ProjectIndicator;
use super::project::Project;
use super::record::{self, project_of, word};
use super::record_parts::{
    PartRows, area, area_of, group, group_of, indicator, indicator_of, item, item_of, line, line_of, mark, place,
    share, share_of,
};
use super::schedule::{MarkKind, ScheduleItem, ScheduleMark};
use super::store::BATCH;
use super::target_group::TargetGroup;

/// The parts of plans, by project.
pub(super) struct Parts {
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
    pub(super) async fn read(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Self> {
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

    pub(super) fn whole(&mut self, row: record::Model) -> Project {
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

/// The lines and shares of the budgets of these projects, by project; what else a budget says stands with the project.
pub(super) async fn budgets_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Budget>> {
    let mut shares: HashMap<Uuid, Vec<FundingShare>> = parts!(db, ids, share, share_of);
    let lines: HashMap<Uuid, Vec<BudgetLine>> = parts!(db, ids, line, line_of);
    let mut budgets: HashMap<Uuid, Budget> = HashMap::new();
    for (id, lines) in lines {
        budgets.insert(id, Budget { lines, ..Budget::default() });
    }
    for (id, shares) in shares.drain() {
        budgets.entry(id).or_default().shares = shares;
    }
    Ok(budgets)
}

pub(super) async fn places_of(
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

/// Takes away the parts of plans, but neither areas nor lines: what people said, and what was paid, may stand on those.
pub(super) async fn delete_parts(act: &Act, ids: &[Uuid]) -> Result<()> {
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

pub(super) async fn save_words(act: &Act, projects: &[Project]) -> Result<()> {
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

pub(super) async fn save_parts(act: &Act, projects: &[Project]) -> Result<()> {
    let mut rows = PartRows::default();
    for project in projects {
        rows.add(act, project);
    }
    // A new line may stand in a new area, and one that stays leaves its area before that is taken away.
    save_areas(act, rows.areas).await?;
    save_lines(act, projects, rows.lines).await?;
    delete_areas(act, projects).await?;
    insert!(act, place, rows.places);
    insert!(act, group, rows.groups);
    insert!(act, indicator, rows.indicators);
    insert!(act, share, rows.shares);
    insert!(act, item, rows.items);
    insert!(act, mark, rows.marks);
    Ok(())
}

/// Writes areas under the identifiers they have.
async fn save_areas(act: &Act, mut rows: Vec<area::ActiveModel>) -> Result<()> {
    let columns = [
        area::Column::Position,
        area::Column::Province,
        area::Column::ClinicId,
        area::Column::ClinicAsPrinted,
        area::Column::AsPrinted,
    ];
    let again = OnConflict::column(area::Column::Id).update_columns(columns).to_owned();
    while !rows.is_empty() {
        let some: Vec<_> = rows.drain(..rows.len().min(BATCH)).collect();
        area::Entity::insert_many(some).on_conflict(again.clone()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Takes away the areas that plans hold no more.
async fn delete_areas(act: &Act, projects: &[Project]) -> Result<()> {
    for some in projects.chunks(BATCH) {
        let kept = some.iter().flat_map(|project| project.plan.areas.iter().map(|area| area.id));
        area::Entity::delete_many()
            .filter(area::Column::ProjectId.is_in(some.iter().map(|project| project.id)))
            .filter(area::Column::Id.is_not_in(kept))
            .exec(act.db())
            .await?;
    }
    Ok(())
}

/// Writes lines under the identifiers they have, and takes away those that the plans hold no more.
async fn save_lines(act: &Act, projects: &[Project], mut rows: Vec<line::ActiveModel>) -> Result<()> {
    for some in projects.chunks(BATCH) {
        let kept = some.iter().flat_map(|project| project.plan.budget.lines.iter().map(|line| line.id));
        line::Entity::delete_many()
            .filter(line::Column::ProjectId.is_in(some.iter().map(|project| project.id)))
            .filter(line::Column::Id.is_not_in(kept))
            .exec(act.db())
            .await?;
    }
    let columns = [
        line::Column::Position,
        line::Column::Label,
        line::Column::AreaId,
        line::Column::ExpenseClass,
        line::Column::Persons,
        line::Column::Amount,
        line::Column::GrantedBefore,
        line::Column::GrantedNow,
        line::Column::Note,
        line::Column::Source,
    ];
    let again = OnConflict::column(line::Column::Id).update_columns(columns).to_owned();
    while !rows.is_empty() {
        let some: Vec<_> = rows.drain(..rows.len().min(BATCH)).collect();
        line::Entity::insert_many(some).on_conflict(again.clone()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}
