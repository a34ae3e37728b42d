//! Areas by themselves in the database: whose they are, and which clinic answers for them.

use std::collections::HashMap;

use kit::{Act, Db, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::area::ProjectArea;
use super::project::INDEXED;
use super::record::{Column, Entity};
use super::record_parts::{area, area_of};
use super::store_parts::places_of;

/// One area with whose it is.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_area(db: &Db, id: Uuid) -> Result<Option<ProjectArea>> {
    Ok(list_project_areas(db, area::Column::Id.eq(id)).await?.pop())
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

/// Says which clinic answers for an area.
pub(super) async fn save_area_clinic(act: &Act, id: Uuid, clinic: Option<Uuid>) -> Result<()> {
    let change = area::ActiveModel { clinic_id: Set(clinic), ..Default::default() };
    area::Entity::update_many().set(change).filter(area::Column::Id.eq(id)).exec(act.db()).await?;
    let whose = area::Entity::find().select_only().column(area::Column::ProjectId).filter(area::Column::Id.eq(id));
    let projects: Vec<Uuid> = whose.into_tuple().all(act.db()).await?;
    act.changed(INDEXED, projects).await
}
