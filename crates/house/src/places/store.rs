//! Local governments in the database.

use std::collections::{BTreeSet, HashMap};

use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::code::narrows_province;
use super::local_government::{LocalGovernment, LocalGovernmentKind, NewLocalGovernment, bare};
use super::record::{self, Column, Entity};

/// What the list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A part of its name or of another spelling.
    pub q: String,
    /// Official code of a province.
    pub province: String,
    /// What it is.
    #[param(inline, value_type = Option<LocalGovernmentKind>)]
    pub kind: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("province", narrows_province),
        ("kind", LocalGovernmentKind::narrows),
        ("cursor", listing::narrows::<SortKey>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [("q", self.q.as_str()), ("province", &self.province), ("kind", &self.kind), ("cursor", cursor)];
        kit::web::address("/places/local-governments", &fields)
    }
}

/// One page of local governments, in the order of a Thai dictionary.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<LocalGovernment>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let rows = Entity::find()
        .filter(narrowed(filter))
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::NameSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    let page = Listing::cut(rows, limit, |row| listing::cursor(SortKey(row.name_sort.clone()), row.id));
    Ok(page.map(LocalGovernment::from))
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    for (column, wanted) in [(Column::Province, &filter.province), (Column::Kind, &filter.kind)] {
        if !wanted.is_empty() {
            condition = condition.add(column.eq(wanted));
        }
    }
    let typed = bare(&filter.q);
    if !typed.is_empty() {
        condition = condition.add(
            Condition::any()
                .add(Column::NameTh.contains(typed))
                .add(Column::NameEn.contains(typed))
                .add(Column::Aliases.contains(typed)),
        );
    }
    condition
}

/// The local governments of a province that are called so, by name or by another spelling.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_local_governments_called(db: &Db, name: &str, province: &str) -> Result<Vec<LocalGovernment>> {
    called(db.reader(), name, province).await
}

/// The codes of local governments.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_local_government_codes(db: &Db, ids: BTreeSet<Uuid>) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.code)).collect())
}

/// The local governments with these codes.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_local_government_ids(db: &Db, codes: BTreeSet<String>) -> Result<HashMap<String, Uuid>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// The same inside an act.
pub(super) async fn list_called_in(act: &Act, name: &str, province: &str) -> Result<Vec<LocalGovernment>> {
    called(act.db(), name, province).await
}

async fn called(connection: &impl ConnectionTrait, name: &str, province: &str) -> Result<Vec<LocalGovernment>> {
    let typed = bare(name);
    let rows = Entity::find()
        .filter(Column::Province.eq(province))
        .filter(Condition::any().add(Column::NameTh.eq(typed)).add(Column::Aliases.contains(typed)))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(LocalGovernment::from).filter(|one| one.told.is_called(name)).collect())
}

/// The local governments with these names, without the words for their kinds.
pub(super) async fn list_named(db: &Db, names: Vec<String>) -> Result<Vec<LocalGovernment>> {
    let rows = Entity::find().filter(Column::NameTh.is_in(names)).all(db.reader()).await?;
    Ok(rows.into_iter().map(LocalGovernment::from).collect())
}

/// So many local governments after `after`, in the order in which they were entered.
pub(super) async fn list_whole(db: &Db, after: Option<Uuid>, limit: u64) -> Result<Vec<LocalGovernment>> {
    let mut rows = Entity::find();
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = rows.order_by_asc(Column::Id).limit(limit).all(db.reader()).await?;
    Ok(rows.into_iter().map(LocalGovernment::from).collect())
}

/// Writes what an import says of a local government that was there.
pub(super) async fn save(act: &Act, one: &LocalGovernment) -> Result<()> {
    let told = &one.told;
    let change = record::ActiveModel {
        name_en: Set(told.name.en.clone()),
        aliases: Set(told.aliases.join("\n")),
        district: Set(told.district.clone()),
        subdistrict: Set(told.subdistrict.clone()),
        source: Set(told.source.clone()),
        version: Set(one.version + 1),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(one.id))
        .filter(Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    Ok(())
}

/// Writes a new local government.
pub(super) async fn save_new(act: &Act, new: &LocalGovernment) -> Result<()> {
    let told = &new.told;
    let row = record::ActiveModel {
        id: Set(new.id),
        code: Set(new.code.clone()),
        kind: Set(told.kind.as_str().to_owned()),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        aliases: Set(told.aliases.join("\n")),
        province: Set(told.province.clone()),
        district: Set(told.district.clone()),
        subdistrict: Set(told.subdistrict.clone()),
        source: Set(told.source.clone()),
        created_at: Set(act.now()),
        version: Set(new.version),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

impl From<record::Model> for LocalGovernment {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            told: NewLocalGovernment {
                // The schema admits no other word.
                kind: LocalGovernmentKind::from_word(&row.kind).unwrap_or(LocalGovernmentKind::Subdistrict),
                name: Bilingual { th: row.name_th, en: row.name_en },
                aliases: row.aliases.lines().map(str::to_owned).collect(),
                province: row.province,
                district: row.district,
                subdistrict: row.subdistrict,
                source: row.source,
            },
            version: row.version,
        }
    }
}
