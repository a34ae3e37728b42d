//! The inverted index by which technologies are found: one query ranks by the sum, over the words asked
//! for, of a word's rarity times its weight in the technology.

use kit::db::listing::{Listing, Paging};
use kit::{Act, Db, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set, Statement,
    Value,
};
use uuid::Uuid;

use super::asked::{Asked, rarity};
use super::filter::Filter;
use super::record::{Column, Entity, Row, term, word};
use super::store::{CHUNK, ROW, find_many};
use super::technology::{Status, Technology};

/// Counting where a word stands ends here: beyond it a word tells nothing.
const COMMON: i64 = 10_000;
/// Words that contain a typed one, at most, for each.
const WIDENED: usize = 24;

/// Only published ones are found by their words: the index is what the public sees.
pub(super) async fn save_words(act: &Act, of: &[Technology]) -> Result<()> {
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
    for (column, wanted) in [("kind", &filter.kind), ("province", &filter.province), ("field", &filter.field)] {
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

/// One page of what the search box finds. Each typed word also stands for the indexed words that
/// contain it, so that nothing is missed which a plain look through the text would find.
pub(super) async fn list_found(db: &Db, filter: &Filter, clinic: Option<Uuid>) -> Result<Listing<Row>> {
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

/// The first of the published ones that have this code, or that the words typed find: to choose from.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_published(db: &Db, typed: &str, most: u64) -> Result<Vec<Row>> {
    let code = typed.trim().to_ascii_uppercase();
    let named = Entity::find().select_only().columns(ROW).filter(Column::Code.eq(code));
    let named =
        named.filter(Column::Status.eq(Status::Published.as_str())).into_model::<Row>().one(db.reader()).await?;
    match named {
        Some(row) => Ok(vec![row]),
        None => Ok(list_found(db, &Filter { q: typed.to_owned(), limit: Some(most), ..Filter::default() }, None)
            .await?
            .items),
    }
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
