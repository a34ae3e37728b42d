//! Technologies in the database, and the inverted index by which they are found: one query ranks
//! by the sum, over the words asked for, of a word's rarity times its weight in the technology.
//! Longer than 400 lines because the index is written with the records and read with them.

use std::collections::HashMap;

use kit::db::listing::{self, Listing, Paging, SortKey};
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    Set, Statement, Value,
};
use uuid::Uuid;

use super::asked::rarity;
use super::benefit::{Benefit, Outcome, Outcomes};
use super::record::{self, Column, Entity, benefit, outcome, term, word};
use super::technology::{Kind, NewTechnology, Status, Technology};
use crate::organisations;

pub use super::asked::Asked;
pub use super::filter::Filter;
pub use super::record::Row;

/// Rows written by one statement: both engines allow 32,766 bound values.
const CHUNK: usize = 500;
/// Counting where a word stands ends here: beyond it a word tells nothing.
const COMMON: i64 = 10_000;
/// Words that contain a typed one, at most, for each.
const WIDENED: usize = 24;

const ROW: [Column; 13] = [
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
    if !filter.clinic.is_empty() {
        // A clinic nobody knows offers nothing.
        condition = condition.add(Column::ClinicId.eq(clinic.unwrap_or_default()));
    }
    condition
}

/// What these clinics offer or write at, in Thai order.
pub(super) async fn list_of_clinics(db: &Db, clinics: Vec<Uuid>, status: Status, limit: u64) -> Result<Vec<Row>> {
    let found = Entity::find()
        .select_only()
        .columns(ROW)
        .filter(Column::ClinicId.is_in(clinics))
        .filter(Column::Status.eq(status.as_str()))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .limit(limit);
    Ok(found.into_model::<Row>().all(db.reader()).await?)
}

/// Every published technology in Thai order, a page at a time: for export.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_whole(db: &Db, after_code: &str, limit: u64) -> Result<Vec<Technology>> {
    let found = Entity::find().filter(Column::Code.gt(after_code)).order_by_asc(Column::Code).limit(limit);
    let rows = found.all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| whole(row, Vec::new())).collect())
}

/// A technology with this short code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Technology>> {
    find(db.reader(), code).await
}

/// The same inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Technology>> {
    find(act.db(), code).await
}

