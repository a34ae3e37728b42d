//! The papers of signed versions, in the database.

use house::attachments::{Scan, ScanType};
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record::version;
use super::record_attachments::signed_copy::{ActiveModel, Column, Entity, Model};
use super::signed_copy::SignedCopy;

/// The copies of a project's signed versions, in the order in which they came.
pub(super) async fn list_copies(db: &Db, project: Uuid) -> Result<Vec<SignedCopy>> {
    listed(db.reader(), project).await
}

/// The same inside an act.
pub(super) async fn list_copies_in(act: &Act, project: Uuid) -> Result<Vec<SignedCopy>> {
    listed(act.db(), project).await
}

async fn listed(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<SignedCopy>> {
    let rows = Entity::find().filter(Column::ProjectId.eq(project)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(SignedCopy::from).collect())
}

/// The numbers of the signed versions that are kept, inside an act.
pub(super) async fn list_version_numbers_in(act: &Act, project: Uuid) -> Result<Vec<i32>> {
    let rows = version::Entity::find().filter(version::Column::ProjectId.eq(project));
    Ok(rows.select_only().column(version::Column::PlanVersion).into_tuple().all(act.db()).await?)
}

/// Where the copies of these projects are kept, inside an act.
pub(super) async fn list_copy_keys(act: &Act, projects: &[Uuid]) -> Result<Vec<String>> {
    let rows = Entity::find().filter(Column::ProjectId.is_in(projects.iter().copied()));
    Ok(rows.select_only().column(Column::FileKey).into_tuple().all(act.db()).await?)
}

/// Writes a new one.
pub(super) async fn save_copy(act: &Act, project: Uuid, copy: &SignedCopy) -> Result<()> {
    let row = ActiveModel {
        id: Set(copy.id),
        project_id: Set(project),
        plan_version: Set(copy.plan_version),
        file_key: Set(copy.scan.key.clone()),
        file_name: Set(copy.scan.name.clone()),
        file_type: Set(copy.scan.kind.to_string()),
        sha256: Set(copy.sha256.clone()),
        because: Set(copy.because.clone()),
        added_at: Set(copy.added_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

impl From<Model> for SignedCopy {
    fn from(row: Model) -> Self {
        // Only what was recognised is written.
        let kind = ScanType::from_word(&row.file_type).unwrap_or(ScanType::Pdf);
        Self {
            id: row.id,
            plan_version: row.plan_version,
            scan: Scan { key: row.file_key, name: row.file_name, kind },
            sha256: row.sha256,
            because: row.because,
            added_at: row.added_at,
        }
    }
}
