//! Technologies in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use thai::Satang;
use uuid::Uuid;

use super::benefit::Benefit;
use super::cost::Cost;
use super::holding::{Commercial, Disclosure, HolderKind, Holding};
use super::property::Property;
use super::record::{self, Column, Entity, benefit, word};
use super::store_index::{list_found, save_words};
use super::technology::{INDEXED, Life, Status, Technology};
use super::told::{Kind, NewTechnology};
use house::organisations;

pub use super::filter::Filter;
pub use super::record::Row;
pub use super::store_outcomes::find_outcomes;

/// Rows written by one statement: both engines allow 32,766 bound values.
pub(super) const CHUNK: usize = 500;

/// Fields of knowledge that are offered to whoever writes: more than a person looks through.
const FIELDS_MOST: u64 = 60;

pub(super) const ROW: [Column; 15] = [
    Column::Id,
    Column::Code,
    Column::NameTh,
    Column::NameEn,
    Column::SummaryTh,
    Column::SummaryEn,
    Column::Field,
    Column::Kind,
    Column::ClinicId,
    Column::Province,
    Column::Readiness,
    Column::Status,
    Column::WaitingSince,
    Column::Hidden,
    Column::NameSort,
];

/// One page of the public list, or of what the search box finds.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<Row>> {
    let clinic = match filter.clinic.as_str() {
        "" => None,
        code => organisations::find_clinic(db, code).await?.map(|clinic| clinic.id),
    };
    if filter.q.trim().is_empty() {
        list_sorted(db, filter, clinic).await
    } else {
        list_found(db, filter, clinic).await
    }
}

/// One page of the public list in Thai order; `clinic` is the one `filter.clinic` names.
async fn list_sorted(db: &Db, filter: &Filter, clinic: Option<Uuid>) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::Status.eq(Status::Published.as_str()))
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
    if !filter.kind.is_empty() {
        condition = condition.add(Column::Kind.eq(&filter.kind));
    }
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    if !filter.field.is_empty() {
        condition = condition.add(Column::Field.eq(&filter.field));
    }
    if !filter.clinic.is_empty() {
        // A clinic nobody knows offers nothing.
        condition = condition.add(Column::ClinicId.eq(clinic.unwrap_or_default()));
    }
    condition
}

/// What these clinics offer or write at, in Thai order; among their drafts those that wait for a review.
pub(super) async fn list_of_clinics(db: &Db, clinics: Vec<Uuid>, status: Status, limit: u64) -> Result<Vec<Row>> {
    let found = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::ClinicId.is_in(clinics))
        .filter(Column::Status.eq(status.stored()))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(limit);
    Ok(found.into_model::<Row>().all(db.reader()).await?)
}

/// The fields of knowledge that technologies are of, the commonest first: what a form suggests.
pub(super) async fn list_fields(db: &Db) -> Result<Vec<String>> {
    let fields =
        Entity::find().select_only().column(Column::Field).filter(Column::Field.ne("")).group_by(Column::Field);
    let fields = fields.order_by_desc(Column::Id.count()).order_by_asc(Column::Field).limit(FIELDS_MOST);
    Ok(fields.into_tuple().all(db.reader()).await?)
}

#[derive(FromQueryResult)]
struct FieldRow {
    field: String,
}

/// Those of technologies that everybody reads, in the order of their letters: what the public list is narrowed by.
pub(super) async fn list_published_fields(db: &Db) -> Result<Vec<String>> {
    let found = rows::<FieldRow>(db.reader(), include_str!("sql/published_fields.sql"), [FIELDS_MOST.into()]).await?;
    Ok(found.into_iter().map(|row| row.field).collect())
}

/// Every technology by its code, a batch at a time: for export.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_whole(db: &Db, after_code: &str, limit: u64) -> Result<Vec<Technology>> {
    let found = Entity::find().filter(Column::Code.gt(after_code)).order_by_asc(Column::Code).limit(limit);
    let rows = found.all(db.reader()).await?;
    with_benefits(db.reader(), rows).await
}

