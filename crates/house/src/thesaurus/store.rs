//! Groups of phrases in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set};

use super::entry::{Entry as Group, FOLLOWED, NewEntry, Region};
pub use super::filter::Filter;
use super::record::{ActiveModel, Column, Entity, Model};

/// Rows written by one statement: below what both engines bind.
const CHUNK: usize = 500;

/// One page of the list, in Thai order.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<Group>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .filter(narrowed(filter))
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::FirstSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::FirstSort)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .all(db.reader())
        .await?;
    let place = |row: &Model| listing::cursor(SortKey(row.first_sort.clone()), row.id);
    Ok(Listing::cut(rows, paging.limit(), place).map(Group::from))
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    if !filter.region.is_empty() {
        condition = condition.add(Column::Region.eq(&filter.region));
    }
    // Some hundreds of short rows: looking through them all is quicker than keeping an index of parts.
    for part in thai::repair::clean(&filter.q).split_whitespace() {
        condition = condition.add(Column::Phrases.contains(part));
    }
    condition
}

/// Every group as phrases, for whoever looks words up.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_groups(db: &Db) -> Result<Vec<Vec<String>>> {
    let found = Entity::find().select_only().column(Column::Phrases).order_by_asc(Column::Id);
    let found: Vec<String> = found.into_tuple().all(db.reader()).await?;
    Ok(found.iter().map(|phrases| phrases.lines().map(str::to_owned).collect()).collect())
}

/// Every group, in the order of codes: for export.
pub(super) async fn list_whole(db: &Db) -> Result<Vec<Group>> {
    Ok(Entity::find().order_by_asc(Column::Code).all(db.reader()).await?.into_iter().map(Group::from).collect())
}

/// A group by its code.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Group>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Group::from))
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Group>> {
    Ok(find_many_for_change(act, &[code.to_owned()]).await?.remove(code))
}

/// Those of these codes that there are, inside an act, to be changed.
pub(super) async fn find_many_for_change(act: &Act, codes: &[String]) -> Result<HashMap<String, Group>> {
    let mut found = HashMap::new();
    for some in codes.chunks(CHUNK) {
        let rows = Entity::find().filter(Column::Code.is_in(some)).order_by_asc(Column::Code);
        let rows = locked(rows, act.db()).all(act.db()).await?;
        found.extend(rows.into_iter().map(|row| (row.code.clone(), Group::from(row))));
    }
    Ok(found)
}

/// Writes new groups.
pub(super) async fn save_new(act: &Act, new: &[Group]) -> Result<()> {
    for some in new.chunks(CHUNK) {
        Entity::insert_many(some.iter().map(|one| row_of(act, one))).exec_without_returning(act.db()).await?;
    }
    act.changed(FOLLOWED, new.iter().map(|one| one.id)).await
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, group: &Group) -> Result<()> {
    let row = ActiveModel { version: Set(group.version + 1), ..row_of(act, group) };
    let same = Column::Id.eq(group.id);
    let changed = Entity::update_many().set(row).filter(same).filter(Column::Version.eq(group.version));
    if changed.exec(act.db()).await?.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    act.changed(FOLLOWED, [group.id]).await
}

/// Takes a group out.
pub(super) async fn delete(act: &Act, group: &Group) -> Result<()> {
    Entity::delete_by_id(group.id).exec(act.db()).await?;
    act.changed(FOLLOWED, [group.id]).await
}

fn row_of(act: &Act, group: &Group) -> ActiveModel {
    let told = &group.told;
    ActiveModel {
        id: Set(group.id),
        code: Set(group.code.clone()),
        phrases: Set(told.phrases.join("\n")),
        first_sort: Set(thai::collate::sort_key(group.name())),
        region: Set(told.region.map(|region| region.to_string())),
        source: Set(told.source.clone()),
        note: Set(told.note.clone()),
        checked: Set(told.checked),
        entered_by: Set(group.entered_by),
        invented: Set(group.invented),
        updated_at: Set(act.now()),
        version: Set(group.version),
    }
}

impl From<Model> for Group {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            told: NewEntry {
                phrases: row.phrases.lines().map(str::to_owned).collect(),
                region: row.region.as_deref().and_then(Region::from_word),
                source: row.source,
                note: row.note,
                checked: row.checked,
            },
            entered_by: row.entered_by,
            invented: row.invented,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
