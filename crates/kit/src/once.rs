//! The table `once`: keys of writes that must not happen twice, with what came of each. An act notes
//! its own key in its transaction (`act.rs`), the frame that of a form and its answer (`web/twice.rs`).

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

use crate::clock::Timestamp;
use crate::db::Db;

/// What came of `key`, if anything did.
pub(crate) async fn find(connection: &impl ConnectionTrait, key: &str) -> Result<Option<String>, DbErr> {
    let done = Entity::find_by_id(key).one(connection).await?;
    Ok(done.map(|row| row.outcome))
}

/// Notes what came of `key`, for the first time.
pub(crate) async fn note(
    connection: &impl ConnectionTrait,
    key: String,
    outcome: String,
    at: Timestamp,
) -> Result<(), DbErr> {
    let row = ActiveModel { key: Set(key), outcome: Set(outcome), at: Set(at) };
    Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Notes what came of `key`, whatever was noted before.
pub(crate) async fn note_again(
    connection: &impl ConnectionTrait,
    key: String,
    outcome: String,
    at: Timestamp,
) -> Result<(), DbErr> {
    let row = ActiveModel { key: Set(key), outcome: Set(outcome), at: Set(at) };
    let over = OnConflict::column(Column::Key).update_columns([Column::Outcome, Column::At]).to_owned();
    Entity::insert(row).on_conflict(over).exec_without_returning(connection).await?;
    Ok(())
}

/// Forgets what was done before a moment: a key holds for a day, and whoever sends it later does
/// something new.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_before(db: &Db, moment: Timestamp) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::At.lt(moment)).exec(db.writer()).await?;
    Ok(())
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "once")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub outcome: String,
    pub at: DateTimeUtc,
}

/// It refers to nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
