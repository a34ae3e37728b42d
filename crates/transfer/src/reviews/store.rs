//! Reviews in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::{Act, Db, Error, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::record::{ActiveModel, Column, Entity, Model};
use super::review::{Judgement, Review, Status};

/// A review by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Review>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Review::from))
}

/// A reviewer's review of a proposal.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_of(db: &Db, project: Uuid, reviewer: Uuid) -> Result<Option<Review>> {
    let own = Entity::find().filter(Column::ProjectId.eq(project)).filter(Column::ReviewerId.eq(reviewer));
    Ok(own.one(db.reader()).await?.map(Review::from))
}

/// The same, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Review>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Review::from))
}

/// What somebody was asked to judge, the newest first.
pub(super) async fn list_of_reviewer(db: &Db, reviewer: Uuid, most: u64) -> Result<Vec<Review>> {
    let own = Entity::find().filter(Column::ReviewerId.eq(reviewer)).order_by_desc(Column::Id).limit(most);
    Ok(own.all(db.reader()).await?.into_iter().map(Review::from).collect())
}

/// The same, as far as it waits for them, the longest first.
pub(super) async fn list_waiting(db: &Db, reviewer: Uuid, most: u64) -> Result<Vec<Review>> {
    let waits = [Status::Asked, Status::Reading].map(Status::as_str);
    let own = Entity::find().filter(Column::ReviewerId.eq(reviewer)).filter(Column::Status.is_in(waits));
    let rows = own.order_by_asc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// How many wait for somebody.
pub(super) async fn count_waiting(db: &Db, reviewer: Uuid) -> Result<u64> {
    let waits = [Status::Asked, Status::Reading].map(Status::as_str);
    let own = Entity::find().filter(Column::ReviewerId.eq(reviewer)).filter(Column::Status.is_in(waits));
    Ok(own.count(db.reader()).await?)
}

/// What waits for anybody, the longest first.
pub(super) async fn list_all_waiting(db: &Db, most: u64) -> Result<Vec<Review>> {
    let waits = [Status::Asked, Status::Reading].map(Status::as_str);
    let rows = Entity::find().filter(Column::Status.is_in(waits)).order_by_asc(Column::Id).limit(most);
    Ok(rows.all(db.reader()).await?.into_iter().map(Review::from).collect())
}

/// The reviews of proposals, by proposal, each in the order in which they were asked for.
pub(super) async fn list_of_projects(
    db: &Db,
    projects: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Review>>> {
    by_project(db.reader(), projects).await
}

/// The same of one, inside an act.
pub(super) async fn list_of_project_in(act: &Act, project: Uuid) -> Result<Vec<Review>> {
    Ok(by_project(act.db(), [project]).await?.remove(&project).unwrap_or_default())
}

async fn by_project(
    db: &impl ConnectionTrait,
    projects: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Review>>> {
    let of = Entity::find().filter(Column::ProjectId.is_in(projects)).order_by_asc(Column::Id);
    let mut found: HashMap<Uuid, Vec<Review>> = HashMap::new();
    for review in of.all(db).await?.into_iter().map(Review::from) {
        found.entry(review.project).or_default().push(review);
    }
    Ok(found)
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, review: &Review) -> Result<()> {
    Entity::insert(row_of(review)?).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what it says now, unless it was changed since.
pub(super) async fn save(act: &Act, review: &Review) -> Result<()> {
    let mut row = row_of(review)?;
    row.version = Set(review.version + 1);
    let same = Column::Id.eq(review.id).and(Column::Version.eq(review.version));
    let changed = Entity::update_many().set(row).filter(same).exec(act.db()).await?;
    if changed.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

fn row_of(review: &Review) -> Result<ActiveModel> {
    Ok(ActiveModel {
        id: Set(review.id),
        code: Set(review.code.clone()),
        project_id: Set(review.project),
        reviewer_id: Set(review.reviewer),
        status: Set(review.status.to_string()),
        conflict: Set(review.conflict.clone()),
        scores: Set(serde_json::to_value(&review.judgement.scores)?),
        to_proposer: Set(review.judgement.to_proposer.clone()),
        to_ministry: Set(review.judgement.to_ministry.clone()),
        asked_at: Set(review.asked_at),
        sealed_at: Set(review.sealed_at),
        plan_version: Set(review.plan_version),
        version: Set(review.version),
    })
}

impl From<Model> for Review {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            project: row.project_id,
            reviewer: row.reviewer_id,
            // The schema admits no other word.
            status: Status::from_word(&row.status).unwrap_or(Status::Withdrawn),
            conflict: row.conflict,
            judgement: Judgement {
                scores: serde_json::from_value(row.scores).unwrap_or_default(),
                to_proposer: row.to_proposer,
                to_ministry: row.to_ministry,
            },
            asked_at: row.asked_at,
            sealed_at: row.sealed_at,
            plan_version: row.plan_version,
            version: row.version,
        }
    }
}
