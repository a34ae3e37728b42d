//! A plan as a document: what a signed version keeps, and what the API shows.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::area::{Area, AreaPlace};
use super::budget::{BudgetLine, FundingShare};
use super::indicator::ProjectIndicator;
use super::plan::Plan;
use super::schedule::ScheduleItem;
use crate::programmes::ParticipationLevel;

/// A plan with everything in it, amounts in satang, shares and percentages in hundredths of a
/// percent, days as ISO 8601.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanDocument {
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: Option<String>,
    /// Buddhist era.
    pub fiscal_year: i32,
    /// Line of work.
    pub programme: String,
    /// The topic chosen for the year.
    pub topic: String,
    /// Why it was chosen.
    pub selection_reasons: Vec<String>,
    /// Principles and reasons.
    pub rationale: String,
    /// Why it takes up nobody's need, where it does not.
    #[serde(default)]
    pub without_need: Option<String>,
    /// Objectives.
    pub objectives: Vec<String>,
    /// For whom.
    pub target_groups: Vec<GroupDocument>,
    /// Targets.
    pub indicators: Vec<IndicatorDocument>,
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// The period in the source's own words.
    pub period_as_printed: Option<String>,
    /// Method, step by step.
    pub method: Vec<String>,
    /// The schedule.
    pub schedule: Vec<ItemDocument>,
    /// Where.
    pub areas: Vec<AreaDocument>,
    /// Benefits.
    pub benefits: Vec<String>,
    /// Tools of follow-up and evaluation.
    pub monitoring: Vec<String>,
    /// The budget it is taken from.
    pub budget_source: String,
    /// Satang.
    pub stated_total: i64,
    /// Persons.
    pub stated_persons: i32,
    /// May lines offset one another?
    pub offsetting: bool,
    /// The lines.
    pub budget_lines: Vec<LineDocument>,
    /// Where the money comes from.
    pub funding_shares: Vec<ShareDocument>,
    /// Lead first.
    pub responsible: Vec<String>,
    /// How far the public takes part.
    pub participation_level: Option<String>,
    /// What proves it.
    pub level_evidence: String,
    /// The document it was taken from.
    pub source: Option<String>,
    /// What the document calls its own version.
    pub edition: Option<String>,
}

/// A target group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupDocument {
    /// What kind.
    pub kind: String,
    /// In the plan's own words.
    pub label: String,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorDocument {
    /// Short name.
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: Option<String>,
    /// Persons or percent.
    pub unit: String,
    /// Persons, or hundredths of a percent.
    pub target: i64,
    /// The questionnaire the answers come from.
    pub instrument: Option<String>,
    /// Name and version of the formula.
    pub formula: String,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AreaDocument {
    /// Official code of the province.
    pub province: String,
    /// Code of the clinic that answers for it.
    pub clinic: Option<String>,
    /// What the document calls whoever answers for it.
    pub clinic_as_printed: Option<String>,
    /// The source's own words.
    pub as_printed: String,
    /// The places in it.
    pub places: Vec<PlaceDocument>,
}

/// A place of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlaceDocument {
    /// The source's own words.
    pub as_printed: String,
    /// Official code, once certain.
    pub code: Option<String>,
    /// The code of the local government it is, where that is one that is known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_government: Option<String>,
}

/// A budget line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LineDocument {
    /// What it pays for.
    pub label: String,
    /// Which of the areas, counted from one.
    pub area: Option<usize>,
    /// Class of expense.
    pub expense_class: String,
    /// Persons.
    pub persons: Option<i32>,
    /// Satang, planned.
    pub amount: i64,
    /// Satang, granted before this plan.
    pub granted_before: i64,
    /// Satang, granted under this plan.
    pub granted_now: i64,
    /// Note.
    pub note: Option<String>,
    /// Whose money it is: own, ministry or other; null where the shares alone divide the money.
    #[serde(default)]
    pub source: Option<String>,
}

/// A share of the money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ShareDocument {
    /// own, ministry or other.
    pub source: String,
    /// Who.
    pub label: String,
    /// Hundredths of a percent.
    pub share: i64,
}

/// An activity of the schedule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ItemDocument {
    /// What is to be done.
    pub label: String,
    /// Marks the source prints.
    pub marks_printed: i32,
    /// Planned months, by their first day, and exact days.
    pub planned: Vec<NaiveDate>,
    /// Those of them that are the first of a month and mean that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exact_firsts: Vec<NaiveDate>,
    /// Remark.
    pub remark: Option<String>,
}

