//! Which records changed, in an order that every process sees alike: whatever is made of records and
//! kept elsewhere, such as an index, follows this. An act writes its lines in its own transaction
//! ([`crate::Act::changed`]); only committed lines are numbered, so that no number becomes visible after
//! a higher one, whichever process committed first.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, SqlErr, Statement};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::db::Db;
use crate::error::Result;

use self::record::{ActiveModel, Column, Entity, Model};

/// Lines written by one statement: below what both engines bind.
const AT_ONCE: usize = 5_000;
/// Lines that stay whatever their age, beside the newest, which always stays.
const KEPT: i64 = 50_000;
/// How long every line stays.
const KEPT_FOR: chrono::Duration = chrono::Duration::days(2);

mod record {
    //! The table `search_change`. It refers to nothing: a record may be gone.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "search_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub record: Uuid,
        pub position: Option<i64>,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// One change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place in the order.
    pub mark: Mark,
    /// Which table the record stands in.
    pub kind: String,
    /// The record.
    pub record: Uuid,
}

/// A place in the order of changes. The line's own identifier tells whether a database is the one in
/// which the number was given: one that was put back from a backup counts the same numbers again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The number, from one; nought before the first.
    pub position: i64,
    /// The line.
    pub line: Uuid,
}

/// Writes lines, inside whatever transaction `connection` is.
pub(crate) async fn note(
    connection: &impl ConnectionTrait,
    lines: Vec<(Uuid, Uuid)>,
    kind: &'static str,
    at: Timestamp,
) -> Result<()> {
    let row = |(id, record)| ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        record: Set(record),
        position: Set(None),
        at: Set(at),
    };
    let rows: Vec<ActiveModel> = lines.into_iter().map(row).collect();
    for some in rows.chunks(AT_ONCE) {
        Entity::insert_many(some.to_vec()).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Numbers the lines that have none yet, some thousands at once. Answers whether any were waiting. Where
/// another process numbers at the same moment, one of them wins and the other tries at its next turn.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn number(db: &Db) -> Result<bool> {
    if Entity::find().filter(Column::Position.is_null()).limit(1).one(db.reader()).await?.is_none() {
        return Ok(false);
    }
    // A line that another process numbered meanwhile is passed over; a number it gave meanwhile is
    // refused by the table, and nothing is numbered this time. The plus keeps SQLite from going through all
    // that wait for each line it numbers: after an import of a hundred thousand that took minutes, in which
    // nobody else could write.
    let put = format!(
        "update search_change set position = numbered.position from ( \
           select id, (select coalesce(max(position), 0) from search_change) + row_number() over (order by id) as position \
           from (select id from search_change where position is null order by id limit {AT_ONCE}) as waiting \
         ) as numbered where search_change.id = numbered.id and +search_change.position is null"
    );
    let writer = db.writer();
    match writer.execute_raw(Statement::from_string(writer.get_database_backend(), put)).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// The newest numbered line; nought where there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(db: &Db) -> Result<Mark> {
    newest(db, Entity::find()).await
}

/// The same of one kind.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_of(db: &Db, kind: &str) -> Result<Mark> {
    newest(db, Entity::find().filter(Column::Kind.eq(kind))).await
}

async fn newest(db: &Db, of: Select<Entity>) -> Result<Mark> {
    let newest = of.filter(Column::Position.is_not_null()).order_by_desc(Column::Position).limit(1);
    Ok(newest.one(db.reader()).await?.map(Change::from).map(|change| change.mark).unwrap_or_default())
}

/// Can whoever stands at `mark` go on from there? Not when the lines after it are gone, nor in a database
/// in which that number is another line's.
///
/// # Errors
/// When the database cannot be read.
pub async fn goes_on_from(db: &Db, mark: Mark) -> Result<bool> {
    if mark.position > 0 {
        let line = Entity::find().filter(Column::Position.eq(mark.position)).one(db.reader()).await?;
        return Ok(line.is_some_and(|line| line.id == mark.line));
    }
    let first = Entity::find().filter(Column::Position.is_not_null()).order_by_asc(Column::Position).limit(1);
    Ok(first.one(db.reader()).await?.is_none_or(|line| line.position == Some(1)))
}

/// The next changes after a place, in their order.
///
/// # Errors
/// When the database cannot be read.
pub async fn after(db: &Db, mark: Mark, most: u64) -> Result<Vec<Change>> {
    let next = Entity::find().filter(Column::Position.gt(mark.position)).order_by_asc(Column::Position).limit(most);
    Ok(next.all(db.reader()).await?.into_iter().map(Change::from).collect())
}

/// Takes old lines away. Whoever had not followed them builds anew.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn prune(db: &Db, now: Timestamp) -> Result<()> {
    let last = latest(db).await?.position - KEPT;
    let old = Entity::delete_many().filter(Column::Position.lte(last)).filter(Column::At.lt(now - KEPT_FOR));
    if last > 0 {
        old.exec(db.writer()).await?;
    }
    Ok(())
}

impl From<Model> for Change {
    fn from(row: Model) -> Self {
        let mark = Mark { position: row.position.unwrap_or_default(), line: row.id };
        Self { mark, kind: row.kind, record: row.record }
    }
}
