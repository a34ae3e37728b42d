//! The tables of a project and of the parts of its plan, and how their rows and the nouns become
//! one another. Longer than 400 lines because there are twelve tables, read best side by side.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use std::collections::HashMap;

use kit::show::Bilingual;
use kit::{Act, Message};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ExprTrait, Set};
use thai::{FiscalYear, Satang};

use super::area::{Area, AreaPlace};
use super::budget::{Budget, BudgetLine, FundingShare, FundingSource};
use super::indicator::{Instrument, ProjectIndicator, Unit};
use super::project::{ParticipationLevel, Period, Plan, Programme, Project, Signature, Status, Waiting};
use super::schedule::{ScheduleItem, ScheduleMark};
use super::target_group::{TargetGroup, TargetKind};
use super::version::ProjectName;

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

pub(super) fn area_of(row: area::Model, places: &mut HashMap<Uuid, Vec<AreaPlace>>) -> Area {
    let places = places.remove(&row.id).unwrap_or_default();
    Area { id: row.id, province: row.province, clinic: row.clinic_id, as_printed: row.as_printed, places }
}

pub(super) fn group_of(row: group::Model) -> TargetGroup {
    TargetGroup { kind: TargetKind::from_word(&row.group_kind).unwrap_or(TargetKind::Other), label: row.label }
}

pub(super) fn indicator_of(row: indicator::Model) -> ProjectIndicator {
    ProjectIndicator {
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        unit: Unit::from_word(&row.unit).unwrap_or(Unit::Persons),
        target: row.target,
        instrument: row.instrument.as_deref().and_then(Instrument::from_word),
        formula: row.formula,
    }
}

pub(super) fn line_of(row: line::Model) -> BudgetLine {
    BudgetLine {
        id: row.id,
        label: row.label,
        area: row.area_id,
        expense_class: row.expense_class,
        persons: row.persons,
        amount: Satang(row.amount),
        granted_before: Satang(row.granted_before),
        granted_now: Satang(row.granted_now),
        note: row.note,
    }
}

pub(super) fn share_of(row: share::Model) -> FundingShare {
    FundingShare {
        source: FundingSource::from_word(&row.source).unwrap_or(FundingSource::Other),
        label: row.label,
        share: row.share,
    }
}

pub(super) fn item_of(row: item::Model, marks: &mut HashMap<Uuid, Vec<ScheduleMark>>) -> ScheduleItem {
    let marks = marks.remove(&row.id).unwrap_or_default();
    ScheduleItem { id: row.id, label: row.label, marks_printed: row.marks_printed, remark: row.remark, marks }
}

pub(super) fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

pub(super) fn name_of(row: Model) -> ProjectName {
    ProjectName {
        id: row.id,
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        status: Status::from_word(&row.status).unwrap_or(Status::Draft),
        lead_clinic: row.lead_clinic_id,
    }
}

/// The rows that wait for a step of the reader's.
pub(super) fn waiting(waiting: &Waiting) -> Condition {
    let is_one_of = |statuses: &[Status]| Column::Status.is_in(statuses.iter().map(|status| status.as_str()));
    let open = || is_one_of(&[Status::Draft, Status::Returned]);
    let submitted = || is_one_of(&[Status::Submitted]);
    if let Some(own) = &waiting.rehearsing {
        let rehearsals = Condition::all().add(Column::Practice.eq(true)).add(Column::LeadClinicId.is_in(own.clone()));
        return rehearsals.add(open().or(submitted()));
    }
    let mut which = Condition::any()
        .add(Column::LeadClinicId.is_in(waiting.clinics.clone()).and(open()))
        .add(Column::LeadClinicId.is_in(waiting.deciding.clone()).and(submitted()).and(Column::SignedBy.is_null()));
    if waiting.ministry {
        which =
            which.add(submitted().and(Column::SignedBy.is_not_null())).add(Column::LeadClinicId.is_null().and(open()));
    }
    Condition::all().add(Column::Practice.eq(false)).add(which)
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
        reason: row.reason,
        submitted_by: row.submitted_by,
        signature,
        plan_version: row.plan_version,
        pending_follow_up: row.pending_follow_up,
        practice: row.practice,
        invented: row.invented,
        created_at: row.created_at,
        version: row.version,
        plan: Plan {
            topic: row.topic,
            selection_reasons: lines_of(&row.selection_reasons),
            rationale: row.rationale,
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
            ..Plan::named(
                Bilingual { th: row.name_th, en: row.name_en },
                FiscalYear(row.fiscal_year),
                Programme::from_word(&row.programme).unwrap_or(Programme::Transfer),
            )
        },
    }
}

/// The rows of plans, gathered table by table.
#[derive(Default)]
pub(super) struct PartRows {
    pub(super) areas: Vec<area::ActiveModel>,
    pub(super) places: Vec<place::ActiveModel>,
    pub(super) groups: Vec<group::ActiveModel>,
    pub(super) indicators: Vec<indicator::ActiveModel>,
    pub(super) lines: Vec<line::ActiveModel>,
    pub(super) shares: Vec<share::ActiveModel>,
    pub(super) items: Vec<item::ActiveModel>,
    pub(super) marks: Vec<mark::ActiveModel>,
}

