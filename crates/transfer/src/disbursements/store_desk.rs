//! What waits on desks, in the database: always the same few queries, however many projects there are.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::{Db, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::carry_over::CarryOverStatus;
use super::desk::{Waiting, Whose, Why};
use super::instalment::InstalmentStatus;
use super::record::{
    budget_line, carry_over, carry_over_extension, carry_over_line, disbursement, instalment, project,
};
use crate::projects::Status;

/// The states in which the money of a project goes on.
const GOING_ON: [Status; 3] = [Status::Approved, Status::Transferred, Status::FollowingUp];

/// Projects that go on: all, or those that these clinics lead.
fn going_on(whose: &Whose, own: bool) -> Condition {
    let which = Condition::all()
        .add(project::Column::Practice.eq(whose.rehearsing.is_some()))
        .add(project::Column::Status.is_in(GOING_ON.map(Status::as_str)));
    match own || whose.rehearsing.is_some() {
        true => which.add(project::Column::LeadClinicId.is_in(whose.leading())),
        false => which,
    }
}

fn waiting(why: Why, project: &project::Model, amount: i64, on: NaiveDate) -> Waiting {
    let name = Bilingual { th: project.name_th.clone(), en: project.name_en.clone() };
    Waiting { why, project: project.code.clone(), name, amount: Satang(amount), on }
}

async fn instalments(db: &Db, why: Why, found: Select<instalment::Entity>, limit: u64) -> Result<Vec<Waiting>> {
    let to_project: RelationDef = instalment::Entity::belongs_to(project::Entity)
        .from(instalment::Column::ProjectId)
        .to(project::Column::Id)
        .into();
    let found = found.join(JoinType::InnerJoin, to_project).select_also(project::Entity).limit(limit);
    let one = |(row, project): (instalment::Model, Option<project::Model>)| {
        let on = row.released_on.unwrap_or(row.due_on);
        project.map(|project| waiting(why, &project, row.amount, on))
    };
    Ok(found.all(db.reader()).await?.into_iter().filter_map(one).collect())
}

/// Instalments that are due up to a day, the longest due first.
pub(super) async fn list_to_release(db: &Db, whose: &Whose, until: NaiveDate, limit: u64) -> Result<Vec<Waiting>> {
    let due = instalment::Entity::find()
        .filter(going_on(whose, false))
        .filter(instalment::Column::Status.eq(InstalmentStatus::Planned.as_str()))
        .filter(instalment::Column::DueOn.lte(until))
        .order_by_asc(instalment::Column::DueOn);
    instalments(db, Why::ToRelease, due, limit).await
}

/// Instalments of the reader's clinics that were released since a day, the latest first.
pub(super) async fn list_released(db: &Db, whose: &Whose, since: NaiveDate, limit: u64) -> Result<Vec<Waiting>> {
    let news = instalment::Entity::find()
        .filter(going_on(whose, true))
        .filter(instalment::Column::Status.eq(InstalmentStatus::Released.as_str()))
        .filter(instalment::Column::ReleasedOn.gte(since))
        .order_by_desc(instalment::Column::ReleasedOn);
    instalments(db, Why::Released, news, limit).await
}

/// Carry-overs that are to be decided, the longest asked first.
pub(super) async fn list_to_decide(db: &Db, whose: &Whose, limit: u64) -> Result<Vec<Waiting>> {
    let to_project: RelationDef = carry_over::Entity::belongs_to(project::Entity)
        .from(carry_over::Column::ProjectId)
        .to(project::Column::Id)
        .into();
    let mut which = Condition::all().add(project::Column::Practice.eq(whose.rehearsing.is_some()));
    if whose.rehearsing.is_some() {
        which = which.add(project::Column::LeadClinicId.is_in(whose.leading()));
    }
    let found = carry_over::Entity::find()
        .filter(carry_over::Column::Status.eq(CarryOverStatus::Asked.as_str()))
        .join(JoinType::InnerJoin, to_project)
        .select_also(project::Entity)
        .filter(which)
        .order_by_asc(carry_over::Column::AskedOn)
        .limit(limit);
    let found = found.all(db.reader()).await?;
    let ids: Vec<Uuid> = found.iter().map(|(row, _)| row.id).collect();
    let lines = carry_over_line::Entity::find().filter(carry_over_line::Column::CarryOverId.is_in(ids));
    let lines = lines.all(db.reader()).await?;
    let one = |(row, project): (carry_over::Model, Option<project::Model>)| {
        let amount = lines.iter().filter(|line| line.carry_over_id == row.id).map(|line| line.amount).sum();
        project.map(|project| waiting(Why::ToDecide, &project, amount, row.until_on))
    };
    Ok(found.into_iter().filter_map(one).collect())
}

