//! The rows of plans in the database: one by one, as a list, and as they are written.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::{Alias, Expr, OnConflict, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Iterable, Order, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::filter::Filter;
use super::plan_row::{Beneficiary, Counterpart, Mechanism, Origin, PlanRow, read, written};
use super::record::item;
use super::record::row::{ActiveModel, Column, Entity, Model};
use super::store_days;
use house::register::Standing;

/// Rows written by one statement: below what both engines bind.
const BATCH: usize = 1_000;
/// Pairs written by one statement, and identifiers asked for at once.
const PAIRS: usize = 10_000;

/// What of a plan the list holds, as the filter means it.
pub(super) struct Narrowed {
    /// The plan.
    pub(super) plan: Uuid,
    /// Who carries it out, where the filter names an organisation known here.
    pub(super) agency: Option<Uuid>,
    /// The sets of provinces that are counted under the group of the filter.
    pub(super) group: Option<Vec<String>>,
}

/// One page, by number.
pub(super) async fn list(db: &Db, filter: &Filter, narrowed: Narrowed) -> Result<Listing<PlanRow>> {
    let limit = Paging { cursor: None, limit: filter.limit }.limit();
    let rows = Entity::find()
        .filter(condition(filter, narrowed))
        .filter(listing::after::<i32>(filter.cursor.as_deref(), Column::Number, Column::Id, &Order::Asc))
        .order_by_asc(Column::Number)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, limit, |row| listing::cursor(row.number, row.id)).map(PlanRow::from))
}

fn condition(filter: &Filter, narrowed: Narrowed) -> Condition {
    let standing = Condition::all().add(Column::PlanId.eq(narrowed.plan)).add(Column::WithdrawnAt.is_null());
    let mut condition = standing.add_option(narrowed.group.map(|sets| Column::Provinces.is_in(sets)));
    let alone = filter.alone == "yes";
    condition = match (filter.province.as_str(), alone) {
        ("", false) => condition,
        ("", true) => condition.add(Column::Provinces.contains(" ")),
        (province, true) => condition.add(Column::Provinces.eq(province)),
        // Codes have two digits and a space between: none is found across two of them.
        (province, false) => condition.add(Column::Provinces.contains(province)),
    };
    condition = match (narrowed.agency, filter.agency.as_str()) {
        (Some(agency), _) => condition.add(Column::AgencyId.eq(agency)),
        (None, "") => condition,
        (None, printed) => condition.add(Column::AgencyId.is_null()).add(Column::AgencyAsPrinted.eq(printed)),
    };
    condition = condition.add_option(Origin::from_word(&filter.origin).map(of_origin));
    if let Ok(year) = filter.told.parse::<i32>() {
        condition = condition.add(Column::NeedId.in_subquery(told_in(FiscalYear(year))));
    }
    let typed = filter.q.trim();
    if typed.is_empty() {
        return condition;
    }
    let having = [Column::Code, Column::NameTh, Column::NameEn, Column::AgencyAsPrinted];
    condition.add(having.into_iter().map(|column| column.contains(typed)).fold(Condition::any(), Condition::add))
}

fn of_origin(origin: Origin) -> Condition {
    let all = Condition::all();
    match origin {
        Origin::Need => all.add(Column::NeedId.is_not_null()),
        Origin::Project => all.add(Column::ProjectId.is_not_null()),
        Origin::Ended => all.add(Column::ProjectId.in_subquery(ended())),
        Origin::Agency => all.add(Column::NeedId.is_null()).add(Column::ProjectId.is_null()),
    }
}

/// Needs told in a fiscal year.
fn told_in(year: FiscalYear) -> SelectStatement {
    let day = || Expr::col(Alias::new("received_on"));
    let within = Condition::all().add(day().gte(year.start())).add(day().lte(year.end()));
    Query::select().column(Alias::new("id")).from(Alias::new("need")).cond_where(within).to_owned()
}

