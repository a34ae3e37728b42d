//! What was typed into a page of the plan, as it was typed: fields by name, and rows of fields that
//! can be added and taken away without a script. A row's field is named `line.0.amount`; rows may
//! hold rows, `area.0.place.1.subdistrict`.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use kit::form::visible;
use thai::Satang;
use uuid::Uuid;

use super::area::AreaPlace;
use super::check::Section;
use super::indicator::hundredths_text;
use super::plan::Plan;

/// The fields of a form with any number of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed(BTreeMap<String, String>);

/// A row that holds nothing else still holds this.
const ROW: &str = "row";
/// Fields of a row that nobody types into.
const UNTYPED: [&str; 2] = [ROW, "id"];
/// Fields of a form that nobody types into.
const INSIDE: [&str; 3] = ["version", "once", "months_of"];

impl From<Vec<(String, String)>> for Typed {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| (name, visible(&text).into_owned())).collect())
    }
}

impl Typed {
    /// The text of a field, trimmed; empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// The text of a field as it was typed.
    pub fn raw(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The name of a row's field.
    pub fn at(&self, list: &str, row: &usize, part: &str) -> String {
        format!("{list}.{row}.{part}")
    }

    /// The text of a row's field.
    pub fn of(&self, list: &str, row: &usize, part: &str) -> &str {
        self.text(&self.at(list, row, part))
    }

    /// Is a box ticked?
    pub fn ticked(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Fills a field.
    pub fn set(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.0.insert(name.into(), text.into());
    }

    /// Fills the fields of a row.
    pub fn set_row(&mut self, list: &str, row: usize, parts: &[(&str, String)]) {
        self.set(self.at(list, &row, ROW), "");
        for (part, text) in parts {
            self.set(self.at(list, &row, part), text.clone());
        }
    }

    /// The rows of a list.
    pub fn rows(&self, list: &str) -> Vec<usize> {
        let last = self.0.keys().filter_map(|name| index(name, list)).max();
        (0..last.map_or(0, |last| last + 1)).collect()
    }

    /// The rows of a list into which anything was typed.
    pub fn filled_rows(&self, list: &str) -> Vec<usize> {
        let filled = |row: &usize| {
            let prefix = format!("{list}.{row}.");
            let mut parts = self.0.iter().filter_map(|(name, text)| Some((name.strip_prefix(&prefix)?, text)));
            parts.any(|(part, text)| {
                !UNTYPED.contains(&part.rsplit('.').next().unwrap_or(part)) && !text.trim().is_empty()
            })
        };
        self.rows(list).into_iter().filter(filled).collect()
    }

    /// Does what a button asked for that only changes the form: `add.line`, `remove.line.2`.
    /// `false` when the button was another.
    pub fn step(&mut self, step: &str) -> bool {
        if let Some(list) = step.strip_prefix("add.") {
            let row = self.rows(list).len();
            self.set_row(list, row, &[]);
            return true;
        }
        let removed = step.strip_prefix("remove.").and_then(|rest| rest.rsplit_once('.'));
        let Some((list, Ok(row))) = removed.map(|(list, row)| (list, row.parse())) else { return false };
        self.remove(list, row);
        true
    }

    /// Takes a row away; those after it move up.
    pub fn remove(&mut self, list: &str, row: usize) {
        let fields = std::mem::take(&mut self.0);
        for (name, text) in fields {
            match index(&name, list) {
                Some(at) if at == row => {}
                Some(at) if at > row => {
                    let rest = &name[format!("{list}.{at}").len()..];
                    self.0.insert(format!("{list}.{}{rest}", at - 1), text);
                }
                _ => {
                    self.0.insert(name, text);
                }
            }
        }
    }

    /// Fills the three fields of a date, in the Buddhist era.
    pub fn set_date(&mut self, name: &str, day: Option<NaiveDate>) {
        let part = |read: fn(NaiveDate) -> String| day.map(read).unwrap_or_default();
        self.set(format!("{name}_day"), part(|day| day.day().to_string()));
        self.set(format!("{name}_month"), part(|day| day.month().to_string()));
        self.set(format!("{name}_year"), part(|day| thai::date::be_year(day).to_string()));
    }

    /// Fills the places of an area.
    pub fn set_places(&mut self, row: usize, places: &[AreaPlace]) {
        for (at, place) in places.iter().enumerate() {
            let known = place.code.as_deref().and_then(thai::places::find);
            let name = |level| {
                let above = known.iter().flat_map(|place| place.path());
                above.into_iter().find(|one| one.level() == level).map(|one| one.name_th.to_owned()).unwrap_or_default()
            };
            let parts = [
                ("as_printed", place.as_printed.clone()),
                ("district", name(thai::places::Level::District)),
                ("subdistrict", name(thai::places::Level::Subdistrict)),
            ];
            self.set_row(&format!("area.{row}.place"), at, &parts);
        }
    }

    /// Takes every row of a list away.
    pub fn clear(&mut self, list: &str) {
        self.0.retain(|name, _| index(name, list).is_none());
    }

    /// The fields in which `self` and `other` differ, with the other's text.
    pub fn differing(&self, other: &Self) -> Vec<Saved> {
        let typed = |name: &str| !INSIDE.contains(&name) && !UNTYPED.contains(&name.rsplit('.').next().unwrap_or(name));
        let fields = other.0.iter().filter(|(name, text)| typed(name) && self.text(name) != text.trim());
        fields.map(|(field, text)| Saved { field: field.clone(), text: text.clone() }).collect()
    }
}

/// What somebody else saved meanwhile in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The field, as forms name it.
    pub field: String,
    /// Its text.
    pub text: String,
}

impl Saved {
    /// The last part of its message: of the field, whichever row it stands in.
    pub fn label(&self) -> &str {
        let part = self.field.rsplit('.').next().unwrap_or(&self.field);
        match part {
            month if month.starts_with(|first: char| first.is_ascii_digit()) => "months",
            date => ["_day", "_month", "_year"].iter().find_map(|end| date.strip_suffix(end)).unwrap_or(date),
        }
    }

