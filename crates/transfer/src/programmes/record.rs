//! The table `programme`: what the ministry entered, and what it changed of those that come with the program.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "programme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub scope: Option<String>,
    pub least_level: Option<String>,
    pub source: Option<String>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
