//! The table `interest`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interest")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub tracking_code: String,
    pub technology_id: Uuid,
    pub clinic_id: Uuid,
    pub name: String,
    pub contact: String,
    pub province: String,
    pub village: Option<String>,
    pub words: String,
    pub held: bool,
    pub status: String,
    pub reply: Option<String>,
    pub need_id: Option<Uuid>,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
