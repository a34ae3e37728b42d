//! Villages as lists: the public one, those of a clinic, a technology or a mother village, and the
//! counts by district. Each is one query.

use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::{Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::coverage::{Coverage, DistrictCount};
use super::filter::Filter;
use super::record::{Column, Entity, technology, word, year};
use super::village::{Kind, Status};

/// A village in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) kind: String,
    pub(super) name_th: String,
    pub(super) name_en: Option<String>,
    pub(super) name_sort: Vec<u8>,
    pub(super) province: String,
    pub(super) district: String,
    pub(super) clinic_id: Option<Uuid>,
    pub(super) occupation: Option<String>,
    pub(super) status: String,
    pub(super) invented: bool,
}

impl Row {
    /// Its name in both languages.
    pub(super) fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// How a page colours how far it has come.
    pub(super) fn tone(&self) -> &'static str {
        Status::from_word(&self.status).map_or("neutral", Status::tone)
    }
}

const ROW: [Column; 12] = [
    Column::Id,
    Column::Code,
    Column::Kind,
    Column::NameTh,
    Column::NameEn,
    Column::NameSort,
    Column::Province,
    Column::District,
    Column::ClinicId,
    Column::Occupation,
    Column::Status,
    Column::Invented,
];

/// One page of the public list in Thai order; `clinic` is the one `filter.clinic` names.
pub(super) async fn list(db: &Db, filter: &Filter, clinic: Option<Uuid>) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(narrowed(filter, clinic))
        .filter(listing::after::<SortKey>(filter.cursor.as_deref(), Column::NameSort, Column::Id, &Order::Asc))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    let place = |row: &Row| listing::cursor(SortKey(row.name_sort.clone()), row.id);
    Ok(Listing::cut(rows, paging.limit(), place))
}

fn narrowed(filter: &Filter, clinic: Option<Uuid>) -> Condition {
    let mut condition = Condition::all();
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    if !filter.district.is_empty() {
        condition = condition.add(Column::District.eq(&filter.district));
    }
    if !filter.clinic.is_empty() {
        // A clinic nobody knows is responsible for nothing.
        condition = condition.add(Column::ClinicId.eq(clinic.unwrap_or_default()));
    }
    if let Some(of) = filter.year() {
        let funded = Query::select()
            .column(year::Column::VillageId)
            .from(year::Entity)
            .and_where(year::Column::FiscalYear.eq(of))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(funded));
    }
    for wanted in thai::words::words(&filter.q) {
        let having = Query::select()
            .column(word::Column::VillageId)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(wanted))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(having));
    }
    condition
}

/// Villages of which something holds, in Thai order.
async fn list_where(db: &Db, condition: Condition, limit: u64) -> Result<Vec<Row>> {
    let found = Entity::find().select_only().columns(ROW).filter(condition);
    let found = found.order_by_asc(Column::NameSort).order_by_asc(Column::Id).limit(limit);
    Ok(found.into_model::<Row>().all(db.reader()).await?)
}

/// Those a clinic is responsible for.
pub(super) async fn list_of_clinic(db: &Db, clinic: Uuid, limit: u64) -> Result<Vec<Row>> {
    list_where(db, Condition::all().add(Column::ClinicId.eq(clinic)), limit).await
}

/// Those that apply a technology.
pub(super) async fn list_of_technology(db: &Db, technology: Uuid, limit: u64) -> Result<Vec<Row>> {
    let applying = Query::select()
        .column(technology::Column::VillageId)
        .from(technology::Entity)
        .and_where(technology::Column::TechnologyId.eq(technology))
        .to_owned();
    list_where(db, Condition::all().add(Column::Id.in_subquery(applying)), limit).await
}

/// A village's mother, and its daughters.
pub(super) async fn list_kin(db: &Db, village: Uuid, mother: Option<Uuid>, limit: u64) -> Result<Vec<Row>> {
    let kin = Condition::any().add(Column::MotherId.eq(village)).add_option(mother.map(|id| Column::Id.eq(id)));
    list_where(db, kin, limit).await
}

/// Where there are host villages and where none: honour villages (docs/requirements.md A0-07) belong to
/// another programme and are not counted.
///
/// # Errors
/// When the database cannot be read.
pub async fn coverage(db: &Db) -> Result<Coverage> {
    let counts: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::District)
        .column_as(Column::Id.count(), "villages")
        .filter(Column::Kind.eq(Kind::Host.as_str()))
        .group_by(Column::District)
        .into_tuple()
        .all(db.reader())
        .await?;
    let counts: Vec<_> = counts.into_iter().map(|(district, villages)| DistrictCount { district, villages }).collect();
    Ok(Coverage::of(&counts))
}
