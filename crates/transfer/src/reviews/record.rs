//! The table `review`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub project_id: Uuid,
    pub reviewer_id: Uuid,
    pub status: String,
    pub conflict: Option<String>,
    pub scores: Json,
    pub to_proposer: String,
    pub to_ministry: String,
    pub asked_at: DateTimeUtc,
    pub sealed_at: Option<DateTimeUtc>,
    pub plan_version: Option<i32>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
