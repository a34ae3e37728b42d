//! The tables `integration_plan`, `plan_row`, `plan_row_item`, and those of how they stood.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "integration_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fiscal_year: i32,
    pub name_th: String,
    pub name_en: Option<String>,
    pub goal: Option<String>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub stated_count: Option<i64>,
    pub stated_satang: Option<i64>,
    pub status: String,
    pub edition: i32,
    pub sealed_count: Option<i64>,
    pub sealed_satang: Option<i64>,
    pub sealed_sha256: Option<String>,
    pub frozen_at: Option<DateTimeUtc>,
    pub frozen_by: Option<Uuid>,
    pub published_at: Option<DateTimeUtc>,
    pub opened_because: Option<String>,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub mod row {
    //! The table `plan_row`.

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub plan_id: Uuid,
        pub number: i32,
        pub name_th: String,
        pub name_en: Option<String>,
        pub agency_id: Option<Uuid>,
        pub agency_as_printed: Option<String>,
        pub provinces: String,
        pub amount_satang: Option<i64>,
        pub mechanism: Option<String>,
        pub counterparts: String,
        pub beneficiaries: String,
        pub need_id: Option<Uuid>,
        pub project_id: Option<Uuid>,
        pub note: Option<String>,
        pub compiled: bool,
        pub invented: bool,
        pub updated_at: DateTimeUtc,
        pub version: i64,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_because: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item {
    //! The table `plan_row_item`.

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_row_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub row_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod day {
    //! The table `integration_plan_day`.

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "integration_plan_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub plan_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: Date,
        pub state: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod row_day {
    //! The table `plan_row_day`.

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_row_day")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub row_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub day: Date,
        pub line: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod edition {
    //! The table `plan_edition`.

    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_edition")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub plan_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: i32,
        pub state: Json,
        pub lines: String,
        pub published: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
