//! What an import wrote, as its undoing sees it: which records, how they stood, and what has been built
//! upon them since.

use std::collections::{BTreeSet, HashMap};

use kit::db::dialect::locked;
use kit::db::images::{self, Image, Shape};
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Set};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::import::Import;
use super::record::{Column, Entity, import_record};
use super::store_order;
use house::exchange::Change;

/// The tables of a kind, each with the column that names the record.
pub(super) type Tables = &'static [(&'static str, &'static str)];

/// An import by its code.
pub async fn find(db: &Db, code: &str) -> Result<Option<Import>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Import::from))
}

/// An import, inside an act, to be undone.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Import>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Import::from))
}

/// How records stand for everybody else while an act has changed them and is not committed: one text for
/// each, its own row and the rows of its parts.
pub(super) async fn list_standing(db: &Db, tables: Tables, records: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let mut found: HashMap<Uuid, Map<String, Value>> = HashMap::new();
    if records.is_empty() {
        return Ok(HashMap::new());
    }
    for (table, column) in tables {
        for Image { key, text } in images::take(db.reader(), table, column, records).await? {
            let rows = found.entry(key).or_default().entry(*table).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(rows) = rows {
                rows.push(Value::String(text));
            }
        }
    }
    Ok(found.into_iter().map(|(id, rows)| (id, Value::Object(rows).to_string())).collect())
}

/// Records an import wrote: those it added, and those it changed with how they stood.
#[derive(Default)]
pub(super) struct Wrote {
    pub(super) added: Vec<Uuid>,
    pub(super) changed: Vec<(Uuid, String)>,
    /// It was done before imports kept what is needed to undo them.
    pub(super) too_old: bool,
}

/// What an import wrote.
pub(super) async fn list_wrote(act: &Act, import: Uuid) -> Result<Wrote> {
    let mut wrote = Wrote::default();
    let rows: Vec<(Uuid, Option<String>, Option<String>)> = import_record::Entity::find()
        .select_only()
        .columns([import_record::Column::RecordId, import_record::Column::Change, import_record::Column::Stood])
        .filter(import_record::Column::ImportId.eq(import))
        .into_tuple()
        .all(act.db())
        .await?;
    for (record, change, stood) in rows {
        match (change.as_deref().and_then(Change::from_word), stood) {
            (Some(Change::Added), _) => wrote.added.push(record),
            (Some(Change::Changed), Some(stood)) => wrote.changed.push((record, stood)),
            (Some(Change::Unchanged), _) => {}
            _ => wrote.too_old = true,
        }
    }
    Ok(wrote)
}

/// What has been built upon the rows of an import since.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// Records that somebody did something to, with their codes.
    pub(super) acted: Vec<(Uuid, Option<String>)>,
    /// Later imports that wrote to the same records, by their codes.
    pub(super) imports: BTreeSet<String>,
    /// Added records to which others refer.
    pub(super) referred: BTreeSet<Uuid>,
}

/// Imports asked for at once.
const AT_ONCE: usize = 5_000;

/// What has been built upon these records since the import.
pub(super) async fn list_built(act: &Act, import: &Import, tables: Tables, wrote: &Wrote) -> Result<Built> {
    let changed = wrote.changed.iter().map(|(id, _)| *id);
    let all: Vec<Uuid> = wrote.added.iter().copied().chain(changed).collect();
    let mut built = Built::default();
    let mut seen = BTreeSet::new();
    for (id, code) in store_order::list_acted(act, import, &all).await? {
        if seen.insert(id) {
            built.acted.push((id, code));
        }
    }
    let mut others: HashMap<Uuid, String> = HashMap::new();
    for some in all.chunks(AT_ONCE) {
        let wrote: Vec<(Uuid, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Code])
            .filter(Column::Id.ne(import.id))
            .filter(Column::UndoneAt.is_null())
            .filter(
                Column::Id.in_subquery(
                    import_record::Entity::find()
                        .select_only()
                        .column(import_record::Column::ImportId)
                        .filter(import_record::Column::RecordId.is_in(some.iter().copied()))
                        .filter(import_record::Column::Change.ne(Change::Unchanged.as_str()))
                        .into_query(),
                ),
            )
            .into_tuple()
            .all(act.db())
            .await?;
        others.extend(wrote);
    }
    let later = store_order::list_later(act, import.id, others.keys().copied().collect()).await?;
    built.imports = later.iter().filter_map(|id| others.remove(id)).collect();
    let Some((table, _)) = tables.first() else { return Ok(built) };
    let parts: Vec<&str> = tables.iter().map(|(table, _)| *table).collect();
    let added: BTreeSet<Uuid> = wrote.added.iter().copied().collect();
    let referring = images::referring(act.db(), table, &wrote.added, &parts).await?;
    // A changed record is put back before what was added goes, and then refers to what it referred to.
    let put_back: BTreeSet<Uuid> = wrote.changed.iter().map(|(id, _)| *id).collect();
    let inside = |from: Uuid| added.contains(&from) || put_back.contains(&from);
    let outside = |one: &&images::Reference| !one.from.is_some_and(inside);
    built.referred = referring.iter().filter(outside).map(|one| one.to).collect();
    Ok(built)
}

/// Puts back what was changed, and deletes what was added.
pub(super) async fn save_undone(act: &Act, tables: Tables, wrote: &Wrote) -> Result<()> {
    let Some(((table, _), parts)) = tables.split_first() else { return Ok(()) };
    let own = Shape::of(act.db(), table).await?;
    let mut shapes = Vec::new();
    for (part, _) in parts {
        shapes.push((*part, Shape::of(act.db(), part).await?));
    }
    for (id, stood) in &wrote.changed {
        let Ok(Value::Object(rows)) = serde_json::from_str::<Value>(stood) else { continue };
        let texts =
            |table: &str| rows.get(table).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        for (part, column) in parts {
            images::delete(act.db(), part, column, &[*id]).await?;
        }
        for text in texts(table) {
            own.put_back(act.db(), *id, text).await?;
        }
        for (part, shape) in &shapes {
            for text in texts(part) {
                shape.write_again(act.db(), text).await?;
            }
        }
    }
    for (part, column) in parts {
        images::delete(act.db(), part, column, &wrote.added).await?;
    }
    // Rows of the file that refer to each other let go first, since they go in several statements.
    for one in images::referring(act.db(), table, &wrote.added, &[table]).await? {
        if one.from.is_some() {
            images::let_go(act.db(), table, &one.column, &[one.to]).await?;
        }
    }
    images::delete(act.db(), table, "id", &wrote.added).await?;
    // A kind's own table bears the name by which its changes are followed.
    act.changed(table, wrote.added.iter().copied().chain(wrote.changed.iter().map(|(id, _)| *id))).await
}

/// Writes that an import is undone; how records stood before it is kept no longer.
pub(super) async fn save_forgotten(act: &Act, import: Uuid) -> Result<()> {
    let row = import_record::ActiveModel { stood: Set(None), ..Default::default() };
    let of = import_record::Column::ImportId.eq(import);
    import_record::Entity::update_many().set(row).filter(of).exec(act.db()).await?;
    Ok(())
}