async fn find(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Technology>> {
    let Some(row) = Entity::find().filter(Column::Code.eq(code)).one(connection).await? else { return Ok(None) };
    let claimed = benefit::Entity::find()
        .filter(benefit::Column::TechnologyId.eq(row.id))
        .filter(benefit::Column::Claimed.eq(true))
        .all(connection)
        .await?;
    let claimed: Vec<_> = claimed.iter().map(|row| row.benefit.as_str()).collect();
    let benefits = Benefit::ALL.iter().copied().filter(|one| claimed.contains(&one.as_str())).collect();
    Ok(Some(whole(row, benefits)))
}

/// Those of `codes` that exist, inside an act: what an import would change.
pub(super) async fn find_many_for_change(act: &Act, codes: &[String]) -> Result<HashMap<String, Technology>> {
    let mut found = HashMap::new();
    for codes in codes.chunks(CHUNK) {
        let rows = Entity::find().filter(Column::Code.is_in(codes)).all(act.db()).await?;
        let claimed = benefit::Entity::find()
            .filter(benefit::Column::TechnologyId.is_in(rows.iter().map(|row| row.id)))
            .filter(benefit::Column::Claimed.eq(true))
            .all(act.db())
            .await?;
        for row in rows {
            let own = claimed.iter().filter(|one| one.technology_id == row.id);
            let benefits = own.filter_map(|one| Benefit::from_word(&one.benefit)).collect();
            found.insert(row.code.clone(), whole(row, benefits));
        }
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

/// What those who used them reported, for each of `ids` that anybody reported on.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_outcomes(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Outcomes>> {
    let of = outcome::Column::TechnologyId.is_in(ids.to_vec());
    let totals = outcome::Entity::find().filter(of).all(db.reader()).await?;
    let mut found: HashMap<Uuid, Outcomes> = totals
        .into_iter()
        .map(|row| (row.technology_id, Outcomes { answers: row.answers, applied: row.applied, reported: Vec::new() }))
        .collect();
    let reported = benefit::Entity::find()
        .filter(benefit::Column::TechnologyId.is_in(found.keys().copied()))
        .filter(benefit::Column::Reported.gt(0))
        .order_by_desc(benefit::Column::Reported)
        .order_by_asc(benefit::Column::Benefit)
        .all(db.reader())
        .await?;
    for row in reported {
        if let (Some(outcomes), Some(benefit)) = (found.get_mut(&row.technology_id), Benefit::from_word(&row.benefit)) {
            outcomes.reported.push((benefit, row.reported));
        }
    }
    Ok(found)
}

/// Writes new technologies with the words they are found by.
pub(super) async fn save_new(act: &Act, new: &[Technology]) -> Result<()> {
    for part in new.chunks(CHUNK) {
        Entity::insert_many(part.iter().map(|one| record::ActiveModel { id: Set(one.id), ..columns(act, one) }))
            .exec_without_returning(act.db())
            .await?;
    }
    save_benefits(act, new).await?;
    save_words(act, new).await
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
    save_words(act, one).await
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
        holder: Set(told.holder.clone()),
        credit: Set(told.credit.clone()),
        consent: Set(told.consent.clone()),
        clinic_id: Set(technology.clinic),
        province: Set(told.province.clone()),
        readiness: Set(told.readiness),
        conditions: Set(told.conditions.clone()),
        evidence: Set(told.evidence.clone()),
        status: Set(technology.status.as_str().to_owned()),
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

/// Only published ones are found by their words: the index is what the public sees.
async fn save_words(act: &Act, of: &[Technology]) -> Result<()> {
    let (mut rows, mut terms) = (Vec::new(), std::collections::BTreeSet::new());
    for one in of.iter().filter(|one| one.status == Status::Published) {
        for (text, weight) in one.told.weighted_words() {
            terms.insert(text.clone());
            rows.push(word::ActiveModel { word: Set(text), technology_id: Set(one.id), weight: Set(weight) });
        }
    }
    for part in rows.chunks(CHUNK * 8) {
        word::Entity::insert_many(part.to_vec()).exec_without_returning(act.db()).await?;
    }
    // In one order everywhere, so that two writers never wait for each other.
    let terms: Vec<_> = terms.into_iter().map(|text| term::ActiveModel { word: Set(text) }).collect();
    let known = OnConflict::column(term::Column::Word).do_nothing().to_owned();
    for part in terms.chunks(CHUNK * 8) {
        term::Entity::insert_many(part.to_vec()).on_conflict(known.clone()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// Adds what one answer says, or takes it back with `sign` -1.
pub(super) async fn save_outcome(act: &Act, technology: Uuid, told: &Outcome, sign: i32) -> Result<()> {
    let row = outcome::ActiveModel {
        technology_id: Set(technology),
        answers: Set(sign),
        applied: Set(if told.applied { sign } else { 0 }),
    };
    let added = |column: &str| Expr::cust(format!("technology_outcome.{column} + excluded.{column}"));
    let add = OnConflict::column(outcome::Column::TechnologyId)
        .value(outcome::Column::Answers, added("answers"))
        .value(outcome::Column::Applied, added("applied"))
        .to_owned();
    outcome::Entity::insert(row).on_conflict(add).exec_without_returning(act.db()).await?;
    if told.benefits.is_empty() {
        return Ok(());
    }
    let rows = told.benefits.iter().map(|one| benefit::ActiveModel {
        technology_id: Set(technology),
        benefit: Set(one.as_str().to_owned()),
        claimed: Set(false),
        reported: Set(sign),
    });
    let add = OnConflict::columns([benefit::Column::TechnologyId, benefit::Column::Benefit])
        .value(benefit::Column::Reported, Expr::cust("technology_benefit.reported + excluded.reported"))
        .to_owned();
    benefit::Entity::insert_many(rows).on_conflict(add).exec_without_returning(act.db()).await?;
    Ok(())
}

/// A technology that was found, and by which words.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The technology.
    pub technology: Row,
    /// The words it shares with what was asked, with their weights in it.
    pub words: Vec<(String, i32)>,
}

#[derive(FromQueryResult)]
struct Frequency {
    word: String,
    documents: i64,
    published: i64,
}

/// How much each of these words tells. One query.
pub(super) async fn find_rarities(db: &Db, words: &[String]) -> Result<Vec<Asked>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=words.len()).map(|place| format!("(${place})")).collect();
    let sql = format!(
        "select asked.column1 as word,
           (select count(*) from (select 1 as one from technology_word as w where w.word = asked.column1 limit {COMMON}) as few) as documents,
           (select count(*) from (select 1 as one from technology as t where t.status = 'published' limit {COMMON}) as most) as published
         from (values {}) as asked",
        places.join(", ")
    );
    let found: Vec<Frequency> = rows(db, &sql, words.iter().map(|word| word.as_str().into())).await?;
    let rarity = |one: &Frequency| (one.documents > 0).then(|| rarity(one.documents, one.published));
    Ok(found.into_iter().map(|one| Asked { rarity: rarity(&one), word: one.word }).collect())
}

#[derive(FromQueryResult)]
struct Ranked {
    id: Uuid,
    score: i64,
}

/// The published technologies with the most telling words, best first: at most `limit` after the
/// place `cursor` names, with their scores. `groups` are the words asked for, each with what stands
/// for it; one that has more of the groups comes before one that has fewer, and one that has less
/// than half of them is not found.
async fn rank(
    db: &Db,
    groups: &[Vec<Asked>],
    (filter, clinic): (&Filter, Option<Uuid>),
    after: Option<(i64, Uuid)>,
    limit: u64,
) -> Result<Vec<Ranked>> {
    let (mut binds, mut lines) = (Vec::<Value>::new(), Vec::new());
    for (group, words) in groups.iter().enumerate() {
        for asked in words {
            let Some(rarity) = asked.rarity else { continue };
            binds.push(asked.word.as_str().into());
            lines.push(format!("(${}, {rarity}, {group})", binds.len()));
        }
    }
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let mut bind = |value: Value| {
        binds.push(value);
        format!("${}", binds.len())
    };
    let mut narrow = String::new();
    for (column, wanted) in [("kind", &filter.kind), ("province", &filter.province)] {
        if !wanted.is_empty() {
            narrow.push_str(&format!(" and t.{column} = {}", bind(wanted.as_str().into())));
        }
    }
    if !filter.clinic.is_empty() {
        narrow.push_str(&format!(" and t.clinic_id = {}", bind(clinic.unwrap_or_default().into())));
    }
    let join = if narrow.is_empty() {
        String::new()
    } else {
        format!("join technology as t on t.id = w.technology_id{narrow}")
    };
    let place = match after {
        Some((score, id)) => {
            let id = bind(id.into());
            format!("and (score < {score} or (score = {score} and id < {id}))")
        }
        None => String::new(),
    };
    let least = groups.len().div_ceil(2) * 1_000_000;
    let sql = format!(
        "select id, score from (
           select w.technology_id as id,
             cast(count(distinct asked.column3) * 1000000 + sum(asked.column2 * w.weight / (w.weight + 2)) as bigint) as score
           from (values {}) as asked join technology_word as w on w.word = asked.column1 {join}
           group by w.technology_id
         ) as ranked where score >= {least} {place} order by score desc, id desc limit {limit}",
        lines.join(", ")
    );
    rows(db, &sql, binds).await
}

async fn rows<T: FromQueryResult>(db: &Db, sql: &str, binds: impl IntoIterator<Item = Value>) -> Result<Vec<T>> {
    let statement = Statement::from_sql_and_values(ConnectionTrait::get_database_backend(db.reader()), sql, binds);
    Ok(T::find_by_statement(statement).all(db.reader()).await?)
}

/// The best published technologies for these words, with the words each shares; the best by the sum
/// of rarity and weight come first.
///
/// # Errors
/// When the database cannot be read.
pub async fn search(db: &Db, words: &[String], limit: u64) -> Result<(Vec<Asked>, Vec<Hit>)> {
    let asked = find_rarities(db, words).await?;
    // One group: here a rare word alone may tell more than two common ones.
    let ranked = rank(db, std::slice::from_ref(&asked), (&Filter::default(), None), None, limit).await?;
    let ids: Vec<Uuid> = ranked.iter().map(|one| one.id).collect();
    let mut technologies = find_many(db, ids.iter().copied()).await?;
    let shared = word::Entity::find()
        .filter(word::Column::TechnologyId.is_in(ids.iter().copied()))
        .filter(word::Column::Word.is_in(words))
        .all(db.reader())
        .await?;
    let of =
        |id: Uuid| shared.iter().filter(move |row| row.technology_id == id).map(|row| (row.word.clone(), row.weight));
    let hits =
        ids.into_iter().filter_map(|id| Some(Hit { technology: technologies.remove(&id)?, words: of(id).collect() }));
    Ok((asked, hits.collect()))
}

/// One page of what the search box finds. Each typed word also stands for the indexed words that
/// contain it, so that nothing is missed which a plain look through the text would find.
async fn list_found(db: &Db, filter: &Filter, clinic: Option<Uuid>) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let groups = widened(db, thai::words::words(&filter.q)).await?;
    let place = filter.cursor.as_deref().and_then(|cursor| {
        let (score, id) = cursor.split_once('_')?;
        Some((score.parse().ok()?, id.parse().ok()?))
    });
    let ranked = rank(db, &groups, (filter, clinic), place, paging.limit() + 1).await?;
    let mut found = find_many(db, ranked.iter().map(|one| one.id)).await?;
    let whole = ranked.into_iter().filter_map(|one| Some((one.score, found.remove(&one.id)?))).collect();
    Ok(Listing::cut(whole, paging.limit(), |(score, row)| format!("{score}_{}", row.id)).map(|(_, row)| row))
}

/// Each word with those that contain it, which count a third.
async fn widened(db: &Db, mut words: Vec<String>) -> Result<Vec<Vec<Asked>>> {
    words.dedup();
    words.truncate(WIDENED);
    let mut groups = Vec::new();
    for typed in words {
        let containing = term::Entity::find()
            .filter(term::Column::Word.contains(&typed))
            .order_by_asc(term::Column::Word)
            .limit(WIDENED as u64)
            .all(db.reader())
            .await?;
        let mut all: Vec<String> = containing.into_iter().map(|row| row.word).filter(|word| *word != typed).collect();
        all.push(typed.clone());
        let mut asked = find_rarities(db, &all).await?;
        for one in asked.iter_mut().filter(|one| one.word != typed) {
            one.rarity = one.rarity.map(|rarity| rarity / 3);
        }
        groups.push(asked);
    }
    Ok(groups)
}

fn whole(row: record::Model, benefits: Vec<Benefit>) -> Technology {
    Technology {
        id: row.id,
        code: row.code,
        clinic: row.clinic_id,
        told: NewTechnology {
            name: Bilingual { th: row.name_th, en: row.name_en },
            summary: Bilingual { th: row.summary_th, en: row.summary_en },
            field: row.field,
            // The schema admits no other word.
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Research),
            holder: row.holder,
            credit: row.credit,
            consent: row.consent,
            province: row.province,
            readiness: row.readiness,
            conditions: row.conditions,
            evidence: row.evidence,
            benefits,
        },
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
        invented: row.invented,
        updated_at: row.updated_at,
        version: row.version,
    }
}
