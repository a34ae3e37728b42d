//! In which order files were brought in, and what was done to records after one. No clock says it: two
//! programs may stand at different hours of a day. The chain of the trail does, since whatever was written
//! before an import is chained before it begins (`verbs`); what is not chained yet came last.

use std::collections::HashMap;

use kit::db::listing::{Listing, Paging};
use kit::{Act, Db, Result};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::import::Import;
use super::record::trail::{Column, Entity, Model};
use super::record::{Column as ImportColumn, Entity as Imports};

/// The place of what is not chained yet: after all that is.
const LAST: i64 = i64::MAX;
/// Records asked for at once.
const AT_ONCE: usize = 5_000;

/// One page of the imports that `by` did, or anybody, by the `verb` that the trail has for it: the one
/// written last comes first.
pub(super) async fn list_written(db: &Db, verb: &str, by: Option<Uuid>, paging: &Paging) -> Result<Listing<Import>> {
    let mut lines = Entity::find().filter(Column::Verb.eq(verb));
    if let Some(by) = by {
        lines = lines.filter(Column::ActorId.eq(by));
    }
    // A cursor that cannot be read begins at the beginning.
    let line = match paging.cursor.as_deref().and_then(|cursor| cursor.parse::<Uuid>().ok()) {
        Some(place) => Entity::find_by_id(place).one(db.reader()).await?,
        None => None,
    };
    if let Some(line) = line {
        lines = lines.filter(before(&line));
    }
    let lines = lines
        .order_by_with_nulls(Column::ChainPosition, Order::Desc, NullOrdering::First)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let page = Listing::cut(lines, paging.limit(), |line| line.id.to_string());
    let ids: Vec<Uuid> = page.items.iter().map(|line| line.subject_id).collect();
    let found = Imports::find().filter(ImportColumn::Id.is_in(ids)).all(db.reader()).await?;
    let mut imports: HashMap<Uuid, Import> = found.into_iter().map(|row| (row.id, Import::from(row))).collect();
    let items = page.items.iter().filter_map(|line| imports.remove(&line.subject_id)).collect();
    Ok(Listing { items, next_cursor: page.next_cursor })
}

/// The lines that were written before this one.
fn before(line: &Model) -> Condition {
    match line.chain_position {
        Some(position) => Condition::all().add(Column::ChainPosition.lt(position)),
        None => Condition::any()
            .add(Column::ChainPosition.is_not_null())
            .add(Condition::all().add(Column::ChainPosition.is_null()).add(Column::Id.lt(line.id))),
    }
}

/// The account of whoever brought a file in: the trail's first line of it says who; `None` for the program.
pub(super) async fn find_who(db: &Db, import: Uuid) -> Result<Option<Uuid>> {
    let first = Entity::find()
        .filter(Column::SubjectId.eq(import))
        .order_by_with_nulls(Column::ChainPosition, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id)
        .one(db.reader())
        .await?;
    Ok(first.and_then(|line| line.actor_id))
}

/// Where in the chain the first line of each of these imports stands.
async fn list_places(act: &Act, imports: Vec<Uuid>) -> Result<HashMap<Uuid, i64>> {
    let lines: Vec<(Uuid, Option<i64>)> = Entity::find()
        .select_only()
        .columns([Column::SubjectId, Column::ChainPosition])
        .filter(Column::SubjectId.is_in(imports))
        .into_tuple()
        .all(act.db())
        .await?;
    let mut places = HashMap::new();
    for (import, position) in lines {
        let place = places.entry(import).or_insert(LAST);
        *place = position.unwrap_or(LAST).min(*place);
    }
    Ok(places)
}

/// Which of these others were written after the import.
pub(super) async fn list_later(act: &Act, import: Uuid, others: Vec<Uuid>) -> Result<Vec<Uuid>> {
    let all = others.iter().copied().chain([import]).collect();
    let places = list_places(act, all).await?;
    let place = |id: Uuid| (places.get(&id).copied().unwrap_or(LAST), id);
    let own = place(import);
    Ok(others.into_iter().filter(|other| place(*other) > own).collect())
}

/// Which of these records somebody did something to after the import was written, with their codes,
/// oldest first.
pub(super) async fn list_acted(act: &Act, import: &Import, records: &[Uuid]) -> Result<Vec<(Uuid, Option<String>)>> {
    let place = list_places(act, vec![import.id]).await?.get(&import.id).copied().unwrap_or(LAST);
    let after = if place == LAST {
        Condition::all().add(Column::ChainPosition.is_null()).add(Column::At.gt(import.at))
    } else {
        Condition::any().add(Column::ChainPosition.gt(place)).add(Column::ChainPosition.is_null())
    };
    let mut found = Vec::new();
    for some in records.chunks(AT_ONCE) {
        let lines = Entity::find()
            .select_only()
            .columns([Column::SubjectId, Column::SubjectCode])
            .filter(Column::SubjectId.is_in(some.iter().copied()))
            .filter(after.clone())
            // What the import itself noted of its records was written at its own moment.
            .filter(Column::At.ne(import.at))
            .order_by_asc(Column::Id);
        found.extend(lines.into_tuple::<(Uuid, Option<String>)>().all(act.db()).await?);
    }
    Ok(found)
}
