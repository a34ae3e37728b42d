//! The table `proposal_call`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_call")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub about: String,
    pub fiscal_year: i32,
    pub programme: String,
    pub opens_at: DateTimeUtc,
    pub closes_at: DateTimeUtc,
    pub needs_agreement: bool,
    pub needs_appointment: bool,
    pub most_per_clinic: Option<i32>,
    pub available: Option<i64>,
    pub ceiling: Option<i64>,
    pub regions: String,
    pub ceiling_of: String,
    pub expense_classes: Json,
    pub criteria: Json,
    pub documents: Json,
    pub score_most: i32,
    pub reviewers: i32,
    pub status: String,
    pub reason: Option<String>,
    pub announced_at: Option<DateTimeUtc>,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