/// Projects of our own that were given up.
fn ended() -> SelectStatement {
    let status = crate::projects::Status::Cancelled.as_str();
    let cancelled = Expr::col(Alias::new("status")).eq(status);
    Query::select().column(Alias::new("id")).from(Alias::new("project")).and_where(cancelled).to_owned()
}

/// Every row of a plan that stands, by number: for the book.
pub(super) async fn list_of_plan(db: &Db, plan: Uuid) -> Result<Vec<PlanRow>> {
    let rows = Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::WithdrawnAt.is_null());
    let rows = rows.order_by_asc(Column::Number).all(db.reader()).await?;
    Ok(rows.into_iter().map(PlanRow::from).collect())
}

/// Rows that came from a need, or are a project of our own, of whichever plan, the newest first.
pub(super) async fn list_from(db: &Db, need: Option<Uuid>, project: Option<Uuid>) -> Result<Vec<PlanRow>> {
    let of = Condition::any()
        .add_option(need.map(|need| Column::NeedId.eq(need)))
        .add_option(project.map(|project| Column::ProjectId.eq(project)));
    let rows = Entity::find().filter(of).filter(Column::WithdrawnAt.is_null()).order_by_desc(Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(PlanRow::from).collect())
}

/// Those of a plan that were withdrawn, the latest first.
pub(super) async fn list_withdrawn(db: &Db, plan: Uuid, most: u64) -> Result<Vec<PlanRow>> {
    let gone = Entity::find().filter(Column::PlanId.eq(plan)).filter(Column::WithdrawnAt.is_not_null());
    let gone = gone.order_by_desc(Column::WithdrawnAt).order_by_desc(Column::Id).limit(most);
    Ok(gone.all(db.reader()).await?.into_iter().map(PlanRow::from).collect())
}

/// A row by its code, also when it was withdrawn.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<PlanRow>> {
    Ok(list_by_codes(db, vec![code.to_owned()]).await?.pop())
}

/// Those with these codes, with the items they cite.
pub(super) async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<Vec<PlanRow>> {
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    with_items(db.reader(), rows).await
}

/// A row, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<PlanRow>> {
    let rows = locked(Entity::find().filter(Column::Code.eq(code)), act.db()).all(act.db()).await?;
    Ok(with_items(act.db(), rows).await?.pop())
}

/// So many after `after`, in the order in which they were entered, of all plans.
pub(super) async fn list_whole(db: &Db, after: Option<Uuid>, most: u64) -> Result<Vec<PlanRow>> {
    let mut rows = Entity::find().filter(Column::WithdrawnAt.is_null());
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = rows.order_by_asc(Column::Id).limit(most).all(db.reader()).await?;
    with_items(db.reader(), rows).await
}

/// Which row of which plan is already one of these projects.
pub(super) async fn list_of_projects(db: &Db, projects: Vec<Uuid>) -> Result<HashMap<(Uuid, Uuid), String>> {
    if projects.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::ProjectId.is_in(projects)).all(db.reader()).await?;
    Ok(rows.into_iter().filter_map(|row| Some(((row.plan_id, row.project_id?), row.code))).collect())
}

/// The items that these rows cite, by the row.
pub(super) async fn list_items(db: &impl ConnectionTrait, rows: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut items: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for some in rows.chunks(PAIRS) {
        let of = item::Entity::find().filter(item::Column::RowId.is_in(some.to_vec()));
        let of = of.order_by_asc(item::Column::ItemId).all(db).await?;
        of.into_iter().for_each(|one| items.entry(one.row_id).or_default().push(one.item_id));
    }
    Ok(items)
}

