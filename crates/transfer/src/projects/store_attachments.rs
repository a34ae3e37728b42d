//! What is attached to plans because a call asks for it, in the database.

use kit::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::record_attachments::attachment::{Column, Entity};

/// Which of the documents that its call asks for stand with a project.
pub(super) async fn list_asked(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Uuid>> {
    let rows = Entity::find().filter(Column::ProjectId.eq(project)).filter(Column::AskedId.is_not_null());
    Ok(rows.select_only().column(Column::AskedId).into_tuple().all(db).await?)
}
