//! The tables `training` and `training_clinic`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "training")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub fiscal_year: i32,
    pub name_th: String,
    pub name_en: Option<String>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub place: Option<String>,
    pub aims: String,
    pub participants: Option<i64>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_because: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How many of a clinic's staff came.
pub mod clinic {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_clinic")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub training_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub clinic_id: Uuid,
        pub persons: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
