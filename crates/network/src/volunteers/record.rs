//! The tables of volunteers and their networks.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "volunteer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub card: String,
    pub network_id: Uuid,
    pub name: String,
    pub name_sort: Vec<u8>,
    pub given_key: Vec<u8>,
    pub family_key: Vec<u8>,
    pub alike: String,
    pub province: String,
    pub district: Option<String>,
    pub subdistrict: Option<String>,
    pub phone: Option<String>,
    pub skills: Option<String>,
    pub joined_on: Option<Date>,
    pub status: String,
    pub named: bool,
    pub source: Option<String>,
    pub merged_into: Option<Uuid>,
    pub invented: bool,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod network {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "volunteer_network")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub name_th: String,
        pub name_en: Option<String>,
        pub name_sort: Vec<u8>,
        pub province: String,
        pub clinic_id: Option<Uuid>,
        pub since: Option<i32>,
        pub source: Option<String>,
        pub note: Option<String>,
        pub invented: bool,
        pub updated_at: DateTimeUtc,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod deed {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "volunteer_deed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub volunteer_id: Uuid,
        pub kind: String,
        pub on_day: Date,
        pub told: String,
        pub recorded_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod need {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "volunteer_need")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub need_id: Uuid,
        pub volunteer_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod apart {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "volunteer_apart")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub first_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub second_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
