//! The tables of a project and of what it stands on, and how their rows and the noun become one
//! another. The tables of the parts of its plan stand in `record_parts.rs`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::Act;
use kit::show::Bilingual;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ExprTrait, Set};
use thai::{FiscalYear, Satang};

use super::budget::Budget;
use super::outcome::{Decided, Outcome};
use super::plan::{Period, Plan};
use super::project::{Project, Signature, Status};
use crate::programmes::ParticipationLevel;

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
    pub was_public: bool,
    pub reason: Option<String>,
    pub submitted_by: Option<Uuid>,
    pub signed_by: Option<String>,
    pub signed_position: Option<String>,
    pub signed_on: Option<Date>,
    pub source: Option<String>,
    pub edition: Option<String>,
    pub plan_version: i32,
    pub pending_follow_up: bool,
    pub continues_id: Option<Uuid>,
    pub call_id: Option<Uuid>,
    pub readers: Option<Json>,
    pub outcome: Option<String>,
    pub outcome_reason: Option<String>,
    pub outcome_at: Option<DateTimeUtc>,
    pub without_need: Option<String>,
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
pub(super) use table;

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

table!(amendment, "amendment", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    number: i32,
    reason: String,
    before: Json,
    after: Json,
    status: String,
    begun_by: Option<Uuid>,
    submitted_by: Option<Uuid>,
    submitted_at: Option<DateTimeUtc>,
    decided_by: Option<Uuid>,
    decided_at: Option<DateTimeUtc>,
    decision: Option<String>,
    plan_version: Option<i32>,
    created_at: DateTimeUtc,
    version: i64,
});

table!(day, "project_day", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    day: Date,
    status: String,
    state: Json,
    technologies: Json,
});

table!(technology, "project_technology", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    technology_id: Uuid,
});

table!(item, "project_plan_item", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    plan_item_id: Uuid,
});

table!(need, "project_need", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    need_id: Uuid,
});

/// As [`Project::is_public`] says, of a row.
pub fn is_public(status: &str, was_public: bool) -> bool {
    Status::from_word(status).is_some_and(|status| status.is_public() || status == Status::Cancelled && was_public)
}

/// The same, of rows.
pub(super) fn public_ones() -> Condition {
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let given_up = Column::Status.eq(Status::Cancelled.as_str()).and(Column::WasPublic.eq(true));
    Condition::any().add(Column::Status.is_in(public)).add(given_up)
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

pub(super) fn project_of(row: Model) -> Project {
    let signature = match (row.signed_by, row.signed_position, row.signed_on) {
        (Some(by), Some(position), Some(on)) => Some(Signature { by, position, on }),
        _ => None,
    };
    Project {
        id: row.id,
        code: row.code,
        lead_clinic: row.lead_clinic_id,
        // The schema admits no other word.
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
        was_public: row.was_public,
        reason: row.reason,
        submitted_by: row.submitted_by,
        signature,
        plan_version: row.plan_version,
        pending_follow_up: row.pending_follow_up,
        call: row.call_id,
        outcome: row.outcome.as_deref().and_then(Outcome::from_word).map(|outcome| Decided {
            outcome,
            reason: row.outcome_reason.unwrap_or_default(),
            at: row.outcome_at.unwrap_or_default(),
        }),
        readers: row.readers.and_then(|listed| serde_json::from_value(listed).ok()).unwrap_or_default(),
        continues: row.continues_id,
        practice: row.practice,
        invented: row.invented,
        created_at: row.created_at,
        version: row.version,
        plan: Plan {
            topic: row.topic,
            selection_reasons: lines_of(&row.selection_reasons),
            rationale: row.rationale,
            without_need: row.without_need,
            objectives: lines_of(&row.objectives),
            period: Period { starts_on: row.starts_on, ends_on: row.ends_on, as_printed: row.period_as_printed },
            method: lines_of(&row.method),
            benefits: lines_of(&row.benefits),
            monitoring: lines_of(&row.monitoring),
            budget: Budget {
                source: row.budget_source,
                stated_total: Satang(row.stated_total),
                stated_persons: row.stated_persons,
                offsetting: row.offsetting,
                ..Budget::default()
            },
            responsible: lines_of(&row.responsible),
            participation_level: row.participation_level.as_deref().and_then(ParticipationLevel::from_word),
            level_evidence: row.level_evidence,
            source: row.source,
            edition: row.edition,
            ..Plan::named(Bilingual { th: row.name_th, en: row.name_en }, FiscalYear(row.fiscal_year), row.programme)
        },
    }
}

pub(super) fn row_of(act: &Act, project: &Project) -> ActiveModel {
    let (plan, signature) = (&project.plan, project.signature.as_ref());
    ActiveModel {
        id: Set(project.id),
        code: Set(project.code.clone()),
        name_th: Set(plan.name.th.clone()),
        name_en: Set(plan.name.en.clone()),
        name_sort: Set(thai::collate::sort_key(&plan.name.th)),
        fiscal_year: Set(plan.fiscal_year.0),
        programme: Set(plan.programme.clone()),
        lead_clinic_id: Set(project.lead_clinic),
        topic: Set(plan.topic.clone()),
        selection_reasons: Set(plan.selection_reasons.join("\n")),
        rationale: Set(plan.rationale.clone()),
        objectives: Set(plan.objectives.join("\n")),
        benefits: Set(plan.benefits.join("\n")),
        method: Set(plan.method.join("\n")),
        monitoring: Set(plan.monitoring.join("\n")),
        responsible: Set(plan.responsible.join("\n")),
        starts_on: Set(plan.period.starts_on),
        ends_on: Set(plan.period.ends_on),
        period_as_printed: Set(plan.period.as_printed.clone()),
        budget_source: Set(plan.budget.source.clone()),
        stated_total: Set(plan.budget.stated_total.0),
        stated_persons: Set(plan.budget.stated_persons),
        offsetting: Set(plan.budget.offsetting),
        participation_level: Set(plan.participation_level.map(|level| level.to_string())),
        level_evidence: Set(plan.level_evidence.clone()),
        status: Set(project.status.to_string()),
        was_public: Set(project.was_public),
        reason: Set(project.reason.clone()),
        submitted_by: Set(project.submitted_by),
        signed_by: Set(signature.map(|signature| signature.by.clone())),
        signed_position: Set(signature.map(|signature| signature.position.clone())),
        signed_on: Set(signature.map(|signature| signature.on)),
        source: Set(plan.source.clone()),
        edition: Set(plan.edition.clone()),
        plan_version: Set(project.plan_version),
        pending_follow_up: Set(project.pending_follow_up),
        call_id: Set(project.call),
        readers: Set((!project.readers.is_empty()).then(|| serde_json::json!(project.readers))),
        outcome: Set(project.outcome.as_ref().map(|decided| decided.outcome.to_string())),
        outcome_reason: Set(project.outcome.as_ref().map(|decided| decided.reason.clone())),
        outcome_at: Set(project.outcome.as_ref().map(|decided| decided.at)),
        without_need: Set(plan.without_need.clone()),
        continues_id: Set(project.continues),
        practice: Set(project.practice),
        invented: Set(project.invented),
        created_at: Set(project.created_at),
        updated_at: Set(act.now()),
        version: Set(project.version),
    }
}
