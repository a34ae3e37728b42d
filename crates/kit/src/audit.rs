//! The trail: who did what to which record, when. One row for every change, written in the change's
//! own transaction. A sealer then chains committed rows by digest, so that no writer waits for the
//! chain and no row can be altered unseen; `verify` walks it.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Serialize;
use uuid::Uuid;

use crate::chain::{self, Digest};
use crate::clock::{Timestamp, start_of_thai_day};
use crate::db::listing::{Listing, Paging};
use crate::db::{Db, dialect};
use crate::error::Result;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody signed in.
    Person(Uuid),
    /// Somebody who has not signed in.
    Anyone,
    /// The program itself, by the name of the part that acts.
    System(&'static str),
}

/// Who acts, and in which request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who it is.
    pub who: Who,
    /// The request in which it happens, for the log.
    pub request: Option<Uuid>,
    /// Do they rehearse? Then they write rehearsals, and nothing else.
    pub rehearses: bool,
}

impl Actor {
    /// The program itself, by the name of the part that acts.
    pub fn system(part: &'static str) -> Self {
        Self { who: Who::System(part), request: None, rehearses: false }
    }

    /// Somebody who has not signed in.
    pub fn anyone() -> Self {
        Self { who: Who::Anyone, request: None, rehearses: false }
    }

    /// The person, unless it is nobody known.
    pub fn person(&self) -> Option<Uuid> {
        match self.who {
            Who::Person(id) => Some(id),
            _ => None,
        }
    }
}

pub(crate) mod record {
    //! The table `audit`.
    #![allow(missing_docs, reason = "columns are named by their meaning")]
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor_kind: String,
        pub actor_id: Option<Uuid>,
        pub verb: String,
        pub subject_id: Uuid,
        pub subject_code: Option<String>,
        pub facts: Json,
        pub salt: Option<Vec<u8>>,
        pub request_id: Option<Uuid>,
        pub chain_position: Option<i64>,
        pub chain_digest: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One line of the trail, as it is read.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its identifier, by which lines sort in time.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `person`, `anyone`, or `system:part`.
    pub actor_kind: String,
    /// Which person, if one.
    pub actor_id: Option<Uuid>,
    /// What, as `noun.verb`.
    pub verb: String,
    /// Which record.
    pub subject_id: Uuid,
    /// Its short code for people, when it has one.
    pub subject_code: Option<String>,
    /// What about it, without personal values.
    pub facts: serde_json::Value,
}

impl From<record::Model> for Entry {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            at: row.at,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            verb: row.verb,
            subject_id: row.subject_id,
            subject_code: row.subject_code,
            facts: row.facts,
        }
    }
}

/// The trail of one record, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn trail(db: &Db, subject: Uuid) -> Result<Vec<Entry>> {
    let rows = record::Entity::find()
        .filter(record::Column::SubjectId.eq(subject))
        .order_by_asc(record::Column::Id)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// What a reading of the whole trail may be narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `noun.verb`.
    pub verb: Option<String>,
    /// The record.
    pub subject: Option<Uuid>,
    /// The record's short code.
    pub subject_code: Option<String>,
    /// A day in Thailand.
    pub day: Option<NaiveDate>,
    /// Who did it.
    pub actor: Option<Uuid>,
}

/// One page of the whole trail, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, filter: &Filter, paging: &Paging) -> Result<Listing<Entry>> {
    let mut rows = record::Entity::find();
    if let Some(verb) = &filter.verb {
        rows = rows.filter(record::Column::Verb.eq(verb));
    }
    if let Some(subject) = filter.subject {
        rows = rows.filter(record::Column::SubjectId.eq(subject));
    }
    if let Some(code) = &filter.subject_code {
        rows = rows.filter(record::Column::SubjectCode.eq(code));
    }
    if let Some(day) = filter.day {
        let (begins, ends) = (start_of_thai_day(day), start_of_thai_day(day + chrono::Days::new(1)));
        rows = rows.filter(record::Column::At.gte(begins)).filter(record::Column::At.lt(ends));
    }
    if let Some(actor) = filter.actor {
        rows = rows.filter(record::Column::ActorId.eq(actor));
    }
    // A cursor that cannot be read begins at the beginning.
    if let Some(place) = paging.cursor.as_deref().and_then(|cursor| cursor.parse::<Uuid>().ok()) {
        rows = rows.filter(record::Column::Id.lt(place));
    }
    let rows = rows.order_by_desc(record::Column::Id).limit(paging.limit() + 1).all(db.reader()).await?;
    Ok(Listing::cut(rows, paging.limit(), |row| row.id.to_string()).map(Entry::from))
}

/// Rows sealed in one transaction.
const BATCH: u64 = 500;

/// Chains committed rows that are not chained yet. Answers how many it chained.
///
/// # Errors
/// When the database cannot be written.
pub async fn seal(db: &Db) -> Result<usize> {
    let waiting =
        record::Entity::find().filter(record::Column::ChainPosition.is_null()).limit(1).one(db.reader()).await?;
    if waiting.is_none() {
        return Ok(0);
    }
    let transaction = db.begin().await?;
    if !dialect::try_hold(&transaction, "audit-seal").await? {
        return Ok(0);
    }
    let last = record::Entity::find()
        .filter(record::Column::ChainPosition.is_not_null())
        .order_by_desc(record::Column::ChainPosition)
        .one(&transaction)
        .await?;
    let (mut position, mut digest) = last.map_or((0, Digest::default()), |row| {
        (row.chain_position.unwrap_or(0), Digest::from_stored(row.chain_digest.as_deref()))
    });
    let rows = record::Entity::find()
        .filter(record::Column::ChainPosition.is_null())
        .order_by_asc(record::Column::Id)
        .limit(BATCH)
        .all(&transaction)
        .await?;
    let sealed = rows.len();
    for row in rows {
        position += 1;
        digest = chain::next(&digest, position, &row);
        let change = record::ActiveModel {
            id: Set(row.id),
            chain_position: Set(Some(position)),
            chain_digest: Set(Some(digest.to_stored())),
            ..Default::default()
        };
        change.update(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(sealed)
}

/// What walking the chain found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row fits the one before it.
    Whole {
        /// Rows in the chain.
        rows: i64,
    },
    /// The first row that does not fit.
    Broken {
        /// Its place in the chain.
        position: i64,
    },
}

/// Walks the whole chain.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(db: &Db) -> Result<Verdict> {
    let (mut position, mut digest) = (0, Digest::default());
    loop {
        let rows = record::Entity::find()
            .filter(record::Column::ChainPosition.gt(position))
            .order_by_asc(record::Column::ChainPosition)
            .limit(BATCH)
            .all(db.reader())
            .await?;
        if rows.is_empty() {
            return Ok(Verdict::Whole { rows: position });
        }
        for row in rows {
            position += 1;
            digest = chain::next(&digest, position, &row);
            let fits = row.chain_position == Some(position) && row.chain_digest.as_deref() == Some(digest.as_bytes());
            if !fits {
                return Ok(Verdict::Broken { position });
            }
        }
    }
}