/// Later last days of what was carried over that are to be decided, the longest asked first.
pub(super) async fn list_extensions_to_decide(db: &Db, whose: &Whose, limit: u64) -> Result<Vec<Waiting>> {
    let to_carry_over: RelationDef = carry_over_extension::Entity::belongs_to(carry_over::Entity)
        .from(carry_over_extension::Column::CarryOverId)
        .to(carry_over::Column::Id)
        .into();
    let to_project: RelationDef = carry_over::Entity::belongs_to(project::Entity)
        .from(carry_over::Column::ProjectId)
        .to(project::Column::Id)
        .into();
    let mut which = Condition::all().add(project::Column::Practice.eq(whose.rehearsing.is_some()));
    if whose.rehearsing.is_some() {
        which = which.add(project::Column::LeadClinicId.is_in(whose.leading()));
    }
    let amount = Query::select()
        .expr(Expr::col(carry_over_line::Column::Amount).sum().cast_as("bigint"))
        .from(carry_over_line::Entity)
        .and_where(
            Expr::col((carry_over_line::Entity, carry_over_line::Column::CarryOverId))
                .equals((carry_over_extension::Entity, carry_over_extension::Column::CarryOverId)),
        )
        .to_owned();
    let found = carry_over_extension::Entity::find()
        .filter(carry_over_extension::Column::Status.eq(CarryOverStatus::Asked.as_str()))
        .join(JoinType::InnerJoin, to_carry_over)
        .join(JoinType::InnerJoin, to_project)
        .filter(which)
        .order_by_asc(carry_over_extension::Column::AskedOn)
        .limit(limit)
        .select_only()
        .column(project::Column::Code)
        .column(project::Column::NameTh)
        .column(project::Column::NameEn)
        .expr_as(Expr::SubQuery(None, Box::new(amount.into())), "amount")
        .column(carry_over_extension::Column::UntilOn)
        .into_tuple::<(String, String, Option<String>, i64, NaiveDate)>();
    let one = |(project, th, en, amount, on)| Waiting {
        why: Why::ToExtend,
        project,
        name: Bilingual { th, en },
        amount: Satang(amount),
        on,
    };
    Ok(found.all(db.reader()).await?.into_iter().map(one).collect())
}

/// Projects of a year that these clinics lead, with money that was neither paid nor asked to be carried over.
pub(super) async fn list_year_ends(db: &Db, whose: &Whose, year: FiscalYear, limit: u64) -> Result<Vec<Waiting>> {
    let asked = Query::select()
        .column(carry_over::Column::ProjectId)
        .from(carry_over::Entity)
        .and_where(carry_over::Column::Status.ne(CarryOverStatus::Declined.as_str()))
        .to_owned();
    let projects = project::Entity::find()
        .filter(going_on(whose, true))
        .filter(project::Column::FiscalYear.eq(year.0))
        .filter(project::Column::Id.not_in_subquery(asked))
        .order_by_asc(project::Column::Code)
        .limit(limit)
        .all(db.reader())
        .await?;
    let ids = || projects.iter().map(|one| one.id);
    let granted = Expr::col(budget_line::Column::GrantedBefore).add(Expr::col(budget_line::Column::GrantedNow));
    let granted: HashMap<Uuid, i64> = budget_line::Entity::find()
        .select_only()
        .column(budget_line::Column::ProjectId)
        .column_as(granted.sum().cast_as("bigint"), "granted")
        .filter(budget_line::Column::ProjectId.is_in(ids()))
        .group_by(budget_line::Column::ProjectId)
        .into_tuple::<(Uuid, i64)>()
        .all(db.reader())
        .await?
        .into_iter()
        .collect();
    let paid: HashMap<Uuid, i64> = disbursement::Entity::find()
        .select_only()
        .column(disbursement::Column::ProjectId)
        .column_as(disbursement::Column::Amount.sum().cast_as("bigint"), "paid")
        .filter(disbursement::Column::ProjectId.is_in(ids()))
        .filter(disbursement::Column::WithdrawnOn.is_null())
        .group_by(disbursement::Column::ProjectId)
        .into_tuple::<(Uuid, i64)>()
        .all(db.reader())
        .await?
        .into_iter()
        .collect();
    let left = |id: &Uuid| granted.get(id).copied().unwrap_or(0).saturating_sub(paid.get(id).copied().unwrap_or(0));
    let with_money = projects.iter().filter(|one| left(&one.id) > 0);
    Ok(with_money.map(|one| waiting(Why::YearEnds, one, left(&one.id), year.end())).collect())
}
