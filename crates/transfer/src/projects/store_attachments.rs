//! What is attached to plans, in the database.

use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::attachment::{AttachedKind, Attachment};
use super::record_attachments::attachment::{ActiveModel, Column, Entity, Model};

/// What is attached to a project, in the order in which it came.
pub(super) async fn list_attachments(db: &Db, project: Uuid) -> Result<Vec<Attachment>> {
    listed(db.reader(), project).await
}

/// The same inside an act.
pub(super) async fn list_attachments_in(act: &Act, project: Uuid) -> Result<Vec<Attachment>> {
    listed(act.db(), project).await
}

async fn listed(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Attachment>> {
    let rows = Entity::find().filter(Column::ProjectId.eq(project)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Attachment::from).collect())
}

/// Which of the documents that its call asks for stand with a project.
pub(super) async fn list_asked(db: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Uuid>> {
    let rows = Entity::find().filter(Column::ProjectId.eq(project)).filter(Column::AskedId.is_not_null());
    Ok(rows.select_only().column(Column::AskedId).into_tuple().all(db).await?)
}

/// Where the files of these projects are kept, inside an act.
pub(super) async fn list_file_keys(act: &Act, projects: &[Uuid]) -> Result<Vec<String>> {
    let rows = Entity::find().filter(Column::ProjectId.is_in(projects.iter().copied()));
    Ok(rows.select_only().column(Column::FileKey).into_tuple().all(act.db()).await?)
}

/// Writes a new one.
pub(super) async fn save_attachment(act: &Act, project: Uuid, new: &Attachment) -> Result<()> {
    let row = ActiveModel {
        id: Set(new.id),
        project_id: Set(project),
        kind: Set(new.kind.to_string()),
        asked_id: Set(new.asked),
        title_th: Set(new.title.th.clone()),
        title_en: Set(new.title.en.clone()),
        may_publish: Set(new.may_publish),
        file_key: Set(new.key.clone()),
        media_type: Set(new.media_type.clone()),
        bytes: Set(new.bytes),
        width: Set(new.size.map(|(width, _)| width)),
        height: Set(new.size.map(|(_, height)| height)),
        sha256: Set(new.sha256.clone()),
        added_at: Set(new.added_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Takes one away.
pub(super) async fn delete_attachment(act: &Act, id: Uuid) -> Result<()> {
    Entity::delete_by_id(id).exec(act.db()).await?;
    Ok(())
}

impl From<Model> for Attachment {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            // The schema admits no other word.
            kind: AttachedKind::from_word(&row.kind).unwrap_or(AttachedKind::Paper),
            asked: row.asked_id,
            title: Bilingual { th: row.title_th, en: row.title_en },
            may_publish: row.may_publish,
            key: row.file_key,
            media_type: row.media_type,
            bytes: row.bytes,
            size: row.width.zip(row.height),
            sha256: row.sha256,
            added_at: row.added_at,
        }
    }
}
