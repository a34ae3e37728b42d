//! The money of projects in the database: its sums, and the entries they are made of.

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::db::dialect::locked;
use kit::db::rows::rows;
use kit::{Act, Db, Error, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use thai::Satang;
use uuid::Uuid;

use super::availability::Availability;
use super::carry_over::CarryOver;
use super::disbursement::Disbursement;
use super::instalment::Instalment;
use super::money::{Money, Paid};
use super::record::{
    GrantedRow, PaidRow, carry_over, carry_over_line, carry_over_of, disbursement, disbursement_of, instalment,
    instalment_of, project,
};
use super::{store_carry_overs, store_repayments};
use crate::projects::{self, Project, Status};

/// Rows written by one statement: below what both engines bind.
const BATCH: usize = 500;

/// The money of a project: always the same few queries, however much was paid.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_money(connection: &impl ConnectionTrait, project: &Project) -> Result<Money> {
    let instalments = list_instalments(connection, project.id).await?;
    let carry_overs = list_carry_overs(connection, project.id).await?;
    let days = list_paid(connection, project.id).await?;
    let mut money = Money::of(&project.plan.budget, project.plan.fiscal_year, days, instalments, carry_overs);
    money.repayments = store_repayments::list_repayments(connection, project.id).await?;
    money.given_up = project.status == Status::Cancelled;
    Ok(money)
}

/// What of it was paid alone: for where only that is shown.
pub(super) async fn find_paid(db: &Db, project: &Project) -> Result<Money> {
    let days = list_paid(db.reader(), project.id).await?;
    Ok(Money::of(&project.plan.budget, project.plan.fiscal_year, days, Vec::new(), Vec::new()))
}

/// The same as far as it was paid when a day ended, in the plan of that day.
pub(super) async fn find_paid_until(db: &Db, project: &Project, on: NaiveDate) -> Result<Money> {
    let binds = [project.id.into(), on.into()];
    let found = rows::<PaidRow>(db.reader(), include_str!("paid_until.sql"), binds).await?;
    let days = found.into_iter().map(paid_of).collect();
    Ok(Money::of(&project.plan.budget, project.plan.fiscal_year, days, Vec::new(), Vec::new()))
}

fn paid_of(row: PaidRow) -> Paid {
    Paid { line: row.line, on: row.paid_on, carried: row.carried.is_some(), amount: Satang(row.amount) }
}

async fn list_paid(connection: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Paid>> {
    let found = rows::<PaidRow>(connection, include_str!("paid.sql"), [project.into()]).await?;
    Ok(found.into_iter().map(paid_of).collect())
}

/// The days on which the money of a project can be paid. The day of its grant is that of its approval, as the trail
/// has it; of a project that was approved elsewhere that of its signature.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_availability(
    connection: &impl ConnectionTrait,
    project: &Project,
    money: &Money,
) -> Result<Availability> {
    let verb: &'static str = projects::Verb::Approve.into();
    let found = rows::<GrantedRow>(connection, include_str!("granted.sql"), [project.id.into(), verb.into()]).await?;
    let approved = found.into_iter().next().map(|row| thai_day(row.at));
    let granted_on = approved.or_else(|| project.signature.as_ref().map(|signature| signature.on));
    Ok(Availability::of(money.year, granted_on, money.carry_over()))
}

async fn list_instalments(connection: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Instalment>> {
    let found = instalment::Entity::find()
        .filter(instalment::Column::ProjectId.eq(project))
        .order_by_asc(instalment::Column::Number);
    Ok(found.all(connection).await?.into_iter().map(instalment_of).collect())
}

async fn list_carry_overs(connection: &impl ConnectionTrait, project: Uuid) -> Result<Vec<CarryOver>> {
    let found = carry_over::Entity::find()
        .filter(carry_over::Column::ProjectId.eq(project))
        .order_by_asc(carry_over::Column::Number)
        .all(connection)
        .await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids = found.iter().map(|row| row.id);
    let lines = carry_over_line::Entity::find().filter(carry_over_line::Column::CarryOverId.is_in(ids));
    let lines = lines.all(connection).await?;
    let extensions = store_carry_overs::list_extensions(connection, found.iter().map(|row| row.id)).await?;
    Ok(found.into_iter().map(|row| carry_over_of(row, &lines, &extensions)).collect())
}

fn numbered(project: Uuid, number: i32) -> Condition {
    Condition::all().add(disbursement::Column::ProjectId.eq(project)).add(disbursement::Column::Number.eq(number))
}

/// An entry by its number.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, project: Uuid, number: i32) -> Result<Option<Disbursement>> {
    let found = disbursement::Entity::find().filter(numbered(project, number));
    Ok(found.one(db.reader()).await?.map(disbursement_of))
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, project: Uuid, number: i32) -> Result<Option<Disbursement>> {
    let found = locked(disbursement::Entity::find().filter(numbered(project, number)), act.db());
    Ok(found.one(act.db()).await?.map(disbursement_of))
}

