//! Lines of work in the database. One that comes with the program has a row once somebody changed it.

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, sea_query::OnConflict};

use super::name::Names;
use super::programme::{ParticipationLevel, Programme, shipped};
use super::record::{ActiveModel, Column, Entity, Model};
use house::register::Standing;

/// Every line of work, in the order of the program's own list, then of their words.
///
/// # Errors
/// When the database cannot be read.
pub async fn names(db: &Db) -> Result<Names> {
    Ok(Names::of_all(list(db.reader()).await?))
}

pub(super) async fn list(db: &impl ConnectionTrait) -> Result<Vec<Programme>> {
    let mut rows: Vec<Programme> =
        Entity::find().order_by_asc(Column::Code).all(db).await?.into_iter().map(Programme::from).collect();
    let mut found = Vec::with_capacity(shipped().len() + rows.len());
    for one in shipped() {
        let changed = rows.iter().position(|row| row.code == one.code);
        found.push(changed.map_or_else(|| one.clone(), |at| rows.remove(at)));
    }
    found.extend(rows);
    Ok(found)
}

/// A line of work by its word.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Programme>> {
    let row = Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?;
    Ok(row.map(Programme::from).or_else(|| as_shipped(code)))
}

/// The same, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Programme>> {
    let row = locked(Entity::find().filter(Column::Code.eq(code)), act.db()).one(act.db()).await?;
    Ok(row.map(Programme::from).or_else(|| as_shipped(code)))
}

fn as_shipped(code: &str) -> Option<Programme> {
    shipped().iter().find(|one| one.code == code).cloned()
}

/// Writes new ones.
pub(super) async fn save_new(act: &Act, programmes: &[Programme]) -> Result<()> {
    if programmes.is_empty() {
        return Ok(());
    }
    Entity::insert_many(programmes.iter().map(|one| row_of(act, one))).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what one says now; of one that comes with the program it may be the first row.
pub(super) async fn save(act: &Act, programme: &Programme) -> Result<()> {
    let mut over = OnConflict::column(Column::Id);
    over.update_columns([
        Column::NameTh,
        Column::NameEn,
        Column::Scope,
        Column::LeastLevel,
        Column::Source,
        Column::UpdatedAt,
        Column::Version,
        Column::WithdrawnAt,
        Column::WithdrawnBecause,
    ]);
    Entity::insert(row_of(act, programme)).on_conflict(over).exec_without_returning(act.db()).await?;
    Ok(())
}

fn row_of(act: &Act, programme: &Programme) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = programme.standing.columns();
    ActiveModel {
        id: Set(programme.id),
        code: Set(programme.code.clone()),
        name_th: Set(programme.name.th.clone()),
        name_en: Set(programme.name.en.clone()),
        scope: Set(programme.scope.clone()),
        least_level: Set(programme.least_level.map(|level| level.to_string())),
        source: Set(programme.source.clone()),
        updated_at: Set(act.now()),
        version: Set(programme.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
    }
}

impl From<Model> for Programme {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: Bilingual { th: row.name_th, en: row.name_en },
            scope: row.scope,
            least_level: row.least_level.as_deref().and_then(ParticipationLevel::from_word),
            source: row.source,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
