//! The tables `technology`, `technology_benefit`, `technology_outcome`, `technology_word` and
//! `technology_term`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "technology")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub summary_th: String,
    pub summary_en: Option<String>,
    pub field: String,
    pub kind: String,
    pub holder: Option<String>,
    pub credit: Option<String>,
    pub consent: Option<String>,
    pub clinic_id: Uuid,
    pub province: String,
    pub readiness: Option<i32>,
    pub conditions: Option<String>,
    pub evidence: Option<String>,
    pub status: String,
    pub invented: bool,
    pub name_sort: Vec<u8>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod benefit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_benefit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub benefit: String,
        pub claimed: bool,
        pub reported: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outcome {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_outcome")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        pub answers: i32,
        pub applied: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod word {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_word")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        pub weight: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod term {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
