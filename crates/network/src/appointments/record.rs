//! The table `appointment`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub post: String,
    pub clinic_id: Option<Uuid>,
    pub province: Option<String>,
    pub region: Option<String>,
    pub name: String,
    pub position: Option<String>,
    pub contact: Option<String>,
    pub account_id: Option<Uuid>,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub document: Option<String>,
    pub successor_id: Option<Uuid>,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
