//! The tables of a project's money, and how their rows and the nouns become one another.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use chrono::NaiveDate;
use house::attachments::Scan;
use sea_orm::FromQueryResult;
use thai::Satang;
use uuid::Uuid;

use super::carry_over::{CarryOver, CarryOverStatus};
use super::disbursement::{Disbursement, Withdrawal};
use super::extension::Extension;
use super::instalment::{Instalment, InstalmentStatus, NewInstalment, Release};
use super::repayment::{NewRepayment, Repayment};

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

table!(disbursement, "disbursement", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Option<Uuid>,
    number: Option<i32>,
    budget_line_id: Uuid,
    paid_on: Date,
    amount: i64,
    corrects_id: Option<Uuid>,
    carry_over_id: Option<Uuid>,
    paid_for: String,
    document_number: Option<String>,
    note: Option<String>,
    evidence_key: Option<String>,
    evidence_name: Option<String>,
    evidence_type: Option<String>,
    withdrawn_on: Option<Date>,
    withdrawn_because: Option<String>,
    recorded_at: DateTimeUtc,
    version: i64,
});

table!(instalment, "instalment", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    number: i32,
    amount: i64,
    terms: String,
    due_on: Date,
    status: String,
    released_on: Option<Date>,
    document_number: Option<String>,
    reason: Option<String>,
    created_at: DateTimeUtc,
    version: i64,
});

table!(carry_over, "carry_over", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    number: i32,
    reason: String,
    until_on: Date,
    status: String,
    asked_on: Date,
    asked_by: Option<Uuid>,
    decided_on: Option<Date>,
    declined_because: Option<String>,
    created_at: DateTimeUtc,
    version: i64,
});

table!(carry_over_line, "carry_over_line", {
    #[sea_orm(primary_key, auto_increment = false)]
    carry_over_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    budget_line_id: Uuid,
    amount: i64,
});

table!(carry_over_extension, "carry_over_extension", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    carry_over_id: Uuid,
    number: i32,
    before_on: Date,
    until_on: Date,
    reason: String,
    status: String,
    asked_on: Date,
    asked_by: Option<Uuid>,
    decided_on: Option<Date>,
    declined_because: Option<String>,
});

table!(repayment, "repayment", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    number: i32,
    returned_on: Date,
    amount: i64,
    document_number: String,
    withdrawn_on: Option<Date>,
    withdrawn_because: Option<String>,
    recorded_at: DateTimeUtc,
    version: i64,
});

table!(project, "project", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    code: String,
    name_th: String,
    name_en: Option<String>,
    fiscal_year: i32,
    lead_clinic_id: Option<Uuid>,
    status: String,
    practice: bool,
});

table!(budget_line, "budget_line", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    granted_before: i64,
    granted_now: i64,
});

/// A row of `paid.sql`.
#[derive(FromQueryResult)]
pub struct PaidRow {
    pub line: Uuid,
    pub paid_on: NaiveDate,
    pub carried: Option<Uuid>,
    pub amount: i64,
}

/// A row of `granted.sql`.
#[derive(FromQueryResult)]
pub struct GrantedRow {
    pub at: kit::Timestamp,
}

pub(super) fn disbursement_of(row: disbursement::Model) -> Disbursement {
    let withdrawn = row.withdrawn_on.zip(row.withdrawn_because);
    Disbursement {
        id: row.id,
        // Each has both since the step of the schema that added them.
        project: row.project_id.unwrap_or_default(),
        number: row.number.unwrap_or_default(),
        line: row.budget_line_id,
        paid_on: row.paid_on,
        amount: Satang(row.amount),
        corrects: row.corrects_id,
        carry_over: row.carry_over_id,
        paid_for: row.paid_for,
        document_number: row.document_number,
        note: row.note,
        evidence: Scan::of_columns(row.evidence_key, row.evidence_name, row.evidence_type),
        withdrawn: withdrawn.map(|(on, because)| Withdrawal { on, because }),
        recorded_at: row.recorded_at,
        version: row.version,
    }
}

pub(super) fn repayment_of(row: repayment::Model) -> Repayment {
    let withdrawn = row.withdrawn_on.zip(row.withdrawn_because);
    Repayment {
        id: row.id,
        project: row.project_id,
        number: row.number,
        told: NewRepayment { on: row.returned_on, amount: Satang(row.amount), document_number: row.document_number },
        withdrawn: withdrawn.map(|(on, because)| Withdrawal { on, because }),
        version: row.version,
    }
}

pub(super) fn instalment_of(row: instalment::Model) -> Instalment {
    let release = row.released_on.zip(row.document_number);
    Instalment {
        id: row.id,
        project: row.project_id,
        number: row.number,
        told: NewInstalment { amount: Satang(row.amount), terms: row.terms, due_on: row.due_on },
        // The schema admits no other word.
        status: InstalmentStatus::from_word(&row.status).unwrap_or(InstalmentStatus::Planned),
        release: release.map(|(on, document_number)| Release { on, document_number }),
        reason: row.reason,
        version: row.version,
    }
}

fn extension_of(row: &carry_over_extension::Model) -> Extension {
    Extension {
        id: row.id,
        number: row.number,
        before: row.before_on,
        until: row.until_on,
        reason: row.reason.clone(),
        // The schema admits no other word.
        status: CarryOverStatus::from_word(&row.status).unwrap_or(CarryOverStatus::Asked),
        asked_on: row.asked_on,
        asked_by: row.asked_by,
        decided_on: row.decided_on,
        declined_because: row.declined_because.clone(),
    }
}

/// Its lines and extensions are among these, the latter in the order of their numbers.
pub(super) fn carry_over_of(
    row: carry_over::Model,
    lines: &[carry_over_line::Model],
    extensions: &[carry_over_extension::Model],
) -> CarryOver {
    let later = extensions.iter().filter(|extension| extension.carry_over_id == row.id);
    let own = lines.iter().filter(|line| line.carry_over_id == row.id);
    CarryOver {
        id: row.id,
        project: row.project_id,
        number: row.number,
        lines: own.map(|line| (line.budget_line_id, Satang(line.amount))).collect(),
        reason: row.reason,
        until: row.until_on,
        status: CarryOverStatus::from_word(&row.status).unwrap_or(CarryOverStatus::Asked),
        asked_on: row.asked_on,
        asked_by: row.asked_by,
        decided_on: row.decided_on,
        declined_because: row.declined_because,
        extensions: later.map(extension_of).collect(),
        version: row.version,
    }
}
