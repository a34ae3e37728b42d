//! The table `progress_report`, and the rows of the `.sql` files beside this one.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use chrono::NaiveDate;
use kit::show::Bilingual;
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

use super::figure::{Amount, Kind, Money};
use super::indicator::{Tally, Target};
use super::reporting_area::ReportingArea;
use crate::projects::Unit;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "progress_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub project_id: Uuid,
    pub area_id: Uuid,
    pub clinic_id: Option<Uuid>,
    pub fiscal_year: i32,
    pub quarter: i32,
    pub revision: i32,
    pub status: String,
    pub figures: Option<Json>,
    pub support: String,
    pub problems: String,
    pub suggestions: String,
    pub explanation: String,
    pub returned_reason: Option<String>,
    pub opens_on: Date,
    pub due_on: Date,
    pub received_on: Option<Date>,
    pub submitted_at: Option<DateTimeUtc>,
    pub submitted_by: Option<Uuid>,
    pub accepted_at: Option<DateTimeUtc>,
    pub locked_at: Option<DateTimeUtc>,
    pub practice: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(FromQueryResult)]
pub struct AreaRow {
    pub project: Uuid,
    pub project_code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub project_status: String,
    pub practice: bool,
    pub area: Uuid,
    pub position: i32,
    pub province: String,
    pub as_printed: String,
    pub clinic: Option<Uuid>,
}

impl From<AreaRow> for ReportingArea {
    fn from(row: AreaRow) -> Self {
        Self {
            project: row.project,
            project_code: row.project_code,
            project_name: Bilingual { th: row.name_th, en: row.name_en },
            period: row.starts_on.zip(row.ends_on),
            project_status: row.project_status,
            practice: row.practice,
            area: row.area,
            // Projects keep the place in their list from nought; people count from one.
            position: row.position + 1,
            province: row.province,
            as_printed: row.as_printed,
            clinic: row.clinic,
        }
    }
}

#[derive(FromQueryResult)]
pub struct ExpectedRow {
    #[sea_orm(nested)]
    pub area: AreaRow,
    pub clinic_th: Option<String>,
    pub clinic_en: Option<String>,
    pub status: Option<String>,
    pub revision: Option<i32>,
    pub due_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
pub struct TallyRow {
    pub area: Uuid,
    pub persons: i64,
    pub score_1: i64,
    pub score_2: i64,
    pub score_3: i64,
    pub score_4: i64,
    pub score_5: i64,
    pub not_applied: i64,
    pub partly: i64,
    pub fully: i64,
}

impl From<&TallyRow> for Tally {
    fn from(row: &TallyRow) -> Self {
        Self {
            persons: row.persons,
            scores: [row.score_1, row.score_2, row.score_3, row.score_4, row.score_5],
            not_applied: row.not_applied,
            partly: row.partly,
            fully: row.fully,
        }
    }
}

#[derive(FromQueryResult)]
pub struct TargetRow {
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub unit: String,
    pub target: i64,
    pub formula: String,
}

impl From<TargetRow> for Target {
    fn from(row: TargetRow) -> Self {
        Self {
            formula: Self::formula_named(&row.formula, &row.code),
            indicator: row.code,
            name: Bilingual { th: row.name_th, en: row.name_en },
            // The schema admits no other word.
            unit: Unit::from_word(&row.unit).unwrap_or(Unit::Persons),
            target: row.target,
        }
    }
}

#[derive(FromQueryResult)]
pub struct RecipientRow {
    pub sex: String,
    pub group_kind: String,
    pub quarter: i64,
    pub total: i64,
}

#[derive(FromQueryResult)]
pub struct ActivityRow {
    pub kind: String,
    pub quarter: i64,
    pub total: i64,
    pub services_quarter: i64,
    pub services: i64,
}

impl From<ActivityRow> for Kind {
    fn from(row: ActivityRow) -> Self {
        Self { word: row.kind, amount: Amount { quarter: row.quarter, total: row.total } }
    }
}

#[derive(FromQueryResult)]
pub struct MoneyRow {
    pub label: String,
    pub persons: Option<i32>,
    pub planned: i64,
    pub granted: i64,
    pub quarter: i64,
    pub total: i64,
}

impl From<MoneyRow> for Money {
    fn from(row: MoneyRow) -> Self {
        Self {
            label: row.label,
            planned: row.planned,
            granted: row.granted,
            paid: Amount { quarter: row.quarter, total: row.total },
        }
    }
}

#[derive(Default, FromQueryResult)]
pub struct OpinionRow {
    pub quarter: i64,
    pub total: i64,
    pub answered_quarter: i64,
    pub answered: i64,
}

#[derive(FromQueryResult)]
pub struct AcceptedRow {
    #[sea_orm(nested)]
    pub report: Model,
    pub project_code: String,
    pub position: i32,
    pub province: String,
}
