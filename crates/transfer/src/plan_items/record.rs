//! The table `plan_item`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub level: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub first_year: Option<i32>,
    pub last_year: Option<i32>,
    pub province: Option<String>,
    pub province_group: Option<String>,
    pub source: String,
    pub note: Option<String>,
    pub invented: bool,
    pub updated_at: DateTimeUtc,
    pub version: i64,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
