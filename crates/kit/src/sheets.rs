//! What was read of the texts of records, kept so that no process reads one twice: bytes, as whoever reads
//! texts wants them. A projection beside the records, written outside of any act: two processes that read the
//! same text write the same.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use crate::changes;
use crate::clock::Timestamp;
use crate::db::Db;
use crate::error::Result;

/// Rows written by one statement: below what both engines bind.
const AT_ONCE: usize = 500;
/// By which others learn that a text was understood ([`changes`]).
pub const FOLLOWED: &str = "sheet";

mod record {
    //! The table `sheet`. It refers to nothing: a record may be gone.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub record: Uuid,
        pub kind: String,
        pub version: i64,
        pub form: i64,
        pub spelling: Vec<u8>,
        pub middle: Option<Vec<u8>>,
        pub understood: Option<Vec<u8>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use record::{ActiveModel, Column, Entity};

/// What was read of one record's text.
pub type Sheet = record::Model;

/// What was read of these records in a form, in no order.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, form: i64, records: &[Uuid]) -> Result<Vec<Sheet>> {
    let of = Entity::find().filter(Column::Form.eq(form)).filter(Column::Record.is_in(records.iter().copied()));
    Ok(of.all(db.reader()).await?)
}

/// Records of a kind that were not understood yet, at most so many.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(db: &Db, kind: &str, form: i64, most: u64) -> Result<Vec<Uuid>> {
    let waiting = Entity::find().select_only().column(Column::Record).filter(Column::Kind.eq(kind));
    let waiting = waiting.filter(Column::Form.eq(form)).filter(Column::Understood.is_null());
    Ok(waiting.order_by_asc(Column::Record).limit(most).into_tuple().all(db.reader()).await?)
}

/// Writes what was read, in the place of what was written before.
///
/// # Errors
/// When the database cannot be written.
pub async fn put(db: &Db, sheets: Vec<Sheet>) -> Result<()> {
    let columns = [Column::Kind, Column::Version, Column::Form, Column::Spelling, Column::Middle, Column::Understood];
    let over = OnConflict::column(Column::Record).update_columns(columns).to_owned();
    for some in sheets.chunks(AT_ONCE) {
        let rows = some.iter().cloned().map(|sheet| ActiveModel {
            record: Set(sheet.record),
            kind: Set(sheet.kind),
            version: Set(sheet.version),
            form: Set(sheet.form),
            spelling: Set(sheet.spelling),
            middle: Set(sheet.middle),
            understood: Set(sheet.understood),
        });
        Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(db.writer()).await?;
    }
    Ok(())
}

/// Writes what was understood of a text, unless the record has another text by now, and tells whoever
/// follows.
///
/// # Errors
/// When the database cannot be written.
pub async fn understood(db: &Db, sheet: Sheet, line: Uuid, at: Timestamp) -> Result<()> {
    let change = ActiveModel { middle: Set(sheet.middle), understood: Set(sheet.understood), ..Default::default() };
    let same = Entity::update_many().set(change).filter(Column::Record.eq(sheet.record));
    let same = same.filter(Column::Version.eq(sheet.version)).filter(Column::Form.eq(sheet.form));
    let transaction = db.begin().await?;
    if same.exec(&transaction).await?.rows_affected > 0 {
        changes::note(&transaction, vec![(line, sheet.record)], FOLLOWED, at).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Takes away what was read of these.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(db: &Db, records: &[Uuid]) -> Result<()> {
    Entity::delete_many().filter(Column::Record.is_in(records.iter().copied())).exec(db.writer()).await?;
    Ok(())
}
