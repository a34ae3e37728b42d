//! The table `published_figure`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "published_figure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fact: String,
    pub value: i64,
    pub qualifier: String,
    pub unit: String,
    pub as_of: String,
    pub as_of_on: Option<Date>,
    pub source: String,
    pub note: Option<String>,
    pub note_en: Option<String>,
    pub imported_at: DateTimeUtc,
    /// Null only where an older row was put back.
    pub code: Option<String>,
    pub version: i64,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
