//! A plan as a document: what a signed version keeps, what the API shows, and how two versions
//! differ, field by field (docs/requirements.md A0-01).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kit::Timestamp;
use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::project::{Plan, Project};

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
    /// Planned months and exact days.
    pub planned: Vec<NaiveDate>,
    /// Remark.
    pub remark: Option<String>,
}

impl PlanDocument {
    /// The plan; `clinics` names the codes of clinics.
    pub fn of(plan: &Plan, clinics: &HashMap<Uuid, String>) -> Self {
        let words = |word: Option<&'static str>| word.map(str::to_owned);
        Self {
            name_th: plan.name.th.clone(),
            name_en: plan.name.en.clone(),
            fiscal_year: plan.fiscal_year.0,
            programme: plan.programme.to_string(),
            topic: plan.topic.clone(),
            selection_reasons: plan.selection_reasons.clone(),
            rationale: plan.rationale.clone(),
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
            areas: areas(plan, clinics),
            benefits: plan.benefits.clone(),
            monitoring: plan.monitoring.clone(),
            budget_source: plan.budget.source.clone(),
            stated_total: plan.budget.stated_total.0,
            stated_persons: plan.budget.stated_persons,
            offsetting: plan.budget.offsetting,
            budget_lines: lines(plan),
            funding_shares: shares(plan),
            responsible: plan.responsible.clone(),
            participation_level: words(plan.participation_level.map(super::project::ParticipationLevel::as_str)),
            level_evidence: plan.level_evidence.clone(),
            source: plan.source.clone(),
        }
    }
}

fn indicators(plan: &Plan) -> Vec<IndicatorDocument> {
    let document = |one: &super::indicator::ProjectIndicator| IndicatorDocument {
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

fn areas(plan: &Plan, clinics: &HashMap<Uuid, String>) -> Vec<AreaDocument> {
    let document = |area: &super::area::Area| AreaDocument {
        province: area.province.clone(),
        clinic: area.clinic.and_then(|id| clinics.get(&id).cloned()),
        as_printed: area.as_printed.clone(),
        places: area
            .places
            .iter()
            .map(|place| PlaceDocument { as_printed: place.as_printed.clone(), code: place.code.clone() })
            .collect(),
    };
    plan.areas.iter().map(document).collect()
}

fn lines(plan: &Plan) -> Vec<LineDocument> {
    let area = |id: Option<Uuid>| plan.areas.iter().position(|area| Some(area.id) == id).map(|at| at + 1);
    let document = |line: &super::budget::BudgetLine| LineDocument {
        label: line.label.clone(),
        area: area(line.area),
        expense_class: line.expense_class.clone(),
        persons: line.persons,
        amount: line.amount.0,
        granted_before: line.granted_before.0,
        granted_now: line.granted_now.0,
        note: line.note.clone(),
    };
    plan.budget.lines.iter().map(document).collect()
}

fn shares(plan: &Plan) -> Vec<ShareDocument> {
    let document = |one: &super::budget::FundingShare| ShareDocument {
        source: one.source.to_string(),
        label: one.label.clone(),
        share: one.share,
    };
    plan.budget.shares.iter().map(document).collect()
}

fn schedule(plan: &Plan) -> Vec<ItemDocument> {
    let document = |item: &super::schedule::ScheduleItem| ItemDocument {
        label: item.label.clone(),
        marks_printed: item.marks_printed,
        planned: item.planned().map(|mark| mark.exact_on.unwrap_or(mark.month)).collect(),
        remark: item.remark.clone(),
    };
    plan.schedule.iter().map(document).collect()
}

/// A signed version of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanVersion {
    /// Counted from one.
    pub plan_version: i32,
    /// When it was signed here.
    pub made_at: Timestamp,
    /// Who signed.
    pub signed_by: Option<String>,
    /// The whole plan as it was.
    pub snapshot: Value,
}

/// One field in which two versions differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field, as the document names it.
    pub field: String,
    /// Which row of a list, counted from one.
    pub row: Option<usize>,
    /// The field within the row.
    pub part: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// The fields in which two snapshots differ, by name.
pub fn differences(before: &Value, after: &Value) -> Vec<Change> {
    let (before, after) = (flat(before), flat(after));
    let fields: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &Key| Change {
        field: key.0.clone(),
        row: key.1,
        part: key.2.clone(),
        before: before.get(key).cloned(),
        after: after.get(key).cloned(),
    };
    fields.into_iter().filter(|key| before.get(*key) != after.get(*key)).map(change).collect()
}

type Key = (String, Option<usize>, Option<String>);

/// Every value that is there, by field, row and part of the row.
fn flat(document: &Value) -> BTreeMap<Key, String> {
    let mut values = BTreeMap::new();
    for (field, value) in document.as_object().into_iter().flatten() {
        match value {
            Value::Array(rows) => {
                rows.iter().enumerate().for_each(|(at, row)| flat_row(&mut values, field, at + 1, row));
            }
            other => insert(&mut values, (field.clone(), None, None), other),
        }
    }
    values
}

fn flat_row(values: &mut BTreeMap<Key, String>, field: &str, row: usize, value: &Value) {
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                insert(values, (field.to_owned(), Some(row), Some(part.clone())), value);
            }
        }
        other => insert(values, (field.to_owned(), Some(row), None), other),
    }
}

fn insert(values: &mut BTreeMap<Key, String>, key: Key, value: &Value) {
    let money = |name: &str| matches!(name, "stated_total" | "amount" | "granted_before" | "granted_now");
    let name = key.2.as_deref().unwrap_or(&key.0);
    let text = match value {
        Value::Null => return,
        Value::String(text) => text.clone(),
        Value::Number(number) if money(name) => thai::Satang(number.as_i64().unwrap_or(0)).to_string(),
        Value::Array(inner) => inner.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    if !text.is_empty() {
        values.insert(key, text);
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(parts) => parts.values().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// A project as other pages and other features name it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectName {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// How far it has come.
    pub status: super::project::Status,
    /// Whose it is; the ministry's own when nobody's.
    pub lead_clinic: Option<Uuid>,
}

impl From<&Project> for ProjectName {
    fn from(project: &Project) -> Self {
        Self {
            id: project.id,
            code: project.code.clone(),
            name: project.plan.name.clone(),
            status: project.status,
            lead_clinic: project.lead_clinic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_changed_line_is_named_by_its_row_with_both_amounts() {
        let before = json!({"topic": "a", "budget_lines": [{"label": "ตรัง", "amount": 60_720_000}], "name_en": null});
        let after = json!({"topic": "a", "budget_lines": [{"label": "ตรัง", "amount": 60_720_100}], "name_en": "x"});
        let changes = differences(&before, &after);
        assert_eq!(changes.len(), 2);
        assert_eq!(
            (changes[0].field.as_str(), changes[0].row, changes[0].part.as_deref()),
            ("budget_lines", Some(1), Some("amount"))
        );
        assert_eq!(
            (changes[0].before.as_deref(), changes[0].after.as_deref()),
            (Some("607,200.00"), Some("607,201.00"))
        );
        assert_eq!((changes[1].field.as_str(), changes[1].before.as_deref()), ("name_en", None));
        assert!(differences(&after, &after).is_empty());
    }
}
