//! Plans in the database: each, all of them with what they come to, and what one says as a whole.

use kit::db::dialect::locked;
use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Set, Value,
};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::integration_plan::{Description, Figures, IntegrationPlan, Seal, Status};
use super::record::{ActiveModel, Column, Entity, Model};
use super::store_lines::list_lines;
use super::summary::Tally;
use super::{seal, store_days};

/// The plan of a fiscal year.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_of_year(db: &Db, year: i32) -> Result<Option<IntegrationPlan>> {
    Ok(Entity::find().filter(Column::FiscalYear.eq(year)).one(db.reader()).await?.map(IntegrationPlan::from))
}

/// The plan of a fiscal year as people write it, in whichever digits.
pub(super) async fn find_of_code(db: &Db, year: &str) -> Result<Option<IntegrationPlan>> {
    match thai::digits::to_ascii(year).parse() {
        Ok(year) => find_of_year(db, year).await,
        Err(_) => Ok(None),
    }
}

/// The same inside an act, to be changed: rows and seal wait for it.
pub(super) async fn find_of_year_for_change(act: &Act, year: i32) -> Result<Option<IntegrationPlan>> {
    let found = locked(Entity::find().filter(Column::FiscalYear.eq(year)), act.db());
    Ok(found.one(act.db()).await?.map(IntegrationPlan::from))
}

/// Plans by their identifiers, inside an act, held until it ends.
pub(super) async fn list_for_change(act: &Act, ids: Vec<Uuid>) -> Result<Vec<IntegrationPlan>> {
    let found = locked(Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Id), act.db());
    Ok(found.all(act.db()).await?.into_iter().map(IntegrationPlan::from).collect())
}

/// A plan by its identifier.
pub(super) async fn find(db: &Db, id: Uuid) -> Result<Option<IntegrationPlan>> {
    Ok(Entity::find_by_id(id).one(db.reader()).await?.map(IntegrationPlan::from))
}

/// Every plan, newest year first: there is one a year.
pub(super) async fn list(db: &Db) -> Result<Vec<IntegrationPlan>> {
    let all = Entity::find().order_by_desc(Column::FiscalYear).all(db.reader()).await?;
    Ok(all.into_iter().map(IntegrationPlan::from).collect())
}

#[derive(FromQueryResult)]
struct TallyRow {
    plan_id: Uuid,
    rows: i64,
    amount: i64,
}

/// What every plan comes to, in one query.
pub(super) async fn list_tallies(db: &Db) -> Result<Vec<(Uuid, Tally)>> {
    let found = rows::<TallyRow>(db.reader(), include_str!("sql/tallies.sql"), [] as [Value; 0]).await?;
    Ok(found.into_iter().map(|row| (row.plan_id, Tally { rows: row.rows, sum: Satang(row.amount) })).collect())
}

/// What a plan comes to as it stands, with its digest.
pub(super) async fn figures(db: &Db, plan: &IntegrationPlan) -> Result<Figures> {
    figures_in(db.reader(), plan).await
}

/// The same, also inside an act.
pub(super) async fn figures_in(connection: &impl ConnectionTrait, plan: &IntegrationPlan) -> Result<Figures> {
    seal::figures(&list_lines(connection, plan.id).await?).ok_or_else(|| overflows(plan))
}

/// Rows are so limited that this is never seen.
pub(super) fn overflows(plan: &IntegrationPlan) -> Error {
    Error::from(anyhow::anyhow!("the sum of plan {} overflows", plan.code))
}

#[derive(FromQueryResult)]
struct CountRow {
    rows: i64,
}

/// How many of its rows lack what each must say: who carries it out, and what it costs.
pub(super) async fn count_lacking(connection: &impl ConnectionTrait, plan: Uuid) -> Result<i64> {
    let found = rows::<CountRow>(connection, include_str!("sql/lacking.sql"), [plan.into()]).await?;
    Ok(found.first().map_or(0, |row| row.rows))
}

/// The years of frozen plans that say something else than their seal: for `techclinic verify`
/// (docs/requirements.md G-19).
///
/// # Errors
/// When the database cannot be read.
pub async fn broken_seals(db: &Db) -> Result<Vec<i32>> {
    let mut broken = Vec::new();
    for plan in list(db).await? {
        let sealed = plan.seal.is_some();
        if sealed && plan.is_broken(&figures(db, &plan).await?) {
            broken.push(plan.year.0);
        }
    }
    Ok(broken)
}

/// Writes a new plan.
pub(super) async fn save_new(act: &Act, plan: &IntegrationPlan) -> Result<()> {
    let row = ActiveModel { created_at: Set(act.now()), ..row_of(act, plan) };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what is said of it now, and how far it has come.
pub(super) async fn save(act: &Act, plan: &IntegrationPlan) -> Result<()> {
    store_days::keep_plan(act, plan.id).await?;
    row_of(act, plan).update(act.db()).await?;
    Ok(())
}

fn row_of(act: &Act, plan: &IntegrationPlan) -> ActiveModel {
    let (told, seal) = (plan.told.clone(), plan.seal.as_ref());
    ActiveModel {
        id: Set(plan.id),
        fiscal_year: Set(plan.year.0),
        name_th: Set(told.name.th),
        name_en: Set(told.name.en),
        goal: Set(told.goal),
        source: Set(told.source),
        note: Set(told.note),
        stated_count: Set(told.stated_count),
        stated_satang: Set(told.stated_sum.map(|sum| sum.0)),
        status: Set(plan.status.as_str().to_owned()),
        edition: Set(plan.edition),
        sealed_count: Set(seal.map(|seal| seal.figures.count)),
        sealed_satang: Set(seal.map(|seal| seal.figures.sum.0)),
        sealed_sha256: Set(seal.map(|seal| seal.figures.sha256.clone())),
        frozen_at: Set(seal.map(|seal| seal.at)),
        frozen_by: Set(seal.and_then(|seal| seal.by)),
        published_at: Set(plan.published_at),
        opened_because: Set(plan.opened_because.clone()),
        invented: Set(plan.invented),
        updated_at: Set(act.now()),
        version: Set(plan.version),
        ..Default::default()
    }
}

impl From<Model> for IntegrationPlan {
    fn from(row: Model) -> Self {
        // Whatever of a seal is gone makes one that fits nothing.
        let seal = row.frozen_at.map(|at| Seal {
            figures: Figures {
                count: row.sealed_count.unwrap_or(-1),
                sum: Satang(row.sealed_satang.unwrap_or(-1)),
                sha256: row.sealed_sha256.unwrap_or_default(),
            },
            at,
            by: row.frozen_by,
        });
        Self {
            id: row.id,
            year: FiscalYear(row.fiscal_year),
            code: row.fiscal_year.to_string(),
            told: Description {
                name: Bilingual { th: row.name_th, en: row.name_en },
                goal: row.goal,
                source: row.source,
                note: row.note,
                stated_count: row.stated_count,
                stated_sum: row.stated_satang.map(Satang),
            },
            // The schema admits no other words.
            status: Status::from_word(&row.status).unwrap_or(Status::Compiling),
            edition: row.edition,
            seal,
            published_at: row.published_at,
            opened_because: row.opened_because,
            invented: row.invented,
            version: row.version,
        }
    }
}
