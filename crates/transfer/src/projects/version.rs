//! The signed versions of a plan, and how two of them differ, field by field
//! (docs/requirements.md A0-01).

use std::collections::BTreeMap;

use kit::Timestamp;
use kit::show::Bilingual;
use serde_json::Value;
use uuid::Uuid;

use super::project::Project;

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
    /// What it was, as the document has it.
    pub before: Option<Value>,
    /// What it is.
    pub after: Option<Value>,
}

impl Change {
    /// Is it of what was granted, which is the ministry's to say?
    pub fn is_of_grant(&self) -> bool {
        matches!(self.part.as_deref(), Some("granted_before" | "granted_now"))
    }
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
fn flat(document: &Value) -> BTreeMap<Key, Value> {
    let mut values = BTreeMap::new();
    for (field, value) in document.as_object().into_iter().flatten() {
        match value {
            Value::Array(rows) => {
                rows.iter().enumerate().for_each(|(at, row)| flat_row(&mut values, field, at + 1, row));
            }
            other => insert(&mut values, (field.clone(), None, None), other.clone()),
        }
    }
    values
}

fn flat_row(values: &mut BTreeMap<Key, Value>, field: &str, row: usize, value: &Value) {
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                let value = match part.as_str() {
                    // Told with what is planned.
                    EXACT => continue,
                    PLANNED => planned(parts),
                    _ => value.clone(),
                };
                insert(values, (field.to_owned(), Some(row), Some(part.clone())), value);
            }
        }
        other => insert(values, (field.to_owned(), Some(row), None), other.clone()),
    }
}

/// The part of an activity that says when it is planned, and the part that says which of the first days of months among
/// that are meant as days.
const PLANNED: &str = "planned";
const EXACT: &str = "exact_firsts";

/// When an activity is planned: a month as `2010-05`, a day as `2010-05-01`.
fn planned(item: &serde_json::Map<String, Value>) -> Value {
    let texts = |part: &str| item.get(part).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let exact: Vec<&str> = texts(EXACT).collect();
    let told = |day: &str| match day.strip_suffix("-01") {
        Some(month) if !exact.contains(&day) => month.to_owned(),
        _ => day.to_owned(),
    };
    texts(PLANNED).map(told).collect()
}

fn insert(values: &mut BTreeMap<Key, Value>, key: Key, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    };
    if !empty {
        values.insert(key, value);
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
    /// May strangers read it?
    pub public: bool,
}

impl From<&Project> for ProjectName {
    fn from(project: &Project) -> Self {
        Self {
            id: project.id,
            code: project.code.clone(),
            name: project.plan.name.clone(),
            status: project.status,
            lead_clinic: project.lead_clinic,
            public: project.is_public(),
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
        assert_eq!((&changes[0].before, &changes[0].after), (&Some(60_720_000.into()), &Some(60_720_100.into())));
        assert_eq!((changes[1].field.as_str(), &changes[1].before), ("name_en", &None));
        assert!(differences(&after, &after).is_empty());
    }

    #[test]
    fn a_day_that_is_the_first_of_a_month_is_no_month() {
        let item =
            |exact: &[&str]| json!({"schedule": [{"planned": ["2010-05-01", "2010-06-15"], "exact_firsts": exact}]});
        let changes = differences(&item(&[]), &item(&["2010-05-01"]));
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].before, Some(json!(["2010-05", "2010-06-15"])));
        assert_eq!(changes[0].after, Some(json!(["2010-05-01", "2010-06-15"])));
    }
}