    /// Which row, counted from one.
    pub fn row(&self) -> Option<usize> {
        self.field.split('.').nth(1)?.parse().ok().map(|row: usize| row + 1)
    }
}

/// The page of a section, filled with the plan as it is; `clinics` names the codes of clinics.
pub fn filled(section: Section, plan: &Plan, clinics: &HashMap<Uuid, String>) -> Typed {
    let mut typed = Typed::default();
    match section {
        Section::About => fill_about(&mut typed, plan),
        Section::Areas => fill_areas(&mut typed, plan, clinics),
        Section::Indicators => fill_indicators(&mut typed, plan),
        Section::Work => fill_work(&mut typed, plan),
        Section::Schedule => fill_schedule(&mut typed, plan),
        Section::Budget => fill_budget(&mut typed, plan),
    }
    typed
}

fn fill_about(typed: &mut Typed, plan: &Plan) {
    typed.set("name_th", &plan.name.th);
    typed.set("name_en", plan.name.en.as_deref().unwrap_or_default());
    typed.set("fiscal_year", plan.fiscal_year.0.to_string());
    typed.set("programme", &plan.programme);
    typed.set("topic", &plan.topic);
    typed.set("selection_reasons", plan.selection_reasons.join("\n"));
    typed.set("rationale", &plan.rationale);
    typed.set("objectives", plan.objectives.join("\n"));
    typed.set("benefits", plan.benefits.join("\n"));
    typed.set("source", plan.source.as_deref().unwrap_or_default());
}

fn fill_areas(typed: &mut Typed, plan: &Plan, clinics: &HashMap<Uuid, String>) {
    for (row, area) in plan.areas.iter().enumerate() {
        let clinic = area.clinic.and_then(|id| clinics.get(&id).cloned()).unwrap_or_default();
        let parts = [
            ("id", area.id.to_string()),
            ("province", area.province.clone()),
            ("clinic", clinic),
            ("as_printed", area.as_printed.clone()),
        ];
        typed.set_row("area", row, &parts);
        typed.set_places(row, &area.places);
    }
    for (row, group) in plan.target_groups.iter().enumerate() {
        typed.set_row("group", row, &[("kind", group.kind.to_string()), ("label", group.label.clone())]);
    }
}

fn fill_indicators(typed: &mut Typed, plan: &Plan) {
    for (row, one) in plan.indicators.iter().enumerate() {
        let parts = [
            ("code", one.code.clone()),
            ("name_th", one.name.th.clone()),
            ("name_en", one.name.en.clone().unwrap_or_default()),
            ("unit", one.unit.to_string()),
            ("target", one.target_text()),
            ("instrument", one.instrument.map(|instrument| instrument.to_string()).unwrap_or_default()),
            ("formula", one.formula.clone()),
        ];
        typed.set_row("indicator", row, &parts);
    }
}

fn fill_work(typed: &mut Typed, plan: &Plan) {
    typed.set("period_as_printed", plan.period.as_printed.as_deref().unwrap_or_default());
    typed.set_date("starts_on", plan.period.starts_on);
    typed.set_date("ends_on", plan.period.ends_on);
    typed.set("method", plan.method.join("\n"));
    typed.set("monitoring", plan.monitoring.join("\n"));
    typed.set("responsible", plan.responsible.join("\n"));
    typed.set("participation_level", plan.participation_level.map_or("", |level| level.as_str()));
    typed.set("level_evidence", &plan.level_evidence);
}

fn fill_schedule(typed: &mut Typed, plan: &Plan) {
    for (row, item) in plan.schedule.iter().enumerate() {
        let exact: Vec<String> = item.planned().filter_map(|mark| mark.exact_on).map(thai::date::short).collect();
        let parts = [
            ("id", item.id.to_string()),
            ("label", item.label.clone()),
            ("marks_printed", item.marks_printed.to_string()),
            ("exact", exact.join(", ")),
            ("remark", item.remark.clone().unwrap_or_default()),
        ];
        typed.set_row("item", row, &parts);
        for mark in item.planned().filter(|mark| mark.exact_on.is_none()) {
            typed.set(typed.at("item", &row, &month_name(&mark.month)), "yes");
        }
    }
}

/// The name of a month's box: `2010-04`.
pub fn month_name(month: &NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

fn fill_budget(typed: &mut Typed, plan: &Plan) {
    let budget = &plan.budget;
    let none_if_zero = |amount: Satang| if amount == Satang::ZERO { String::new() } else { amount.to_string() };
    typed.set("budget_source", &budget.source);
    typed.set("stated_total", budget.stated_total.to_string());
    typed.set("stated_persons", budget.stated_persons.to_string());
    if budget.offsetting {
        typed.set("offsetting", "yes");
    }
    for (row, line) in budget.lines.iter().enumerate() {
        let parts = [
            ("id", line.id.to_string()),
            ("label", line.label.clone()),
            ("area", line.area.map(|id| id.to_string()).unwrap_or_default()),
            ("expense_class", line.expense_class.clone()),
            ("persons", line.persons.map(|count| count.to_string()).unwrap_or_default()),
            ("amount", line.amount.to_string()),
            ("granted_before", none_if_zero(line.granted_before)),
            ("granted_now", none_if_zero(line.granted_now)),
            ("note", line.note.clone().unwrap_or_default()),
        ];
        typed.set_row("line", row, &parts);
    }
    for (row, one) in budget.shares.iter().enumerate() {
        let parts =
            [("source", one.source.to_string()), ("label", one.label.clone()), ("share", hundredths_text(one.share))];
        typed.set_row("share", row, &parts);
    }
}

/// The row of `list` that a field belongs to. Nobody means more than a few hundred rows.
fn index(name: &str, list: &str) -> Option<usize> {
    let rest = name.strip_prefix(list)?.strip_prefix('.')?;
    rest.split('.').next()?.parse().ok().filter(|row| *row < 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Typed {
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Vec<_>>().into()
    }

    #[test]
    fn rows_are_added_and_those_after_a_removed_one_move_up() {
        let mut typed = form(&[
            ("line.0.label", "a"),
            ("line.1.label", "b"),
            ("line.2.label", "c"),
            ("line.2.place.0.code", "x"),
            ("other", "y"),
        ]);
        assert!(typed.step("remove.line.1") && typed.step("add.line"));
        assert_eq!(
            (typed.of("line", &0, "label"), typed.of("line", &1, "label"), typed.of("line", &1, "place.0.code")),
            ("a", "c", "x")
        );
        assert_eq!((typed.rows("line").len(), typed.filled_rows("line"), typed.text("other")), (3, vec![0, 1], "y"));
        assert!(!typed.step("save") && !typed.step("remove.line.x"));
    }

    #[test]
    fn a_number_of_rows_that_nobody_means_makes_none() {
        assert!(form(&[("line.4000000000.label", "a")]).rows("line").is_empty());
    }
}