/// What belongs to an entry: the counter-entries to a payment, and the payment of a counter-entry.
pub(super) async fn list_beside(connection: &impl ConnectionTrait, entry: &Disbursement) -> Result<Vec<Disbursement>> {
    let which = match entry.corrects {
        Some(payment) => disbursement::Column::Id.eq(payment),
        None => disbursement::Column::CorrectsId.eq(entry.id),
    };
    let found = disbursement::Entity::find().filter(which).order_by_asc(disbursement::Column::Number);
    Ok(found.all(connection).await?.into_iter().map(disbursement_of).collect())
}

/// The entries of these projects under these numbers.
pub(super) async fn list_numbered(db: &Db, projects: &[Uuid], numbers: &[i32]) -> Result<Vec<Disbursement>> {
    let mut found = Vec::new();
    for some in numbers.chunks(BATCH) {
        let rows = disbursement::Entity::find()
            .filter(disbursement::Column::ProjectId.is_in(projects.iter().copied()))
            .filter(disbursement::Column::Number.is_in(some.iter().copied()));
        found.extend(rows.all(db.reader()).await?.into_iter().map(disbursement_of));
    }
    Ok(found)
}

/// Every entry of a project, in the order of its numbers: for files.
pub(super) async fn list_whole(db: &Db, project: Uuid) -> Result<Vec<Disbursement>> {
    let found = disbursement::Entity::find()
        .filter(disbursement::Column::ProjectId.eq(project))
        .order_by_asc(disbursement::Column::Number);
    Ok(found.all(db.reader()).await?.into_iter().map(disbursement_of).collect())
}

/// The codes of the projects of which something was paid, in their order, rehearsals left out: for files.
pub(super) async fn list_projects(db: &Db) -> Result<Vec<String>> {
    let paid = Query::select().column(disbursement::Column::ProjectId).from(disbursement::Entity).to_owned();
    let found = project::Entity::find()
        .select_only()
        .column(project::Column::Code)
        .filter(project::Column::Practice.eq(false))
        .filter(project::Column::Id.in_subquery(paid))
        .order_by_asc(project::Column::Code);
    Ok(found.into_tuple().all(db.reader()).await?)
}

/// The number of the next entry, while the project is held.
pub(super) async fn next_number(act: &Act, project: Uuid) -> Result<i32> {
    let last = disbursement::Entity::find()
        .select_only()
        .column_as(Expr::col(disbursement::Column::Number).max(), "last")
        .filter(disbursement::Column::ProjectId.eq(project))
        .into_tuple::<Option<i32>>()
        .one(act.db())
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Writes new entries.
pub(super) async fn save_new(act: &Act, entries: &[Disbursement]) -> Result<()> {
    for some in entries.chunks(BATCH) {
        let row = |entry: &Disbursement| disbursement::ActiveModel {
            id: Set(entry.id),
            project_id: Set(Some(entry.project)),
            number: Set(Some(entry.number)),
            budget_line_id: Set(entry.line),
            paid_on: Set(entry.paid_on),
            amount: Set(entry.amount.0),
            corrects_id: Set(entry.corrects),
            carry_over_id: Set(entry.carry_over),
            paid_for: Set(entry.paid_for.clone()),
            document_number: Set(entry.document_number.clone()),
            note: Set(entry.note.clone()),
            recorded_at: Set(entry.recorded_at),
            ..changed(entry, entry.version)
        };
        disbursement::Entity::insert_many(some.iter().map(row)).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// What of an entry may change: its receipt, and whether it stands.
fn changed(entry: &Disbursement, version: i64) -> disbursement::ActiveModel {
    let (evidence, withdrawn) = (entry.evidence.as_ref(), entry.withdrawn.as_ref());
    disbursement::ActiveModel {
        evidence_key: Set(evidence.map(|scan| scan.key.clone())),
        evidence_name: Set(evidence.map(|scan| scan.name.clone())),
        evidence_type: Set(evidence.map(|scan| scan.kind.as_str().to_owned())),
        withdrawn_on: Set(withdrawn.map(|one| one.on)),
        withdrawn_because: Set(withdrawn.map(|one| one.because.clone())),
        version: Set(version),
        ..Default::default()
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, entry: &Disbursement) -> Result<()> {
    let done = disbursement::Entity::update_many()
        .set(changed(entry, entry.version + 1))
        .filter(disbursement::Column::Id.eq(entry.id))
        .filter(disbursement::Column::Version.eq(entry.version))
        .exec(act.db())
        .await?;
    if done.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}
