//! Published figures in the database.

use kit::{Act, Db, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::figure::{Figure, Qualifier};
use super::record::{ActiveModel, Column, Entity, Model};

/// All of them, by fact and date: there are some dozens, as many as documents say.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db) -> Result<Vec<Figure>> {
    let rows = Entity::find()
        .order_by_asc(Column::Fact)
        .order_by_asc(Column::AsOfOn)
        .order_by_asc(Column::Id)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(Figure::from).collect())
}

/// Those about one of these facts.
pub(super) async fn list_of_facts(db: &Db, facts: Vec<String>) -> Result<Vec<Figure>> {
    let rows = Entity::find().filter(Column::Fact.is_in(facts)).all(db.reader()).await?;
    Ok(rows.into_iter().map(Figure::from).collect())
}

/// Writes new figures.
pub(super) async fn save_all(act: &Act, figures: &[Figure]) -> Result<()> {
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
    ActiveModel {
        id: Set(figure.id),
        fact: Set(figure.fact.clone()),
        value: Set(figure.value),
        qualifier: Set(figure.qualifier.as_str().to_owned()),
        unit: Set(figure.unit.clone()),
        as_of: Set(figure.as_of.clone()),
        as_of_on: Set(figure.as_of_on),
        source: Set(figure.source.clone()),
        note: Set(figure.note.clone()),
        note_en: Set(figure.note_en.clone()),
        ..Default::default()
    }
}

impl From<Model> for Figure {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
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
        }
    }
}
