//! Published questionnaires in the database. What a version asks is read from its XForm once per
//! process and then shared: a version never changes.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use anyhow::anyhow;
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use uuid::Uuid;
use xlsform::{Kind, Questionnaire};

use super::edition::{Asked, Edition};
use super::record::{self, Column, Entity};

/// Forms already read. The moment of publishing stands beside the identifier because worlds of
/// tests, whose chance is seeded, may give the same identifier to different forms.
static READ: LazyLock<Mutex<HashMap<(Uuid, Timestamp), Questionnaire>>> = LazyLock::new(Mutex::default);

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    form_version: String,
    title: String,
    published_at: Timestamp,
}

impl From<Row> for Edition {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            // The schema admits no other word.
            kind: Kind::from_code(&row.kind).unwrap_or(Kind::Application),
            version: row.form_version,
            title: row.title,
            published_at: row.published_at,
        }
    }
}

fn editions() -> Select<Entity> {
    let columns = [Column::Id, Column::Kind, Column::FormVersion, Column::Title, Column::PublishedAt];
    Entity::find().select_only().columns(columns)
}

/// Every published version, newest first. There are few: one a year for each kind, if that.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_editions(db: &Db) -> Result<Vec<Edition>> {
    let rows = editions().order_by_desc(Column::PublishedAt).order_by_desc(Column::Id).limit(300);
    let rows = rows.into_model::<Row>().all(db.reader()).await?;
    Ok(rows.into_iter().map(Edition::from).collect())
}

/// The version of this kind that people are asked today: the one published last.
///
/// # Errors
/// When the database cannot be read, or what it keeps is no form.
pub async fn find_current(db: &Db, kind: Kind) -> Result<Option<Asked>> {
    let newest =
        editions().filter(Column::Kind.eq(kind.code())).order_by_desc(Column::PublishedAt).order_by_desc(Column::Id);
    match newest.into_model::<Row>().one(db.reader()).await? {
        Some(row) => asked(db, row.into()).await.map(Some),
        None => Ok(None),
    }
}

/// A version by its identifier.
///
/// # Errors
/// When the database cannot be read, or what it keeps is no form.
pub async fn find_edition(db: &Db, id: Uuid) -> Result<Option<Asked>> {
    match editions().filter(Column::Id.eq(id)).into_model::<Row>().one(db.reader()).await? {
        Some(row) => asked(db, row.into()).await.map(Some),
        None => Ok(None),
    }
}

/// A version by what its author called it.
///
/// # Errors
/// As [`find_edition`].
pub async fn find_version(db: &Db, kind: Kind, version: &str) -> Result<Option<Asked>> {
    let found = editions().filter(Column::Kind.eq(kind.code())).filter(Column::FormVersion.eq(version));
    match found.into_model::<Row>().one(db.reader()).await? {
        Some(row) => asked(db, row.into()).await.map(Some),
        None => Ok(None),
    }
}

async fn asked(db: &Db, edition: Edition) -> Result<Asked> {
    let key = (edition.id, edition.published_at);
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(form) = known {
        return Ok(Asked { edition, form });
    }
    let xform: Option<String> =
        Entity::find_by_id(edition.id).select_only().column(Column::Xform).into_tuple().one(db.reader()).await?;
    let xform = xform.ok_or_else(|| anyhow!("questionnaire {} has gone", edition.id))?;
    let form = Questionnaire::from_xform(&xform)
        .map_err(|errors| anyhow!("questionnaire {} is no form: {errors:?}", edition.id))?;
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert(key, form.clone());
    Ok(Asked { edition, form })
}

/// The XLSForm file of a version.
pub(super) async fn find_file(db: &Db, kind: Kind, version: &str) -> Result<Option<(Edition, Vec<u8>)>> {
    let found = Entity::find()
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::FormVersion.eq(version))
        .one(db.reader())
        .await?;
    Ok(found.map(|row| {
        let record::Model { id, kind, form_version, title, xlsx, published_at, .. } = row;
        (Edition::from(Row { id, kind, form_version, title, published_at }), xlsx)
    }))
}

/// Is this version of this kind published already? Asked inside an act.
pub(super) async fn is_published(act: &Act, kind: Kind, version: &str) -> Result<bool> {
    let found = editions().filter(Column::Kind.eq(kind.code())).filter(Column::FormVersion.eq(version));
    Ok(found.into_model::<Row>().one(act.db()).await?.is_some())
}

/// Writes a version with its file.
pub(super) async fn save_new(act: &Act, edition: &Edition, form: &Questionnaire, xlsx: &[u8]) -> Result<()> {
    let row = record::ActiveModel {
        id: Set(edition.id),
        kind: Set(edition.kind.code().to_owned()),
        form_version: Set(edition.version.clone()),
        title: Set(edition.title.clone()),
        xlsx: Set(xlsx.to_vec()),
        xform: Set(form.xform().to_owned()),
        published_at: Set(edition.published_at),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}