impl PlanDocument {
    /// As strangers read it ([`kit::mask`]).
    ///
    /// # Errors
    /// None: it is written and read again.
    pub fn masked(&self) -> kit::Result<Self> {
        Ok(serde_json::from_value(kit::mask::masked_document(serde_json::to_value(self)?))?)
    }

    /// The plan; `codes` are those of the clinics and local governments it names.
    pub fn of(plan: &Plan, codes: &HashMap<Uuid, String>) -> Self {
        let words = |word: Option<&'static str>| word.map(str::to_owned);
        Self {
            name_th: plan.name.th.clone(),
            name_en: plan.name.en.clone(),
            fiscal_year: plan.fiscal_year.0,
            programme: plan.programme.clone(),
            topic: plan.topic.clone(),
            selection_reasons: plan.selection_reasons.clone(),
            rationale: plan.rationale.clone(),
            without_need: plan.without_need.clone(),
            objectives: plan.objectives.clone(),
            target_groups: plan
                .target_groups
                .iter()
                .map(|group| GroupDocument { kind: group.kind.to_string(), label: group.label.clone() })
                .collect(),
            indicators: indicators(plan),
            starts_on: plan.period.starts_on,
            ends_on: plan.period.ends_on,
            period_as_printed: plan.period.as_printed.clone(),
            method: plan.method.clone(),
            schedule: schedule(plan),
            areas: areas(plan, codes),
            benefits: plan.benefits.clone(),
            monitoring: plan.monitoring.clone(),
            budget_source: plan.budget.source.clone(),
            stated_total: plan.budget.stated_total.0,
            stated_persons: plan.budget.stated_persons,
            offsetting: plan.budget.offsetting,
            budget_lines: lines(plan),
            funding_shares: shares(plan),
            responsible: plan.responsible.clone(),
            participation_level: words(plan.participation_level.map(ParticipationLevel::as_str)),
            level_evidence: plan.level_evidence.clone(),
            source: plan.source.clone(),
            edition: plan.edition.clone(),
        }
    }
}

fn indicators(plan: &Plan) -> Vec<IndicatorDocument> {
    let document = |one: &ProjectIndicator| IndicatorDocument {
        code: one.code.clone(),
        name_th: one.name.th.clone(),
        name_en: one.name.en.clone(),
        unit: one.unit.to_string(),
        target: one.target,
        instrument: one.instrument.map(|instrument| instrument.to_string()),
        formula: one.formula.clone(),
    };
    plan.indicators.iter().map(document).collect()
}

fn areas(plan: &Plan, codes: &HashMap<Uuid, String>) -> Vec<AreaDocument> {
    let place = |place: &AreaPlace| PlaceDocument {
        as_printed: place.as_printed.clone(),
        code: place.code.clone(),
        local_government: place.local_government.and_then(|id| codes.get(&id).cloned()),
    };
    let document = |area: &Area| AreaDocument {
        province: area.province.clone(),
        clinic: area.clinic.and_then(|id| codes.get(&id).cloned()),
        clinic_as_printed: area.clinic_as_printed.clone(),
        as_printed: area.as_printed.clone(),
        places: area.places.iter().map(place).collect(),
    };
    plan.areas.iter().map(document).collect()
}

fn lines(plan: &Plan) -> Vec<LineDocument> {
    let area = |id: Option<Uuid>| plan.areas.iter().position(|area| Some(area.id) == id).map(|at| at + 1);
    let document = |line: &BudgetLine| LineDocument {
        label: line.label.clone(),
        area: area(line.area),
        expense_class: line.expense_class.clone(),
        persons: line.persons,
        amount: line.amount.0,
        granted_before: line.granted_before.0,
        granted_now: line.granted_now.0,
        note: line.note.clone(),
        source: line.source.map(|source| source.to_string()),
    };
    plan.budget.lines.iter().map(document).collect()
}

fn shares(plan: &Plan) -> Vec<ShareDocument> {
    let document = |one: &FundingShare| ShareDocument {
        source: one.source.to_string(),
        label: one.label.clone(),
        share: one.share,
    };
    plan.budget.shares.iter().map(document).collect()
}

fn schedule(plan: &Plan) -> Vec<ItemDocument> {
    let document = |item: &ScheduleItem| ItemDocument {
        label: item.label.clone(),
        marks_printed: item.marks_printed,
        planned: item.planned().map(|mark| mark.exact_on.unwrap_or(mark.month)).collect(),
        exact_firsts: item.planned().filter_map(|mark| mark.exact_on.filter(|day| *day == mark.month)).collect(),
        remark: item.remark.clone(),
    };
    plan.schedule.iter().map(document).collect()
}
