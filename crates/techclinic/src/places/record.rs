//! The table `local_government`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "local_government")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub name_sort: Vec<u8>,
    pub aliases: String,
    pub province: String,
    pub district: Option<String>,
    pub subdistrict: Option<String>,
    pub source: String,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
