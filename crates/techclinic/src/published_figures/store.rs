//! Published figures in the database.

use kit::db::dialect::locked;
use kit::{Act, Db, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};

use super::figure::{Figure, Qualifier};
use super::record::{ActiveModel, Column, Entity, Model};
use house::register::Standing;

/// All that stand, by fact and date: there are some dozens, as many as documents say.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db) -> Result<Vec<Figure>> {
    let rows = Entity::find()
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::Fact)
        .order_by_asc(Column::AsOfOn)
        .order_by_asc(Column::Id)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(Figure::from).collect())
}

/// Those that were withdrawn, the latest first.
pub(super) async fn list_withdrawn(db: &Db) -> Result<Vec<Figure>> {
    let gone = Entity::find().filter(Column::WithdrawnAt.is_not_null()).order_by_desc(Column::WithdrawnAt);
    Ok(gone.all(db.reader()).await?.into_iter().map(Figure::from).collect())
}

/// A figure by its code.
pub(super) async fn find_by_code(db: &Db, code: &str) -> Result<Option<Figure>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Figure::from))
}

/// A figure, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Figure>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Figure::from))
}

/// Those about one of these facts, or with one of these codes.
pub(super) async fn list_like(db: &Db, facts: Vec<String>, codes: Vec<String>) -> Result<Vec<Figure>> {
    let like = Column::Fact.is_in(facts).or(Column::Code.is_in(codes));
    let rows = Entity::find().filter(like).all(db.reader()).await?;
    Ok(rows.into_iter().map(Figure::from).collect())
}

/// Writes new figures.
pub(super) async fn save_new(act: &Act, figures: &[Figure]) -> Result<()> {
    if figures.is_empty() {
        return Ok(());
    }
    let rows = figures.iter().map(|figure| ActiveModel { imported_at: Set(act.now()), ..row_of(figure) });
    Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what a better reading of the same source says.
pub(super) async fn save(act: &Act, figure: &Figure) -> Result<()> {
    row_of(figure).update(act.db()).await?;
    Ok(())
}

fn row_of(figure: &Figure) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = figure.standing.columns();
    ActiveModel {
        id: Set(figure.id),
        code: Set(Some(figure.code.clone())),
        fact: Set(figure.fact.clone()),
        value: Set(figure.value),
        qualifier: Set(figure.qualifier.as_str().to_owned()),
        unit: Set(figure.unit.clone()),
        as_of: Set(figure.as_of.clone()),
        as_of_on: Set(figure.as_of_on),
        source: Set(figure.source.clone()),
        note: Set(figure.note.clone()),
        note_en: Set(figure.note_en.clone()),
        version: Set(figure.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
        ..Default::default()
    }
}

impl From<Model> for Figure {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code.unwrap_or_default(),
            fact: row.fact,
            value: row.value,
            // The schema admits no other word.
            qualifier: Qualifier::from_word(&row.qualifier).unwrap_or(Qualifier::Exactly),
            unit: row.unit,
            as_of: row.as_of,
            as_of_on: row.as_of_on,
            source: row.source,
            note: row.note,
            note_en: row.note_en,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