/// Rows with the items they cite.
pub(super) async fn with_items(connection: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<PlanRow>> {
    let mut items = list_items(connection, rows.iter().map(|row| row.id).collect()).await?;
    let with = |row: Model| {
        let items = items.remove(&row.id).unwrap_or_default();
        PlanRow { items, ..PlanRow::from(row) }
    };
    Ok(rows.into_iter().map(with).collect())
}

/// The last number given in a plan, of rows that were withdrawn too: none is given twice.
pub(super) async fn last_number(act: &Act, plan: Uuid) -> Result<i32> {
    let last = Entity::find().filter(Column::PlanId.eq(plan)).order_by_desc(Column::Number).limit(1);
    Ok(last.one(act.db()).await?.map_or(0, |row| row.number))
}

/// Writes new ones.
pub(super) async fn save_new(act: &Act, new: &[PlanRow]) -> Result<()> {
    for some in new.chunks(BATCH) {
        let rows = some.iter().map(|row| row_of(act, row));
        Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    }
    save_items(act, new).await
}

/// Writes what rows of one plan that were there say now.
pub(super) async fn save(act: &Act, changed: &[PlanRow]) -> Result<()> {
    store_days::keep_rows(act, changed).await?;
    let all = Column::iter().filter(|column| !matches!(column, Column::Id));
    let again = OnConflict::column(Column::Id).update_columns(all).to_owned();
    for some in changed.chunks(BATCH) {
        let rows = some.iter().map(|row| row_of(act, row));
        Entity::insert_many(rows).on_conflict(again.clone()).exec_without_returning(act.db()).await?;
        let of = item::Column::RowId.is_in(some.iter().map(|row| row.id));
        item::Entity::delete_many().filter(of).exec(act.db()).await?;
    }
    save_items(act, changed).await
}

async fn save_items(act: &Act, rows: &[PlanRow]) -> Result<()> {
    let cited = |row: &PlanRow| {
        let id = row.id;
        let one = move |item: &Uuid| item::ActiveModel { row_id: Set(id), item_id: Set(*item) };
        row.items.iter().map(one).collect::<Vec<_>>()
    };
    let pairs: Vec<_> = rows.iter().flat_map(cited).collect();
    for some in pairs.chunks(PAIRS) {
        item::Entity::insert_many(some.iter().cloned()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

pub(super) fn row_of(act: &Act, row: &PlanRow) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = row.standing.columns();
    let lines = |words: Vec<&'static str>| words.join("\n");
    ActiveModel {
        id: Set(row.id),
        code: Set(row.code.clone()),
        plan_id: Set(row.plan),
        number: Set(row.number),
        name_th: Set(row.name.th.clone()),
        name_en: Set(row.name.en.clone()),
        agency_id: Set(row.agency),
        agency_as_printed: Set(row.agency_as_printed.clone()),
        provinces: Set(written(row.provinces.iter().cloned())),
        amount_satang: Set(row.amount.map(|amount| amount.0)),
        mechanism: Set(row.mechanism.map(|mechanism| mechanism.as_str().to_owned())),
        counterparts: Set(lines(row.counterparts.iter().map(|one| one.as_str()).collect())),
        beneficiaries: Set(lines(row.beneficiaries.iter().map(|one| one.as_str()).collect())),
        need_id: Set(row.need),
        project_id: Set(row.project),
        note: Set(row.note.clone()),
        compiled: Set(row.compiled),
        invented: Set(row.invented),
        updated_at: Set(act.now()),
        version: Set(row.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
    }
}

impl From<Model> for PlanRow {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            plan: row.plan_id,
            number: row.number,
            name: Bilingual { th: row.name_th, en: row.name_en },
            agency: row.agency_id,
            agency_as_printed: row.agency_as_printed,
            provinces: read(&row.provinces),
            amount: row.amount_satang.map(Satang),
            mechanism: row.mechanism.as_deref().and_then(Mechanism::from_word),
            counterparts: row.counterparts.lines().filter_map(Counterpart::from_word).collect(),
            beneficiaries: row.beneficiaries.lines().filter_map(Beneficiary::from_word).collect(),
            need: row.need_id,
            project: row.project_id,
            items: Vec::new(),
            note: row.note,
            compiled: row.compiled,
            invented: row.invented,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