/// Rows with what their clinics say they are good for: one query.
async fn with_benefits(connection: &impl ConnectionTrait, rows: Vec<record::Model>) -> Result<Vec<Technology>> {
    let claimed = benefit::Entity::find()
        .filter(benefit::Column::TechnologyId.is_in(rows.iter().map(|row| row.id)))
        .filter(benefit::Column::Claimed.eq(true))
        .all(connection)
        .await?;
    let mut of: HashMap<Uuid, Vec<String>> = HashMap::new();
    claimed.into_iter().for_each(|row| of.entry(row.technology_id).or_default().push(row.benefit));
    let benefits = |id: Uuid| {
        let own = of.get(&id).map(Vec::as_slice).unwrap_or_default();
        Benefit::ALL.iter().copied().filter(|one| own.iter().any(|word| word == one.as_str())).collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let benefits = benefits(row.id);
            whole(row, benefits)
        })
        .collect())
}

/// A technology with this short code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Technology>> {
    let rows = Entity::find().filter(Column::Code.eq(code)).all(db.reader()).await?;
    Ok(with_benefits(db.reader(), rows).await?.pop())
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Technology>> {
    let rows = locked(Entity::find().filter(Column::Code.eq(code)), act.db()).all(act.db()).await?;
    Ok(with_benefits(act.db(), rows).await?.pop())
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_many_for_change(act: &Act, codes: &[String]) -> Result<HashMap<String, Technology>> {
    let mut found = HashMap::new();
    for codes in codes.chunks(CHUNK) {
        let rows = Entity::find().filter(Column::Code.is_in(codes)).order_by_asc(Column::Code);
        let rows = locked(rows, act.db()).all(act.db()).await?;
        found.extend(with_benefits(act.db(), rows).await?.into_iter().map(|one| (one.code.clone(), one)));
    }
    Ok(found)
}

/// The identifiers of those of these codes that there are: what other registers name them by.
///
/// # Errors
/// When the database cannot be read.
pub async fn ids_of_codes(db: &Db, codes: Vec<String>) -> Result<HashMap<String, Uuid>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let found = Entity::find().select_only().columns([Column::Code, Column::Id]).filter(Column::Code.is_in(codes));
    let found: Vec<(String, Uuid)> = found.into_tuple().all(db.reader()).await?;
    Ok(found.into_iter().collect())
}

