//! The table `promise`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "promise")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub valid_from: Date,
    pub received_days: Option<i32>,
    pub in_analysis_days: Option<i32>,
    pub matched_days: Option<i32>,
    pub replied_days: Option<i32>,
    pub in_project_days: Option<i32>,
    pub climb_days: i32,
    pub pause_days: i32,
    pub note: Option<String>,
    pub set_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
