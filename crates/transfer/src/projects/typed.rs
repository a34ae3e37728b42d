//! A plan as it stands in the fields of its pages: one page for each section.

use std::collections::HashMap;

use chrono::NaiveDate;
use house::layout::typed::Typed;
use thai::Satang;
use uuid::Uuid;

use super::area::AreaPlace;
use super::budget::Grants;
use super::check::Section;
use super::plan::Plan;
use kit::show::hundredths;

/// Fills the places of an area.
pub(super) fn set_places(typed: &mut Typed, row: usize, places: &[AreaPlace]) {
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
            ("local_government", if place.is_local() { place.as_printed.clone() } else { String::new() }),
        ];
        typed.set_row(&format!("area.{row}.place"), at, &parts);
    }
}

/// The page of a section, filled with the plan as it is; `clinics` names the codes of clinics, `grants` which grants are
/// typed.
pub fn filled(section: Section, plan: &Plan, clinics: &HashMap<Uuid, String>, grants: Grants) -> Typed {
    let mut typed = Typed::default();
    match section {
        Section::About => fill_about(&mut typed, plan),
        Section::Areas => fill_areas(&mut typed, plan, clinics),
        Section::Indicators => fill_indicators(&mut typed, plan),
        Section::Work => fill_work(&mut typed, plan),
        Section::Schedule => fill_schedule(&mut typed, plan),
        Section::Budget => fill_budget(&mut typed, plan, grants),
        Section::Served | Section::Files => {}
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
    typed.set("without_need", plan.without_need.as_deref().unwrap_or_default());
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
        set_places(typed, row, &area.places);
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
    let (lead, with) = plan.responsible.split_first().map_or(("", &[][..]), |(lead, with)| (lead.as_str(), with));
    typed.set("lead_organisation", lead);
    typed.set("responsible", with.join("\n"));
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

fn fill_budget(typed: &mut Typed, plan: &Plan, grants: Grants) {
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
            ("source", line.source.map(|source| source.to_string()).unwrap_or_default()),
            ("note", line.note.clone().unwrap_or_default()),
        ];
        typed.set_row("line", row, &parts);
        if grants == Grants::Said {
            typed.set(typed.at("line", &row, "granted_before"), none_if_zero(line.granted_before));
        }
        if grants != Grants::Kept {
            typed.set(typed.at("line", &row, "granted_now"), none_if_zero(line.granted_now));
        }
    }
    for (row, one) in budget.shares.iter().enumerate() {
        let parts =
            [("source", one.source.to_string()), ("label", one.label.clone()), ("share", hundredths(one.share))];
        typed.set_row("share", row, &parts);
    }
}
