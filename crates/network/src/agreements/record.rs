//! The tables `agreement`, `agreement_party` and `agreement_signatory`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub clinic_id: Option<Uuid>,
    pub title_th: String,
    pub title_en: Option<String>,
    pub signed_on: Option<Date>,
    pub signed_year: Option<i32>,
    pub signed_counted: Option<String>,
    pub starts_on: Option<Date>,
    pub operates_on: Option<Date>,
    pub operates_year: Option<i32>,
    pub operates_counted: Option<String>,
    pub term_years: Option<i32>,
    pub ends_on: Option<Date>,
    pub certain_from: Option<Date>,
    pub certain_to: Option<Date>,
    pub over_after: Option<Date>,
    pub place: Option<String>,
    pub edition: Option<String>,
    pub duties: Option<String>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub renews_id: Option<Uuid>,
    pub renewed_from: Option<Date>,
    pub scan_key: Option<String>,
    pub scan_name: Option<String>,
    pub scan_type: Option<String>,
    pub sorted_on: Date,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod party {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement_party")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agreement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub organisation_id: Option<Uuid>,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod signatory {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement_signatory")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agreement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub name: String,
        pub position: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
