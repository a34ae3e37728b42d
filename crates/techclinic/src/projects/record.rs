//! The tables of a project and of the parts of its plan.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub name_sort: Vec<u8>,
    pub fiscal_year: i32,
    pub programme: String,
    pub lead_clinic_id: Option<Uuid>,
    pub topic: String,
    pub selection_reasons: String,
    pub rationale: String,
    pub objectives: String,
    pub benefits: String,
    pub method: String,
    pub monitoring: String,
    pub responsible: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub period_as_printed: Option<String>,
    pub budget_source: String,
    pub stated_total: i64,
    pub stated_persons: i32,
    pub offsetting: bool,
    pub participation_level: Option<String>,
    pub level_evidence: String,
    pub status: String,
    pub reason: Option<String>,
    pub submitted_by: Option<Uuid>,
    pub signed_by: Option<String>,
    pub signed_position: Option<String>,
    pub signed_on: Option<Date>,
    pub source: Option<String>,
    pub plan_version: i32,
    pub pending_follow_up: bool,
    pub practice: bool,
    pub invented: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Declares one table: a module with its entity.
macro_rules! table {
    ($module:ident, $name:literal, { $($(#[$meta:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub struct Model { $($(#[$meta])* pub $field: $kind),* }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(word, "project_word", {
    #[sea_orm(primary_key, auto_increment = false)]
    word: String,
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
});

table!(version, "project_version", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    plan_version: i32,
    made_at: DateTimeUtc,
    made_by: Option<Uuid>,
    signed_by: Option<String>,
    snapshot: Json,
});

table!(need, "project_need", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    need_id: Uuid,
});

table!(area, "area", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    province: String,
    clinic_id: Option<Uuid>,
    as_printed: String,
});

table!(place, "area_place", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    area_id: Uuid,
    position: i32,
    as_printed: String,
    code: Option<String>,
    local_government_id: Option<Uuid>,
    remark: Option<String>,
});

table!(group, "target_group", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    group_kind: String,
    label: String,
});

table!(indicator, "project_indicator", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    code: String,
    name_th: String,
    name_en: Option<String>,
    unit: String,
    target: i64,
    instrument: Option<String>,
    formula: String,
});

table!(line, "budget_line", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    label: String,
    area_id: Option<Uuid>,
    expense_class: String,
    persons: Option<i32>,
    amount: i64,
    granted_before: i64,
    granted_now: i64,
    note: Option<String>,
});

table!(share, "funding_share", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    source: String,
    label: String,
    share: i64,
});

table!(item, "schedule_item", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    label: String,
    marks_printed: i32,
    remark: Option<String>,
});

table!(mark, "schedule_mark", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    schedule_item_id: Uuid,
    kind: String,
    month: Date,
    exact_on: Option<Date>,
});
