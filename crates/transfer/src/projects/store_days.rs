//! Projects as they stood: how each was when a day on which it changed ended.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::{Act, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::project::{Project, Status};
use super::record::{Column, Entity, day};
use super::store::{BATCH, technologies_of, whole};

/// A project as it stood when a day ended.
pub(super) struct Stood {
    pub(super) project: Project,
    /// What it transferred then.
    pub(super) technologies: Vec<Uuid>,
}

/// How a project stood when a day ended; `None` where nothing is known of it that day.
pub(super) async fn find_as_of(db: &Db, id: Uuid, on: NaiveDate) -> Result<Option<Stood>> {
    let of_project = || day::Entity::find().filter(day::Column::ProjectId.eq(id));
    let before = of_project().filter(day::Column::Day.lte(on)).order_by_desc(day::Column::Day).one(db.reader()).await?;
    if let Some(row) = before {
        let technologies = serde_json::from_value(row.technologies)?;
        let mut project: Project = serde_json::from_value(row.state)?;
        // Days that were kept before this was known do not say it.
        project.was_public |= project.status == Status::Cancelled && was_public(db, id).await?;
        return Ok(Some(Stood { project, technologies }));
    }
    if of_project().one(db.reader()).await?.is_some() {
        return Ok(None);
    }
    let since = unchanged_since(db.reader(), &[id]).await?.remove(&id);
    if since.is_none_or(|since| on < since) {
        return Ok(None);
    }
    let technologies = technologies_of(db.reader(), &[id]).await?.remove(&id).unwrap_or_default();
    let project = whole(db.reader(), Entity::find_by_id(id)).await?.pop();
    Ok(project.map(|project| Stood { project, technologies }))
}

async fn was_public(db: &Db, id: Uuid) -> Result<bool> {
    let row = Entity::find_by_id(id).select_only().column(Column::WasPublic);
    Ok(row.into_tuple().one(db.reader()).await?.unwrap_or(false))
}

/// The days on which a project changed, the latest first: all, or those on which strangers could read it.
pub(super) async fn list_days(db: &Db, project: &Project, public: bool) -> Result<Vec<NaiveDate>> {
    let of_project = day::Column::ProjectId.eq(project.id);
    let mut rows = day::Entity::find().select_only().column(day::Column::Day).filter(of_project);
    if public {
        // What is given up is so for good.
        let given_up = |status: &Status| *status == Status::Cancelled && project.was_public;
        let seen = Status::ALL.iter().filter(|status| status.is_public() || given_up(status));
        let seen = seen.map(|status| status.as_str());
        rows = rows.filter(day::Column::Status.is_in(seen));
    }
    Ok(rows.order_by_desc(day::Column::Day).into_tuple().all(db.reader()).await?)
}

/// Before the first change of a project of which no day is kept: how it stood until now.
pub(super) async fn begin(act: &Act, ids: &[Uuid]) -> Result<()> {
    for some in ids.chunks(BATCH) {
        let kept: HashSet<Uuid> = day::Entity::find()
            .select_only()
            .column(day::Column::ProjectId)
            .filter(day::Column::ProjectId.is_in(some.iter().copied()))
            .into_tuple()
            .all(act.db())
            .await?
            .into_iter()
            .collect();
        let new: Vec<Uuid> = some.iter().copied().filter(|id| !kept.contains(id)).collect();
        if new.is_empty() {
            continue;
        }
        let since = unchanged_since(act.db(), &new).await?;
        let projects = whole(act.db(), Entity::find().filter(Column::Id.is_in(new))).await?;
        save_on(act, &projects, |project| since.get(&project.id).copied().unwrap_or(act.today())).await?;
    }
    Ok(())
}

/// Keeps how projects stand now as how they stand today.
pub(super) async fn save_day(act: &Act, projects: &[Project]) -> Result<()> {
    save_on(act, projects, |_| act.today()).await
}

async fn save_on(act: &Act, projects: &[Project], on: impl Fn(&Project) -> NaiveDate) -> Result<()> {
    let again = [day::Column::Status, day::Column::State, day::Column::Technologies];
    let again = OnConflict::columns([day::Column::ProjectId, day::Column::Day]).update_columns(again).to_owned();
    for some in projects.chunks(BATCH) {
        let ids: Vec<Uuid> = some.iter().map(|project| project.id).collect();
        let mut technologies = technologies_of(act.db(), &ids).await?;
        let row = |project: &Project| -> Result<day::ActiveModel> {
            Ok(day::ActiveModel {
                project_id: Set(project.id),
                day: Set(on(project)),
                status: Set(project.status.to_string()),
                state: Set(serde_json::to_value(project)?),
                technologies: Set(serde_json::json!(technologies.remove(&project.id).unwrap_or_default())),
            })
        };
        let rows = some.iter().map(row).collect::<Result<Vec<_>>>()?;
        day::Entity::insert_many(rows).on_conflict(again.clone()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Keeps which technologies a project transfers from today on; [`begin`] was asked before they changed.
pub(super) async fn save_technologies_of_day(act: &Act, id: Uuid) -> Result<()> {
    let of_project = day::Entity::find().filter(day::Column::ProjectId.eq(id));
    let Some(last) = of_project.order_by_desc(day::Column::Day).one(act.db()).await? else { return Ok(()) };
    let technologies = technologies_of(act.db(), &[id]).await?.remove(&id).unwrap_or_default();
    let row = day::ActiveModel {
        project_id: Set(id),
        day: Set(act.today()),
        status: Set(last.status),
        state: Set(last.state),
        technologies: Set(serde_json::json!(technologies)),
    };
    let again = OnConflict::columns([day::Column::ProjectId, day::Column::Day])
        .update_column(day::Column::Technologies)
        .to_owned();
    day::Entity::insert(row).on_conflict(again).exec_without_returning(act.db()).await?;
    Ok(())
}

/// The days since which projects have not changed.
async fn unchanged_since(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, NaiveDate>> {
    let rows: Vec<(Uuid, kit::Timestamp)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::UpdatedAt])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, at)| (id, thai_day(at))).collect())
}
