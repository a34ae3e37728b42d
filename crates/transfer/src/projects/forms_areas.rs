//! What was typed about areas and target groups -> the plan's areas and target groups.

use kit::FormErrors;
use kit::form::text_within;
use kit::message::msg;
use thai::places;
use uuid::Uuid;

use super::area::{self, Area, AreaPlace};
use super::forms::{Known, LINE_MOST};
use super::plan::Plan;
use super::target_group::{TargetGroup, TargetKind};
use house::layout::typed::Typed;

pub(super) fn areas(typed: &Typed, plan: &mut Plan, known: &Known, errors: &mut FormErrors) {
    let before = std::mem::take(&mut plan.areas);
    for row in typed.filled_rows("area") {
        plan.areas.push(one_area(typed, &row, &before, known, errors));
    }
    let kept: Vec<Uuid> = plan.areas.iter().map(|area| area.id).collect();
    for line in &mut plan.budget.lines {
        line.area = line.area.filter(|id| kept.contains(id));
    }
    plan.target_groups.clear();
    for row in typed.filled_rows("group") {
        let kind =
            TargetKind::from_word(typed.of("group", &row, "kind")).ok_or_else(|| msg("projects-group-kind-choose"));
        let kind = errors.take(&typed.at("group", &row, "kind"), kind);
        let label =
            errors.take(&typed.at("group", &row, "label"), text_within(typed.of("group", &row, "label"), LINE_MOST));
        if let (Some(kind), Some(label)) = (kind, label) {
            plan.target_groups.push(TargetGroup { kind, label });
        }
    }
}

fn one_area(typed: &Typed, row: &usize, before: &[Area], known: &Known, errors: &mut FormErrors) -> Area {
    let id: Uuid = typed.of("area", row, "id").parse().unwrap_or_default();
    let old = before.iter().find(|area| area.id == id && !id.is_nil());
    let province =
        places::find(typed.of("area", row, "province")).filter(|place| place.level() == places::Level::Province);
    let province =
        errors.take(&typed.at("area", row, "province"), province.ok_or_else(|| msg("projects-province-choose")));
    let province = province.map(|place| place.code.to_string()).unwrap_or_default();
    let code = typed.of("area", row, "clinic");
    let clinic = match (code.is_empty(), known.clinics.get(code)) {
        (true, _) => None,
        (false, Some(id)) => Some(*id),
        (false, None) => {
            errors.add(typed.at("area", row, "clinic"), msg("projects-clinic-unknown").with("code", code));
            None
        }
    };
    let as_printed = typed.of("area", row, "as_printed").to_owned();
    let list = format!("area.{row}.place");
    let mut found: Vec<AreaPlace> = Vec::new();
    for at in typed.filled_rows(&list) {
        found.push(one_place(typed, (&list, &at), &province, (old, known), errors));
    }
    if found.is_empty() {
        found = area::read_places(&province, &as_printed);
    }
    Area {
        id: old.map_or(Uuid::nil(), |old| old.id),
        province,
        clinic,
        clinic_as_printed: old.and_then(|old| old.clinic_as_printed.clone()),
        as_printed,
        places: found,
    }
}

/// A place as it was chosen. What the source printed, and how it differs, stays with it.
fn one_place(
    typed: &Typed,
    (list, row): (&str, &usize),
    province: &str,
    (old, known): (Option<&Area>, &Known),
    errors: &mut FormErrors,
) -> AreaPlace {
    let as_printed = typed.of(list, row, "as_printed").to_owned();
    let written = typed.of(list, row, "local_government").trim().to_owned();
    let stood =
        old.and_then(|area| area.places.iter().find(|place| place.as_printed == as_printed && !as_printed.is_empty()));
    let mut place = stood.cloned().unwrap_or_default();
    let code = match area::chosen(province, typed.of(list, row, "district"), typed.of(list, row, "subdistrict")) {
        Ok(code) => code,
        Err((part, message)) => {
            errors.add(typed.at(list, row, part), message);
            return place;
        }
    };
    if !written.is_empty() {
        let called = known.local_governments.get(&(province.to_owned(), written.clone()));
        let read = area::local(&written, code, called.map_or(&[], Vec::as_slice));
        if let Some(local) = errors.take(&typed.at(list, row, "local_government"), read) {
            (place.local_government, place.code) = (local.known, local.code);
        }
        return AreaPlace { as_printed: written, ..place };
    }
    // The name of a local government goes with it; what a document printed of another place stays.
    let as_printed = if place.is_local() { String::new() } else { as_printed };
    (place.local_government, place.code) = (None, code.map(|code| code.to_string()));
    if as_printed.is_empty() && place.code.is_none() {
        errors.add(typed.at(list, row, "subdistrict"), msg("projects-place-choose"));
    }
    let name = place.code.as_deref().and_then(places::find).map(|place| place.short_name());
    place.as_printed = if as_printed.is_empty() { name.unwrap_or_default() } else { as_printed };
    place
}
