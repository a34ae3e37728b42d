//! Files beside needs, and lost codes, in the database.

use kit::db::dialect::locked;
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::attachment::{Attachment, FileKind};
use super::need::Need;
use super::record::{self, file, recovery};
use super::recovery::TRIES;

/// The files of a need, oldest first.
pub(super) async fn list(db: &Db, need: Uuid) -> Result<Vec<Attachment>> {
    let files = file::Entity::find().filter(file::Column::NeedId.eq(need));
    let files = files.order_by_asc(file::Column::AddedAt).order_by_asc(file::Column::Id);
    Ok(files.all(db.reader()).await?.into_iter().map(Attachment::from).collect())
}

/// A file of a need.
pub(super) async fn find(db: &Db, need: Uuid, id: Uuid) -> Result<Option<Attachment>> {
    let file = file::Entity::find_by_id(id).filter(file::Column::NeedId.eq(need));
    Ok(file.one(db.reader()).await?.map(Attachment::from))
}

/// The same, inside an act.
pub(super) async fn find_for_change(act: &Act, need: Uuid, id: Uuid) -> Result<Option<Attachment>> {
    let file = locked(file::Entity::find_by_id(id).filter(file::Column::NeedId.eq(need)), act.db());
    Ok(file.one(act.db()).await?.map(Attachment::from))
}

/// How many files a need has, inside an act.
pub(super) async fn count(act: &Act, need: Uuid) -> Result<u64> {
    Ok(file::Entity::find().filter(file::Column::NeedId.eq(need)).count(act.db()).await?)
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, need: &Need, new: &Attachment) -> Result<()> {
    let row = file::ActiveModel {
        id: Set(new.id),
        need_id: Set(need.id),
        kind: Set(new.kind.as_str().to_owned()),
        media_type: Set(new.media_type.clone()),
        file_key: Set(new.key.clone()),
        bytes: Set(new.bytes),
        caption: Set(new.caption.clone()),
        may_publish: Set(new.may_publish),
        public: Set(new.public),
        added_at: Set(act.now()),
    };
    file::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Notes that strangers may see it.
pub(super) async fn save_public(act: &Act, id: Uuid) -> Result<()> {
    let change = file::ActiveModel { public: Set(true), ..Default::default() };
    file::Entity::update_many().set(change).filter(file::Column::Id.eq(id)).exec(act.db()).await?;
    Ok(())
}

/// Takes it away.
pub(super) async fn delete(act: &Act, id: Uuid) -> Result<()> {
    file::Entity::delete_by_id(id).exec(act.db()).await?;
    Ok(())
}

impl From<file::Model> for Attachment {
    fn from(row: file::Model) -> Self {
        Self {
            id: row.id,
            // The schema admits no other word.
            kind: FileKind::from_word(&row.kind).unwrap_or(FileKind::Photo),
            media_type: row.media_type,
            key: row.file_key,
            bytes: row.bytes,
            caption: row.caption,
            may_publish: row.may_publish,
            public: row.public,
        }
    }
}

/// The needs whose teller left this way to reach them, newest first, at most `limit`; rehearsals are left out.
pub(super) async fn list_by_contact(db: &Db, contact: &str, limit: u64) -> Result<Vec<Need>> {
    let told = record::Entity::find()
        .filter(record::Column::Contact.eq(contact))
        .filter(record::Column::Practice.eq(false))
        .order_by_desc(record::Column::ReceivedOn)
        .order_by_desc(record::Column::Id);
    Ok(sea_orm::QuerySelect::limit(told, limit).all(db.reader()).await?.into_iter().map(Need::from).collect())
}

/// Writes down that somebody was given a word to fetch a code with; what was given before is void.
pub(super) async fn save_recovery(act: &Act, need: &Need, digest: String, good_until: Timestamp) -> Result<()> {
    recovery::Entity::delete_many()
        .filter(recovery::Column::NeedId.eq(need.id))
        .filter(recovery::Column::UsedAt.is_null())
        .exec(act.db())
        .await?;
    let row = recovery::ActiveModel {
        id: Set(act.new_id()),
        need_id: Set(need.id),
        digest: Set(digest),
        expires_at: Set(good_until),
        tries: Set(0),
        used_at: Set(None),
    };
    recovery::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Which of these needs' words are still good: their digests.
pub(super) async fn list_recoveries(db: &Db, needs: Vec<Uuid>, now: Timestamp) -> Result<Vec<(Uuid, Uuid, String)>> {
    let rows = recovery::Entity::find()
        .filter(recovery::Column::NeedId.is_in(needs))
        .filter(recovery::Column::UsedAt.is_null())
        .filter(recovery::Column::ExpiresAt.gt(now))
        .filter(recovery::Column::Tries.lt(TRIES))
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.need_id, row.digest)).collect())
}

/// Notes a wrong word: it is no record, and needs no act.
pub(super) async fn count_try(db: &Db, ids: Vec<Uuid>) -> Result<()> {
    let one_more = recovery::Column::Tries.into_expr().add(1);
    recovery::Entity::update_many()
        .col_expr(recovery::Column::Tries, one_more)
        .filter(recovery::Column::Id.is_in(ids))
        .exec(db.writer())
        .await?;
    Ok(())
}

/// Uses a word, if nobody has yet.
pub(super) async fn save_used(act: &Act, id: Uuid) -> Result<bool> {
    let change = recovery::ActiveModel { used_at: Set(Some(act.now())), ..Default::default() };
    let used = recovery::Entity::update_many()
        .set(change)
        .filter(recovery::Column::Id.eq(id))
        .filter(recovery::Column::UsedAt.is_null())
        .filter(recovery::Column::ExpiresAt.gt(act.now()))
        .exec(act.db())
        .await?;
    Ok(used.rows_affected > 0)
}

/// When codes of this need were fetched again, oldest first.
pub(super) async fn list_reclaimed(db: &Db, need: Uuid) -> Result<Vec<Timestamp>> {
    let used = recovery::Entity::find().filter(recovery::Column::NeedId.eq(need));
    let used = used.filter(recovery::Column::UsedAt.is_not_null()).order_by_asc(recovery::Column::UsedAt);
    Ok(used.all(db.reader()).await?.into_iter().filter_map(|row| row.used_at).collect())
}
