//! What a plan is compiled from and compared with: our own projects of its year, and the rows it has of them.

use std::collections::{BTreeSet, HashMap};

use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::{Act, Result};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use thai::Satang;
use uuid::Uuid;

use super::compiling::Candidate;
use super::plan_row::PlanRow;
use super::record::row::{Column, Entity};
use super::store_rows;

#[derive(FromQueryResult)]
struct ProjectRow {
    id: Uuid,
    name_th: String,
    name_en: Option<String>,
    stated_total: i64,
    responsible: String,
    organisation_id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct PlaceRow {
    project_id: Uuid,
    province: String,
}

#[derive(FromQueryResult)]
struct NeedRow {
    project_id: Uuid,
    need_id: Uuid,
}

#[derive(FromQueryResult)]
struct ItemRow {
    project_id: Uuid,
    plan_item_id: Uuid,
}

/// Our own projects of a fiscal year that are approved or further, in four queries.
pub(super) async fn list_candidates(act: &Act, year: i32) -> Result<Vec<Candidate>> {
    let projects = rows::<ProjectRow>(act.db(), include_str!("sql/candidates.sql"), [year.into()]).await?;
    let mut places: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
    for row in rows::<PlaceRow>(act.db(), include_str!("sql/candidate_places.sql"), [year.into()]).await? {
        places.entry(row.project_id).or_default().insert(row.province);
    }
    let mut needs: HashMap<Uuid, Uuid> = HashMap::new();
    for row in rows::<NeedRow>(act.db(), include_str!("sql/candidate_needs.sql"), [year.into()]).await? {
        needs.entry(row.project_id).or_insert(row.need_id);
    }
    let mut items: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in rows::<ItemRow>(act.db(), include_str!("sql/candidate_items.sql"), [year.into()]).await? {
        items.entry(row.project_id).or_default().push(row.plan_item_id);
    }
    let candidate = |row: ProjectRow| Candidate {
        project: row.id,
        name: Bilingual { th: row.name_th, en: row.name_en },
        agency: row.organisation_id,
        led_by: row.responsible.lines().next().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned),
        provinces: places.remove(&row.id).unwrap_or_default().into_iter().collect(),
        amount: Some(Satang(row.stated_total)).filter(|total| *total > Satang::ZERO),
        need: needs.remove(&row.id),
        items: items.remove(&row.id).unwrap_or_default(),
    };
    Ok(projects.into_iter().map(candidate).collect())
}

/// The rows of a plan that are projects of our own, by project, also those that were withdrawn.
pub(super) async fn list_compiled_for_change(act: &Act, plan: Uuid) -> Result<HashMap<Uuid, PlanRow>> {
    let found = Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::ProjectId.is_not_null());
    let found = kit::db::dialect::locked(found.order_by_asc(Column::Id), act.db()).all(act.db()).await?;
    let rows = store_rows::with_items(act.db(), found).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.project?, row))).collect())
}
