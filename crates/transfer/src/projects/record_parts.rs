//! The tables of the parts of a plan, and how their rows and the nouns become one another.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use std::collections::HashMap;

use kit::show::Bilingual;
use kit::{Act, Message};
use sea_orm::Set;
use thai::Satang;
use uuid::Uuid;

use super::area::{Area, AreaPlace};
use super::budget::{BudgetLine, FundingShare, FundingSource};
use super::indicator::{Instrument, ProjectIndicator, Unit};
use super::project::Project;
use super::record::table;
use super::schedule::{ScheduleItem, ScheduleMark};
use super::target_group::{TargetGroup, TargetKind};

table!(area, "area", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    province: String,
    clinic_id: Option<Uuid>,
    clinic_as_printed: Option<String>,
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
    source: Option<String>,
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
    Area {
        id: row.id,
        province: row.province,
        clinic: row.clinic_id,
        clinic_as_printed: row.clinic_as_printed,
        as_printed: row.as_printed,
        places,
    }
}

pub(super) fn group_of(row: group::Model) -> TargetGroup {
    TargetGroup { kind: TargetKind::from_word(&row.group_kind).unwrap_or(TargetKind::Other), label: row.label }
}

pub(super) fn indicator_of(row: indicator::Model) -> ProjectIndicator {
    ProjectIndicator {
        id: row.id,
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
        source: row.source.as_deref().and_then(FundingSource::from_word),
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
fn position(at: usize) -> sea_orm::ActiveValue<i32> {
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
        self.indicators.extend(plan.indicators.iter().enumerate().map(|(at, one)| indicator_row(id, at, one)));
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
            clinic_as_printed: Set(area.clinic_as_printed.clone()),
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

fn indicator_row(project: Uuid, at: usize, one: &ProjectIndicator) -> indicator::ActiveModel {
    indicator::ActiveModel {
        id: Set(one.id),
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

fn line_row(project: Uuid, at: usize, line: &BudgetLine) -> line::ActiveModel {
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
        source: Set(line.source.map(|source| source.to_string())),
    }
}
