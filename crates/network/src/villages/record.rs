//! The tables `village`, `village_year`, `village_technology`, `village_word` and
//! `village_progress`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "village")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub name_sort: Vec<u8>,
    pub province: String,
    pub district: String,
    pub subdistrict: Option<String>,
    pub clinic_id: Option<Uuid>,
    pub occupation: Option<String>,
    pub status: String,
    pub mother_id: Option<Uuid>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub invented: bool,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

macro_rules! of_village {
    ($module:ident, $table:literal, $($field:ident: $kind:ty),*) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)]
                pub $field: $kind,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

of_village!(year, "village_year", village_id: Uuid, fiscal_year: i32);
of_village!(technology, "village_technology", village_id: Uuid, technology_id: Uuid);
of_village!(word, "village_word", word: String, village_id: Uuid);

pub mod progress {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "village_progress")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub village_id: Uuid,
        pub fiscal_year: i32,
        pub told: String,
        pub value_chain: Option<String>,
        pub recorded_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
