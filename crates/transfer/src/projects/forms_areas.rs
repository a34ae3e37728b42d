//! What was typed about areas and target groups -> the plan's areas and target groups.

use std::collections::HashMap;

use kit::FormErrors;
use kit::form::text_within;
use kit::message::msg;
use thai::places;
use uuid::Uuid;

use super::area::{self, Area, AreaPlace};
use super::forms::LINE_MOST;
use super::plan::Plan;
use super::target_group::{TargetGroup, TargetKind};
use house::layout::typed::Typed;

pub(super) fn areas(typed: &Typed, plan: &mut Plan, clinics: &HashMap<String, Uuid>, errors: &mut FormErrors) {
    let before = std::mem::take(&mut plan.areas);
    for row in typed.filled_rows("area") {
        plan.areas.push(one_area(typed, &row, &before, clinics, errors));
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

fn one_area(
    typed: &Typed,
    row: &usize,
    before: &[Area],
    clinics: &HashMap<String, Uuid>,
    errors: &mut FormErrors,
) -> Area {
    let id: Uuid = typed.of("area", row, "id").parse().unwrap_or_default();
    let old = before.iter().find(|area| area.id == id && !id.is_nil());
    let province =
        places::find(typed.of("area", row, "province")).filter(|place| place.level() == places::Level::Province);
    let province =
        errors.take(&typed.at("area", row, "province"), province.ok_or_else(|| msg("projects-province-choose")));
    let province = province.map(|place| place.code.to_string()).unwrap_or_default();
    let code = typed.of("area", row, "clinic");
    let clinic = match (code.is_empty(), clinics.get(code)) {
        (true, _) => None,
        (false, Some(id)) => Some(*id),
        (false, None) => {
            errors.add(typed.at("area", row, "clinic"), msg("projects-clinic-unknown").with("code", code));
            None
        }
    };
    let as_printed = typed.of("area", row, "as_printed").to_owned();
    let list = format!("area.{row}.place");
    let mut found: Vec<AreaPlace> =
        typed.filled_rows(&list).iter().map(|at| one_place(typed, &list, at, &province, old, errors)).collect();
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
    list: &str,
    row: &usize,
    province: &str,
    old: Option<&Area>,
    errors: &mut FormErrors,
) -> AreaPlace {
    let as_printed = typed.of(list, row, "as_printed").to_owned();
    let known =
        old.and_then(|area| area.places.iter().find(|place| place.as_printed == as_printed && !as_printed.is_empty()));
    let mut place = known.cloned().unwrap_or_default();
    match area::chosen(province, typed.of(list, row, "district"), typed.of(list, row, "subdistrict")) {
        Ok(code) => place.code = code.map(|code| code.to_string()),
        Err((part, message)) => errors.add(typed.at(list, row, part), message),
    }
    if as_printed.is_empty() && place.code.is_none() {
        errors.add(typed.at(list, row, "subdistrict"), msg("projects-place-choose"));
    }
    let name = place.code.as_deref().and_then(places::find).map(|place| place.short_name());
    place.as_printed = if as_printed.is_empty() { name.unwrap_or_default() } else { as_printed };
    place
}
