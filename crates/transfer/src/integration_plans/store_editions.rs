//! What was sealed each time a plan was frozen.

use std::collections::HashMap;

use kit::{Act, Db, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::integration_plan::IntegrationPlan;
use super::record::edition::{ActiveModel, Column, Entity, Model};
use super::seal::{self, Line};
use super::store_days::Stood;

/// Keeps what a plan is frozen with.
pub(super) async fn save_new(act: &Act, plan: &IntegrationPlan, lines: &[Line]) -> Result<()> {
    let edition = ActiveModel {
        plan_id: Set(plan.id),
        edition: Set(plan.edition),
        state: Set(serde_json::to_value(plan)?),
        lines: Set(seal::text(lines)),
        published: Set(false),
    };
    Entity::insert(edition).exec_without_returning(act.db()).await?;
    Ok(())
}

/// The edition that a plan has now is everybody's.
pub(super) async fn save_published(act: &Act, plan: &IntegrationPlan) -> Result<()> {
    let of = Entity::find_by_id((plan.id, plan.edition)).one(act.db()).await?;
    if let Some(row) = of {
        let state = Set(serde_json::to_value(plan)?);
        ActiveModel { state, published: Set(true), ..row.into() }.update(act.db()).await?;
    }
    Ok(())
}

/// Editions of a plan without what they say of rows, the latest first: all, or those that were published.
pub(super) async fn list(db: &Db, plan: Uuid, published: bool) -> Result<Vec<IntegrationPlan>> {
    let mut of = Entity::find().select_only().column(Column::State).filter(Column::PlanId.eq(plan));
    if published {
        of = of.filter(Column::Published.eq(true));
    }
    let states: Vec<serde_json::Value> = of.order_by_desc(Column::Edition).into_tuple().all(db.reader()).await?;
    Ok(states.into_iter().map(serde_json::from_value).collect::<Result<_, _>>()?)
}

/// One edition; `None` also where its text is not what was written.
pub(super) async fn find(db: &Db, plan: Uuid, edition: i32) -> Result<Option<Stood>> {
    Entity::find_by_id((plan, edition)).one(db.reader()).await?.map_or(Ok(None), stood)
}

/// The edition that was published last.
pub(super) async fn find_published(db: &Db, plan: Uuid) -> Result<Option<Stood>> {
    let of = Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::Published.eq(true));
    of.order_by_desc(Column::Edition).one(db.reader()).await?.map_or(Ok(None), stood)
}

/// Of each plan the edition that was published last, without what it says of rows.
pub(super) async fn list_published(db: &Db) -> Result<Vec<IntegrationPlan>> {
    let of = Entity::find().select_only().columns([Column::PlanId, Column::State]);
    let of = of.filter(Column::Published.eq(true)).order_by_asc(Column::Edition);
    let states: Vec<(Uuid, serde_json::Value)> = of.into_tuple().all(db.reader()).await?;
    let last: HashMap<Uuid, serde_json::Value> = states.into_iter().collect();
    Ok(last.into_values().map(serde_json::from_value).collect::<Result<_, _>>()?)
}

fn stood(row: Model) -> Result<Option<Stood>> {
    let plan: IntegrationPlan = serde_json::from_value(row.state)?;
    let Some(lines) = seal::read(&row.lines) else { return Ok(None) };
    let sealed = plan.seal.as_ref().map(|seal| &seal.figures);
    Ok(Some(lines).filter(|lines| seal::figures(lines).as_ref() == sealed).map(|lines| Stood { plan, lines }))
}
