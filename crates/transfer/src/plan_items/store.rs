//! Items of plans in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::Deserialize;
use thai::FiscalYear;
use utoipa::IntoParams;
use uuid::Uuid;

use super::plan_item::{Level, PlanItem};
use super::record::{ActiveModel, Column, Entity, Model};
use house::places;
use house::register::Standing;

/// Identifiers or codes asked for at once: below what both engines bind.
const BATCH: usize = 10_000;

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of its code or of what it says.
    pub q: String,
    /// Whose plan: `national`, `group` or `province`.
    pub level: String,
    /// Official code of a province.
    pub province: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("level", Level::narrows),
        ("province", places::narrows_province),
        ("cursor", listing::narrows::<String>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("q", self.q.as_str()), ("level", &self.level), ("province", &self.province), ("cursor", cursor)];
        kit::web::address("/plan-items", &fields)
    }
}

/// One page, by code.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<PlanItem>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let rows = Entity::find()
        .filter(narrowed(filter))
        .filter(listing::after::<String>(filter.cursor.as_deref(), Column::Code, Column::Id, &Order::Asc))
        .order_by_asc(Column::Code)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, limit, |row| listing::cursor(&row.code, row.id)).map(PlanItem::from))
}

/// The first of those whose code or words hold what was typed: to choose from.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_offered(db: &Db, typed: &str, most: u64) -> Result<Vec<PlanItem>> {
    let filter = Filter { q: typed.to_owned(), limit: Some(most), ..Filter::default() };
    Ok(list(db, &filter).await?.items)
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all().add(Column::WithdrawnAt.is_null());
    for (column, wanted) in [(Column::Level, &filter.level), (Column::Province, &filter.province)] {
        if !wanted.is_empty() {
            condition = condition.add(column.eq(wanted));
        }
    }
    let typed = filter.q.trim();
    if typed.is_empty() {
        return condition;
    }
    let having = [Column::Code, Column::NameTh, Column::NameEn, Column::ProvinceGroup];
    condition.add(having.into_iter().map(|column| column.contains(typed)).fold(Condition::any(), Condition::add))
}

/// Those that were withdrawn, the latest first.
pub(super) async fn list_withdrawn(db: &Db, most: u64) -> Result<Vec<PlanItem>> {
    let gone = Entity::find().filter(Column::WithdrawnAt.is_not_null()).order_by_desc(Column::WithdrawnAt);
    let rows = gone.order_by_desc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(PlanItem::from).collect())
}

/// An item by its code, also when it was withdrawn.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<PlanItem>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(PlanItem::from))
}

/// The items with these identifiers, by code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(db: &Db, ids: Vec<Uuid>) -> Result<Vec<PlanItem>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Code).all(db.reader()).await?;
    Ok(rows.into_iter().map(PlanItem::from).collect())
}

/// Those of these codes that stand, by code: what rows of a plan cite.
///
/// # Errors
/// When the database cannot be read.
pub async fn ids_of_codes(db: &Db, codes: Vec<String>) -> Result<HashMap<String, Uuid>> {
    let mut ids = HashMap::new();
    for some in codes.chunks(BATCH) {
        let found = Entity::find().filter(Column::Code.is_in(some)).filter(Column::WithdrawnAt.is_null());
        let found = found.select_only().columns([Column::Code, Column::Id]);
        ids.extend(found.into_tuple::<(String, Uuid)>().all(db.reader()).await?);
    }
    Ok(ids)
}

/// An item, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<PlanItem>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(PlanItem::from))
}

/// Those with these codes.
pub(super) async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<Vec<PlanItem>> {
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    Ok(rows.into_iter().map(PlanItem::from).collect())
}

/// So many after a code, in the order of codes.
pub(super) async fn list_whole(db: &Db, after: &str, most: u64) -> Result<Vec<PlanItem>> {
    let rows = Entity::find().filter(Column::WithdrawnAt.is_null()).filter(Column::Code.gt(after));
    let rows = rows.order_by_asc(Column::Code).limit(most).all(db.reader()).await?;
    Ok(rows.into_iter().map(PlanItem::from).collect())
}

/// Writes new ones.
pub(super) async fn save_new(act: &Act, items: &[PlanItem]) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    Entity::insert_many(items.iter().map(|item| row_of(act, item))).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what one that was there says now.
pub(super) async fn save(act: &Act, item: &PlanItem) -> Result<()> {
    row_of(act, item).update(act.db()).await?;
    Ok(())
}

fn row_of(act: &Act, item: &PlanItem) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = item.standing.columns();
    ActiveModel {
        id: Set(item.id),
        code: Set(item.code.clone()),
        level: Set(item.level.as_str().to_owned()),
        name_th: Set(item.name.th.clone()),
        name_en: Set(item.name.en.clone()),
        first_year: Set(item.years.0.map(|year| year.0)),
        last_year: Set(item.years.1.map(|year| year.0)),
        province: Set(item.province.clone()),
        province_group: Set(item.group.clone()),
        source: Set(item.source.clone()),
        note: Set(item.note.clone()),
        invented: Set(item.invented),
        updated_at: Set(act.now()),
        version: Set(item.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
    }
}

impl From<Model> for PlanItem {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            // The schema admits no other words.
            level: Level::from_word(&row.level).unwrap_or(Level::National),
            name: Bilingual { th: row.name_th, en: row.name_en },
            years: (row.first_year.map(FiscalYear), row.last_year.map(FiscalYear)),
            province: row.province,
            group: row.province_group,
            source: row.source,
            note: row.note,
            invented: row.invented,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