/// The technologies with these identifiers, in one query.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(db: &Db, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Row>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::Id.is_in(ids))
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Writes new technologies with the words they are found by.
pub(super) async fn save_new(act: &Act, new: &[Technology]) -> Result<()> {
    for part in new.chunks(CHUNK) {
        Entity::insert_many(part.iter().map(|one| record::ActiveModel { id: Set(one.id), ..columns(act, one) }))
            .exec_without_returning(act.db())
            .await?;
    }
    save_benefits(act, new).await?;
    save_words(act, new).await?;
    act.changed(INDEXED, new.iter().map(|one| one.id)).await
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, technology: &Technology) -> Result<()> {
    let change = record::ActiveModel { version: Set(technology.version + 1), ..columns(act, technology) };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(technology.id))
        .filter(Column::Version.eq(technology.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    benefit::Entity::update_many()
        .col_expr(benefit::Column::Claimed, Expr::value(false))
        .filter(benefit::Column::TechnologyId.eq(technology.id))
        .exec(act.db())
        .await?;
    word::Entity::delete_many().filter(word::Column::TechnologyId.eq(technology.id)).exec(act.db()).await?;
    let one = std::slice::from_ref(technology);
    save_benefits(act, one).await?;
    save_words(act, one).await?;
    act.changed(INDEXED, [technology.id]).await
}

fn columns(act: &Act, technology: &Technology) -> record::ActiveModel {
    let told = &technology.told;
    record::ActiveModel {
        code: Set(technology.code.clone()),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        summary_th: Set(told.summary.th.clone()),
        summary_en: Set(told.summary.en.clone()),
        field: Set(told.field.clone()),
        kind: Set(told.kind.as_str().to_owned()),
        holder: Set(told.holding.holder.clone()),
        holder_kind: Set(told.holding.kind.map(|kind| kind.as_str().to_owned())),
        credit: Set(thai(&told.holding.credit)),
        credit_en: Set(english(&told.holding.credit)),
        consent: Set(told.holding.consent.clone()),
        consented_on: Set(told.holding.consented_on),
        disclosure: Set(told.holding.disclosure.map(|one| one.as_str().to_owned())),
        commercial: Set(told.holding.commercial.map(|one| one.as_str().to_owned())),
        builds_on: Set(told.holding.builds_on),
        clinic_id: Set(technology.clinic),
        province: Set(told.province.clone()),
        readiness: Set(told.readiness),
        requirements_th: Set(thai(&told.requirements)),
        requirements_en: Set(english(&told.requirements)),
        cost_least: Set(told.cost.least.map(|amount| amount.0)),
        cost_most: Set(told.cost.most.map(|amount| amount.0)),
        cost_th: Set(thai(&told.cost.note)),
        cost_en: Set(english(&told.cost.note)),
        property: Set(told.property.map(|one| one.as_str().to_owned())),
        property_note: Set(told.property_note.clone()),
        conditions: Set(thai(&told.conditions)),
        conditions_en: Set(english(&told.conditions)),
        evidence: Set(thai(&told.evidence)),
        evidence_en: Set(english(&told.evidence)),
        waiting_since: Set(technology.life.waiting_since),
        published_on: Set(technology.life.published_on),
        reviewed_on: Set(technology.life.reviewed_on),
        reviewed_by: Set(technology.life.reviewed_by),
        renew_by: Set(technology.life.renew_by),
        hidden: Set(technology.life.hidden),
        status: Set(technology.status.stored().to_owned()),
        invented: Set(technology.invented),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        updated_at: Set(act.now()),
        version: Set(technology.version),
        ..Default::default()
    }
}

async fn save_benefits(act: &Act, of: &[Technology]) -> Result<()> {
    let pairs = of.iter().flat_map(|one| one.told.benefits.iter().map(move |benefit| (one.id, *benefit)));
    let rows: Vec<_> = pairs
        .map(|(id, benefit)| benefit::ActiveModel {
            technology_id: Set(id),
            benefit: Set(benefit.as_str().to_owned()),
            claimed: Set(true),
            reported: Set(0),
        })
        .collect();
    let claimed = OnConflict::columns([benefit::Column::TechnologyId, benefit::Column::Benefit])
        .update_column(benefit::Column::Claimed)
        .to_owned();
    for part in rows.chunks(CHUNK) {
        benefit::Entity::insert_many(part.to_vec())
            .on_conflict(claimed.clone())
            .exec_without_returning(act.db())
            .await?;
    }
    Ok(())
}

fn thai(text: &Option<Bilingual>) -> Option<String> {
    text.as_ref().map(|text| text.th.clone())
}

fn english(text: &Option<Bilingual>) -> Option<String> {
    text.as_ref().and_then(|text| text.en.clone())
}

/// A text that is there when its Thai is.
fn both(th: Option<String>, en: Option<String>) -> Option<Bilingual> {
    th.map(|th| Bilingual { th, en })
}

pub(super) fn whole(row: record::Model, benefits: Vec<Benefit>) -> Technology {
    // Of closed lists the program writes no other word.
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let holding = Holding {
        kind: HolderKind::from_word(&word(&row.holder_kind)),
        disclosure: Disclosure::from_word(&word(&row.disclosure)),
        commercial: Commercial::from_word(&word(&row.commercial)),
        holder: row.holder,
        credit: both(row.credit, row.credit_en),
        consent: row.consent,
        consented_on: row.consented_on,
        builds_on: row.builds_on,
    };
    let cost = Cost {
        least: row.cost_least.map(Satang),
        most: row.cost_most.map(Satang),
        note: both(row.cost_th, row.cost_en),
    };
    Technology {
        id: row.id,
        code: row.code,
        clinic: row.clinic_id,
        told: NewTechnology {
            name: Bilingual { th: row.name_th, en: row.name_en },
            summary: Bilingual { th: row.summary_th, en: row.summary_en },
            field: row.field,
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Research),
            holding,
            province: row.province,
            readiness: row.readiness,
            requirements: both(row.requirements_th, row.requirements_en),
            cost,
            property: Property::from_word(&word(&row.property)),
            property_note: row.property_note,
            conditions: both(row.conditions, row.conditions_en),
            evidence: both(row.evidence, row.evidence_en),
            benefits,
        },
        status: Status::of_stored(&row.status, row.waiting_since.is_some()),
        life: Life {
            waiting_since: row.waiting_since,
            published_on: row.published_on,
            reviewed_on: row.reviewed_on,
            reviewed_by: row.reviewed_by,
            renew_by: row.renew_by,
            hidden: row.hidden,
        },
        invented: row.invented,
        updated_at: row.updated_at,
        version: row.version,
    }
}