/// The place of a row in its list.
pub(super) fn position(at: usize) -> sea_orm::ActiveValue<i32> {
    Set(i32::try_from(at).unwrap_or(i32::MAX))
}

impl PartRows {
    pub(super) fn add(&mut self, act: &Act, project: &Project) {
        let (plan, id) = (&project.plan, project.id);
        for (at, area) in plan.areas.iter().enumerate() {
            self.add_area(act, id, at, area);
        }
        for (at, item) in plan.schedule.iter().enumerate() {
            self.add_item(act, id, at, item);
        }
        self.groups.extend(plan.target_groups.iter().enumerate().map(|(at, group)| group::ActiveModel {
            id: Set(act.new_id()),
            project_id: Set(id),
            position: position(at),
            group_kind: Set(group.kind.to_string()),
            label: Set(group.label.clone()),
        }));
        self.indicators.extend(plan.indicators.iter().enumerate().map(|(at, one)| indicator_row(act, id, at, one)));
        self.lines.extend(plan.budget.lines.iter().enumerate().map(|(at, line)| line_row(id, at, line)));
        self.shares.extend(plan.budget.shares.iter().enumerate().map(|(at, one)| share::ActiveModel {
            id: Set(act.new_id()),
            project_id: Set(id),
            position: position(at),
            source: Set(one.source.to_string()),
            label: Set(one.label.clone()),
            share: Set(one.share),
        }));
    }

    fn add_area(&mut self, act: &Act, project: Uuid, at: usize, area: &Area) {
        self.areas.push(area::ActiveModel {
            id: Set(area.id),
            project_id: Set(project),
            position: position(at),
            province: Set(area.province.clone()),
            clinic_id: Set(area.clinic),
            as_printed: Set(area.as_printed.clone()),
        });
        self.places.extend(area.places.iter().enumerate().map(|(at, place)| place::ActiveModel {
            id: Set(act.new_id()),
            area_id: Set(area.id),
            position: position(at),
            as_printed: Set(place.as_printed.clone()),
            code: Set(place.code.clone()),
            local_government_id: Set(place.local_government),
            remark: Set(place.remark.as_ref().and_then(|remark: &Message| serde_json::to_string(remark).ok())),
        }));
    }

    fn add_item(&mut self, act: &Act, project: Uuid, at: usize, item: &ScheduleItem) {
        self.items.push(item::ActiveModel {
            id: Set(item.id),
            project_id: Set(project),
            position: position(at),
            label: Set(item.label.clone()),
            marks_printed: Set(item.marks_printed),
            remark: Set(item.remark.clone()),
        });
        self.marks.extend(item.marks.iter().map(|mark| mark::ActiveModel {
            id: Set(act.new_id()),
            schedule_item_id: Set(item.id),
            kind: Set(mark.kind().to_string()),
            month: Set(mark.month),
            exact_on: Set(mark.exact_on),
        }));
    }
}

pub(super) fn indicator_row(act: &Act, project: Uuid, at: usize, one: &ProjectIndicator) -> indicator::ActiveModel {
    indicator::ActiveModel {
        id: Set(act.new_id()),
        project_id: Set(project),
        position: position(at),
        code: Set(one.code.clone()),
        name_th: Set(one.name.th.clone()),
        name_en: Set(one.name.en.clone()),
        unit: Set(one.unit.to_string()),
        target: Set(one.target),
        instrument: Set(one.instrument.map(|instrument| instrument.to_string())),
        formula: Set(one.formula.clone()),
    }
}

pub(super) fn line_row(project: Uuid, at: usize, line: &BudgetLine) -> line::ActiveModel {
    line::ActiveModel {
        id: Set(line.id),
        project_id: Set(project),
        position: position(at),
        label: Set(line.label.clone()),
        area_id: Set(line.area),
        expense_class: Set(line.expense_class.clone()),
        persons: Set(line.persons),
        amount: Set(line.amount.0),
        granted_before: Set(line.granted_before.0),
        granted_now: Set(line.granted_now.0),
        note: Set(line.note.clone()),
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
        programme: Set(plan.programme.to_string()),
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
        reason: Set(project.reason.clone()),
        submitted_by: Set(project.submitted_by),
        signed_by: Set(signature.map(|signature| signature.by.clone())),
        signed_position: Set(signature.map(|signature| signature.position.clone())),
        signed_on: Set(signature.map(|signature| signature.on)),
        source: Set(plan.source.clone()),
        plan_version: Set(project.plan_version),
        pending_follow_up: Set(project.pending_follow_up),
        practice: Set(project.practice),
        invented: Set(project.invented),
        created_at: Set(project.created_at),
        updated_at: Set(act.now()),
        version: Set(project.version),
    }
}
