//! What a person typed about a project -> a valid plan, or errors beside the fields. A page holds one
//! section of the plan; what is merely not right yet is left to the checks.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use kit::form::{fiscal_year, optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use thai::Satang;
use uuid::Uuid;

use super::budget::Grants;
use super::check::Section;
use super::forms_areas::areas;
use super::forms_budget::budget;
use super::forms_schedule::{schedule, work};
use super::formula::Formula;
use super::indicator::{Instrument, ProjectIndicator, Unit, read_hundredths, read_persons};
use super::plan::Plan;
use crate::programmes;
use house::layout::typed::Typed;
use house::places::LocalGovernment;

/// What typed words are looked up in.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Clinics by their short code.
    pub clinics: HashMap<String, Uuid>,
    /// Lines of work.
    pub programmes: programmes::Names,
    /// Local governments by the code of their province and as they were written.
    pub local_governments: HashMap<(String, String), Vec<LocalGovernment>>,
    /// Which grants may be said.
    pub grants: Grants,
}

/// The longest a name or a line may be, in characters.
pub(super) const LINE_MOST: usize = 1_000;
/// The longest a class of expense may be.
pub(super) const WORD_MOST: usize = 200;
/// The longest a whole section may be.
const TEXT_MOST: usize = 30_000;

/// Reads one section into the plan as it was, on `today`.
///
/// # Errors
/// What cannot be read, beside its field.
pub fn check(
    section: Section,
    typed: &Typed,
    mut plan: Plan,
    known: &Known,
    today: NaiveDate,
) -> Result<Plan, FormErrors> {
    let mut errors = FormErrors::new();
    match section {
        Section::About => about(typed, &mut plan, known, today, &mut errors),
        Section::Areas => areas(typed, &mut plan, known, &mut errors),
        Section::Indicators => indicators(typed, &mut plan, &mut errors),
        Section::Work => work(typed, &mut plan, &mut errors),
        Section::Schedule => schedule(typed, &mut plan, &mut errors),
        Section::Budget => budget(typed, &mut plan, known.grants, &mut errors),
        // What is chosen and what is attached comes on pages of its own.
        Section::Served | Section::Files => {}
    }
    errors.into_result().map(|()| plan)
}

/// The clinic codes that were typed for areas.
pub fn clinic_codes(typed: &Typed) -> Vec<String> {
    let codes = typed.rows("area").into_iter().map(|row| typed.of("area", &row, "clinic").to_owned());
    codes.filter(|code| !code.is_empty()).collect()
}

/// The local governments that the areas name, each with the code of its province.
pub fn local_governments(typed: &Typed) -> BTreeSet<(String, String)> {
    let of_area = |row: usize| {
        let list = format!("area.{row}.place");
        let province = typed.of("area", &row, "province").to_owned();
        let written = |at: usize| typed.of(&list, &at, "local_government").trim().to_owned();
        typed.rows(&list).into_iter().map(|at| (province.clone(), written(at))).collect::<Vec<_>>()
    };
    typed.rows("area").into_iter().flat_map(of_area).filter(|(_, written)| !written.is_empty()).collect()
}

/// Writes `value` when the text could be read, and the error beside the field when not.
pub(super) fn put<T>(errors: &mut FormErrors, field: &str, into: &mut T, read: Result<T, Message>) {
    if let Some(value) = errors.take(field, read) {
        *into = value;
    }
}

fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(super) fn within(typed: &str, most: usize) -> Result<String, Message> {
    if typed.is_empty() { Ok(String::new()) } else { text_within(typed, most) }
}

pub(super) fn optional_within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

pub(super) fn put_text(errors: &mut FormErrors, typed: &Typed, field: &str, into: &mut String) {
    put(errors, field, into, within(typed.text(field), TEXT_MOST));
}

pub(super) fn put_lines(errors: &mut FormErrors, typed: &Typed, field: &str, into: &mut Vec<String>) {
    put(errors, field, into, within(typed.text(field), TEXT_MOST).map(|text| lines(&text)));
}

fn about(typed: &Typed, plan: &mut Plan, known: &Known, today: NaiveDate, errors: &mut FormErrors) {
    put(errors, "name_th", &mut plan.name.th, text_within(typed.text("name_th"), LINE_MOST));
    put(errors, "name_en", &mut plan.name.en, optional_within(typed.text("name_en"), LINE_MOST));
    put(errors, "fiscal_year", &mut plan.fiscal_year, fiscal_year(typed.text("fiscal_year"), today));
    let word = typed.text("programme");
    // A plan may stay in a line of work in which no new one begins.
    let read = if word == plan.programme { Ok(word.to_owned()) } else { programme(word, &known.programmes) };
    put(errors, "programme", &mut plan.programme, read);
    put_text(errors, typed, "topic", &mut plan.topic);
    put_lines(errors, typed, "selection_reasons", &mut plan.selection_reasons);
    put_text(errors, typed, "rationale", &mut plan.rationale);
    put(errors, "without_need", &mut plan.without_need, optional_within(typed.text("without_need"), TEXT_MOST));
    put_lines(errors, typed, "objectives", &mut plan.objectives);
    put_lines(errors, typed, "benefits", &mut plan.benefits);
    put(errors, "source", &mut plan.source, optional_within(typed.text("source"), LINE_MOST));
}

