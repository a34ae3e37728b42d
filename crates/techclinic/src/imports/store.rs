//! Imports in the database: what was brought in, and a digest of each row it wrote.

use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QuerySelect, Set};
use uuid::Uuid;

use super::import::Import;
use super::record::{ActiveModel, Entity, Model, import_record};
use house::exchange::Change;

/// Rows written by one statement: below what both engines bind.
const BATCH: usize = 500;

/// A salted digest of what a file said about a record. The salt is forgotten with the person.
pub(super) struct RowDigest {
    pub(super) salt: [u8; 16],
    pub(super) digest: [u8; 32],
}

/// The codes of imports whose counts are not those of the records they name.
pub(super) async fn list_miscounted(db: &Db) -> Result<Vec<String>> {
    let counted: Vec<(Uuid, i64)> = import_record::Entity::find()
        .select_only()
        .column(import_record::Column::ImportId)
        .column_as(import_record::Column::RecordId.count(), "records")
        .group_by(import_record::Column::ImportId)
        .into_tuple()
        .all(db.reader())
        .await?;
    let counted: std::collections::HashMap<_, _> = counted.into_iter().collect();
    let imports = Entity::find().all(db.reader()).await?;
    let said = |import: &Model| i64::from(import.added) + i64::from(import.changed) + i64::from(import.unchanged);
    let wrong = imports.into_iter().filter(|import| counted.get(&import.id).copied().unwrap_or(0) != said(import));
    Ok(wrong.map(|import| import.code).collect())
}

/// Writes a new import, so that its records can refer to it.
pub(super) async fn save_new(act: &Act, import: &Import) -> Result<()> {
    Entity::insert(row_of(import)).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what came of it.
pub(super) async fn save(act: &Act, import: &Import) -> Result<()> {
    row_of(import).update(act.db()).await?;
    Ok(())
}

/// A record that an import wrote: what it did with it, how it stood before, and what the file said.
pub(super) struct Written {
    pub(super) record: Uuid,
    pub(super) change: Change,
    pub(super) stood: Option<String>,
    pub(super) digest: RowDigest,
}

/// Writes which records an import wrote.
pub(super) async fn save_written(act: &Act, import: Uuid, written: Vec<Written>) -> Result<()> {
    let mut left = written.into_iter().peekable();
    while left.peek().is_some() {
        let rows = left.by_ref().take(BATCH).map(|one| import_record::ActiveModel {
            import_id: Set(import),
            record_id: Set(one.record),
            salt: Set(Some(one.digest.salt.to_vec())),
            digest: Set(one.digest.digest.to_vec()),
            change: Set(Some(one.change.as_str().to_owned())),
            stood: Set(one.stood),
        });
        import_record::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Leaves the job of forgetting an uploaded file for later.
pub(super) async fn save_forgetting(db: &Db, id: Uuid, job: &'static str, key: &str, at: Timestamp) -> Result<()> {
    kit::jobs::enqueue(db.writer(), id, job, key.into(), at).await
}

fn row_of(import: &Import) -> ActiveModel {
    ActiveModel {
        id: Set(import.id),
        code: Set(import.code.clone()),
        kind: Set(import.kind.clone()),
        file: Set(import.file.clone()),
        digest: Set(import.digest.clone()),
        row_count: Set(import.rows),
        added: Set(import.added),
        changed: Set(import.changed),
        unchanged: Set(import.unchanged),
        left_out: Set(import.left_out),
        at: Set(import.at),
        undone_at: Set(import.undone_at),
    }
}

impl From<Model> for Import {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            kind: row.kind,
            file: row.file,
            digest: row.digest,
            rows: row.row_count,
            added: row.added,
            changed: row.changed,
            unchanged: row.unchanged,
            left_out: row.left_out,
            at: row.at,
            undone_at: row.undone_at,
        }
    }
}
