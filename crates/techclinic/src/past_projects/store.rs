//! Projects of the past in the database.

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, Order, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde::Deserialize;
use thai::{FiscalYear, Satang};
use utoipa::IntoParams;
use uuid::Uuid;

use super::past_project::{PastProject, PastYear};
use super::record::{ActiveModel, Column, Entity, Model};
use house::places;
use house::register::Standing;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of its name or of who ran it.
    pub q: String,
    /// Buddhist era.
    pub fiscal_year: String,
    /// Official code of a province.
    pub province: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("province", places::narrows_province),
        ("cursor", listing::narrows::<i32>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("fiscal_year", &self.fiscal_year),
            ("province", &self.province),
            ("cursor", cursor),
        ];
        kit::web::address("/past-projects", &fields)
    }
}

/// One page, newest year first.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<PastProject>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let rows = Entity::find()
        .filter(narrowed(filter))
        .filter(listing::after::<i32>(filter.cursor.as_deref(), Column::FiscalYear, Column::Id, &Order::Desc))
        .order_by_desc(Column::FiscalYear)
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, limit, |row| listing::cursor(row.fiscal_year, row.id)).map(PastProject::from))
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all().add(Column::WithdrawnAt.is_null());
    if let Ok(year) = filter.fiscal_year.parse::<i32>() {
        condition = condition.add(Column::FiscalYear.eq(year));
    }
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    let typed = filter.q.trim();
    if typed.is_empty() {
        return condition;
    }
    let having = [Column::NameTh, Column::NameEn, Column::Organiser].map(|column| column.contains(typed));
    condition.add(having.into_iter().fold(Condition::any(), Condition::add))
}

#[derive(FromQueryResult)]
struct YearRow {
    fiscal_year: i32,
    projects: i64,
    budget: Option<i64>,
    recipients: Option<i64>,
}

/// Every year there is, oldest first.
pub(super) async fn list_years(db: &Db) -> Result<Vec<PastYear>> {
    let sum = |column: Column| Expr::col(column).sum().cast_as("bigint");
    let rows = Entity::find()
        .filter(Column::WithdrawnAt.is_null())
        .select_only()
        .column(Column::FiscalYear)
        .column_as(Column::Id.count(), "projects")
        .column_as(sum(Column::BudgetSatang), "budget")
        .column_as(sum(Column::Recipients), "recipients")
        .group_by(Column::FiscalYear)
        .order_by_asc(Column::FiscalYear)
        .into_model::<YearRow>()
        .all(db.reader())
        .await?;
    let year = |row: YearRow| PastYear {
        fiscal_year: FiscalYear(row.fiscal_year),
        projects: row.projects,
        budget: row.budget.map(Satang),
        recipients: row.recipients,
    };
    Ok(rows.into_iter().map(year).collect())
}

/// The newest of a clinic.
pub(super) async fn list_of_clinic(db: &Db, clinic: Uuid, most: u64) -> Result<Vec<PastProject>> {
    let of = Entity::find().filter(Column::ClinicId.eq(clinic)).filter(Column::WithdrawnAt.is_null());
    let rows = of.order_by_desc(Column::FiscalYear).order_by_desc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(PastProject::from).collect())
}

/// Those that were withdrawn, the latest first.
pub(super) async fn list_withdrawn(db: &Db, most: u64) -> Result<Vec<PastProject>> {
    let gone = Entity::find().filter(Column::WithdrawnAt.is_not_null()).order_by_desc(Column::WithdrawnAt);
    let rows = gone.order_by_desc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(PastProject::from).collect())
}

/// A project by its code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<PastProject>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(PastProject::from))
}

/// A project, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<PastProject>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(PastProject::from))
}

/// Those with these codes.
pub(super) async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<Vec<PastProject>> {
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    Ok(rows.into_iter().map(PastProject::from).collect())
}

/// So many after `after`, in the order in which they were entered.
pub(super) async fn list_whole(db: &Db, after: Option<Uuid>, most: u64) -> Result<Vec<PastProject>> {
    let mut rows = Entity::find().filter(Column::WithdrawnAt.is_null());
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = rows.order_by_asc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(PastProject::from).collect())
}

/// Writes new ones.
pub(super) async fn save_new(act: &Act, projects: &[PastProject]) -> Result<()> {
    if projects.is_empty() {
        return Ok(());
    }
    let rows = projects.iter().map(|project| row_of(act, project));
    Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what one that was there says now.
pub(super) async fn save(act: &Act, project: &PastProject) -> Result<()> {
    row_of(act, project).update(act.db()).await?;
    Ok(())
}

fn row_of(act: &Act, project: &PastProject) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = project.standing.columns();
    ActiveModel {
        id: Set(project.id),
        code: Set(project.code.clone()),
        fiscal_year: Set(project.fiscal_year.0),
        name_th: Set(project.name.th.clone()),
        name_en: Set(project.name.en.clone()),
        organiser: Set(project.organiser.clone()),
        clinic_id: Set(project.clinic),
        province: Set(project.province.clone()),
        budget_satang: Set(project.budget.map(|budget| budget.0)),
        recipients: Set(project.recipients),
        result: Set(project.result.clone()),
        source: Set(project.source.clone()),
        note: Set(project.note.clone()),
        invented: Set(project.invented),
        updated_at: Set(act.now()),
        version: Set(project.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
    }
}

impl From<Model> for PastProject {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            fiscal_year: FiscalYear(row.fiscal_year),
            name: Bilingual { th: row.name_th, en: row.name_en },
            organiser: row.organiser,
            clinic: row.clinic_id,
            province: row.province,
            budget: row.budget_satang.map(Satang),
            recipients: row.recipients,
            result: row.result,
            source: row.source,
            note: row.note,
            invented: row.invented,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