/// Reads the line of work of a new project by its word.
///
/// # Errors
/// `projects-programme-choose`.
pub fn programme(typed: &str, programmes: &programmes::Names) -> Result<String, Message> {
    if programmes.offers(typed) { Ok(typed.to_owned()) } else { Err(msg("projects-programme-choose")) }
}

fn indicators(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let before = std::mem::take(&mut plan.indicators);
    for row in typed.filled_rows("indicator") {
        let at = |part| typed.at("indicator", &row, part);
        let of = |part| typed.of("indicator", &row, part);
        let read = indicator(of("code"), of("name_th"), of("unit"), of("target"));
        let Some(mut one) =
            read.map_err(|wrong| wrong.into_iter().for_each(|(part, message)| errors.add(at(part), message))).ok()
        else {
            continue;
        };
        if plan.indicators.iter().any(|other| other.code == one.code) {
            errors.add(at("code"), msg("projects-indicator-twice"));
        }
        one.id = before.iter().find(|old| old.code == one.code).map(|old| old.id).unwrap_or_default();
        put(errors, &at("name_en"), &mut one.name.en, optional_within(of("name_en"), LINE_MOST));
        one.instrument = Instrument::from_word(of("instrument"));
        let kept = before.iter().find(|old| old.code == one.code).map(|old| old.formula.as_str());
        put(errors, &at("formula"), &mut one.formula, formula(of("formula").trim(), kept.unwrap_or_default()));
        if let Err((part, message)) = reckoned_alike(&one) {
            errors.add(at(part), message);
        }
        plan.indicators.push(one);
    }
}

/// Reads the formula chosen for an indicator: one of the system's, none, or the one it was brought with.
fn formula(typed: &str, kept: &str) -> Result<String, Message> {
    let known = typed.is_empty() || typed == kept || Formula::from_word(typed).is_some();
    if known { Ok(typed.to_owned()) } else { Err(msg("projects-formula-choose")) }
}

/// A formula counts in one unit, from one questionnaire: an indicator that says otherwise could never be reported on.
fn reckoned_alike(one: &ProjectIndicator) -> Result<(), (&'static str, Message)> {
    let Some(formula) = Formula::from_word(&one.formula) else { return Ok(()) };
    if formula.unit() != one.unit {
        return Err(("formula", msg("projects-formula-unit").with("unit", formula.unit().as_str())));
    }
    match (formula.instrument(), one.instrument) {
        (Some(reads), Some(says)) if reads != says => {
            Err(("instrument", msg("projects-formula-instrument").with("instrument", reads.as_str())))
        }
        _ => Ok(()),
    }
}

/// Reads what every indicator must have.
///
/// # Errors
/// The parts that cannot be read.
pub fn indicator(
    code: &str,
    name_th: &str,
    unit: &str,
    target: &str,
) -> Result<ProjectIndicator, Vec<(&'static str, Message)>> {
    let mut wrong = Vec::new();
    let well_formed = !code.is_empty()
        && code.len() <= 60
        && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !well_formed {
        wrong.push(("code", msg("projects-indicator-code")));
    }
    let name = text_within(name_th, LINE_MOST).map_err(|message| wrong.push(("name_th", message))).unwrap_or_default();
    let unit = Unit::from_word(unit).ok_or_else(|| wrong.push(("unit", msg("projects-unit-choose"))));
    let read = match unit {
        Ok(Unit::Percent) => read_hundredths(target),
        _ => read_persons(target).map(i64::from),
    };
    let target = read.map_err(|message| wrong.push(("target", message))).unwrap_or_default();
    match unit {
        Ok(unit) if wrong.is_empty() => Ok(ProjectIndicator {
            id: Uuid::nil(),
            code: code.to_owned(),
            name: Bilingual { th: name, en: None },
            unit,
            target,
            instrument: None,
            formula: String::new(),
        }),
        _ => Err(wrong),
    }
}

/// Reads an amount that is not negative; nothing typed is nothing.
///
/// # Errors
/// As [`kit::form::baht`].
pub fn money_or_none(typed: &str) -> Result<Satang, Message> {
    Ok(kit::form::baht(typed)?.unwrap_or_default())
}

/// Reads a count of persons; nothing typed is none.
///
/// # Errors
/// `projects-persons-number`.
pub fn persons_or_none(typed: &str) -> Result<Option<i32>, Message> {
    if typed.is_empty() { Ok(None) } else { read_persons(typed).map(Some) }
}
