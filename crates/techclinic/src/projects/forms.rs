//! What a person typed about a project -> a valid plan, or errors beside the fields. A page holds one
//! section of the plan; what is merely not right yet is left to the checks.
//! Longer than 400 lines because a plan has six sections, each read the same way.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::{optional, required, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use serde::Deserialize;
use thai::{FiscalYear, Satang, places};
use utoipa::ToSchema;
use uuid::Uuid;

use super::area::{self, Area, AreaPlace};
use super::budget::{BudgetLine, FundingShare, FundingSource};
use super::check::Section;
use super::indicator::{Instrument, ProjectIndicator, Unit, read_hundredths, read_persons};
use super::project::{ParticipationLevel, Plan, Programme, Signature, Status};
use super::schedule::{ScheduleItem, ScheduleMark, first_of_month, months_offered};
use super::target_group::{TargetGroup, TargetKind};
use super::typed::{Typed, month_name};
use crate::layout::Choice;
use crate::layout::date_field::{self, DateField};

/// Clinics by their short code.
pub type ClinicCodes = HashMap<String, Uuid>;

/// The longest a name or a line may be, in characters.
const LINE_MOST: usize = 1_000;
/// The longest a whole section may be.
const TEXT_MOST: usize = 30_000;

/// Reads one section into the plan as it was.
///
/// # Errors
/// What cannot be read, beside its field.
pub fn check(section: Section, typed: &Typed, mut plan: Plan, clinics: &ClinicCodes) -> Result<Plan, FormErrors> {
    let mut errors = FormErrors::new();
    match section {
        Section::About => about(typed, &mut plan, &mut errors),
        Section::Areas => areas(typed, &mut plan, clinics, &mut errors),
        Section::Indicators => indicators(typed, &mut plan, &mut errors),
        Section::Work => work(typed, &mut plan, &mut errors),
        Section::Schedule => schedule(typed, &mut plan, &mut errors),
        Section::Budget => budget(typed, &mut plan, &mut errors),
    }
    errors.into_result().map(|()| plan)
}

/// The clinic codes that were typed for areas.
pub fn clinic_codes(typed: &Typed) -> Vec<String> {
    let codes = typed.rows("area").into_iter().map(|row| typed.of("area", &row, "clinic").to_owned());
    codes.filter(|code| !code.is_empty()).collect()
}

/// Writes `value` when the text could be read, and the error beside the field when not.
fn put<T>(errors: &mut FormErrors, field: &str, into: &mut T, read: Result<T, Message>) {
    if let Some(value) = errors.take(field, read) {
        *into = value;
    }
}

fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn within(typed: &str, most: usize) -> Result<String, Message> {
    if typed.is_empty() { Ok(String::new()) } else { text_within(typed, most) }
}

fn put_text(errors: &mut FormErrors, typed: &Typed, field: &str, into: &mut String) {
    put(errors, field, into, within(typed.text(field), TEXT_MOST));
}

fn put_lines(errors: &mut FormErrors, typed: &Typed, field: &str, into: &mut Vec<String>) {
    put(errors, field, into, within(typed.text(field), TEXT_MOST).map(|text| lines(&text)));
}

fn about(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    put(errors, "name_th", &mut plan.name.th, text_within(typed.text("name_th"), LINE_MOST));
    plan.name.en = optional(typed.text("name_en"));
    put(errors, "fiscal_year", &mut plan.fiscal_year, fiscal_year(typed.text("fiscal_year")));
    put(errors, "programme", &mut plan.programme, programme(typed.text("programme")));
    put_text(errors, typed, "topic", &mut plan.topic);
    put_lines(errors, typed, "selection_reasons", &mut plan.selection_reasons);
    put_text(errors, typed, "rationale", &mut plan.rationale);
    put_lines(errors, typed, "objectives", &mut plan.objectives);
    put_lines(errors, typed, "benefits", &mut plan.benefits);
    plan.source = optional(typed.text("source"));
}

/// Reads a fiscal year; five digits are refused and the likely year is offered.
///
/// # Errors
/// As a date's year.
pub fn fiscal_year(typed: &str) -> Result<FiscalYear, Message> {
    let typed = required(typed)?;
    thai::date::year(&typed).map(FiscalYear).map_err(date_field::explain)
}

/// Reads a line of work by its word.
///
/// # Errors
/// `projects-programme-choose`.
pub fn programme(typed: &str) -> Result<Programme, Message> {
    Programme::from_word(typed).ok_or_else(|| msg("projects-programme-choose"))
}

fn areas(typed: &Typed, plan: &mut Plan, clinics: &ClinicCodes, errors: &mut FormErrors) {
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

fn one_area(typed: &Typed, row: &usize, before: &[Area], clinics: &ClinicCodes, errors: &mut FormErrors) -> Area {
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
    Area { id: old.map_or(Uuid::nil(), |old| old.id), province, clinic, as_printed, places: found }
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

fn indicators(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    plan.indicators.clear();
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
        one.name.en = optional(of("name_en"));
        one.instrument = Instrument::from_word(of("instrument"));
        one.formula = of("formula").to_owned();
        plan.indicators.push(one);
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

date_field::names!(StartsOn, "starts_on");
date_field::names!(EndsOn, "ends_on");
date_field::names!(SignedOn, "on");

/// The three fields of a date, as they were typed.
fn date<N>(typed: &Typed, name: &str) -> DateField<N> {
    let mut field = DateField::default();
    field.day = typed.text(&format!("{name}_day")).to_owned();
    field.month = typed.text(&format!("{name}_month")).to_owned();
    field.year = typed.text(&format!("{name}_year")).to_owned();
    field
}

fn optional_date<N>(field: &DateField<N>, near: NaiveDate) -> Result<Option<NaiveDate>, Message> {
    if field.is_empty() { Ok(None) } else { field.date(near).map(Some) }
}

fn work(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let near = plan.fiscal_year.end();
    plan.period.as_printed = optional(typed.text("period_as_printed"));
    put(errors, "starts_on", &mut plan.period.starts_on, optional_date(&date::<StartsOn>(typed, "starts_on"), near));
    put(errors, "ends_on", &mut plan.period.ends_on, optional_date(&date::<EndsOn>(typed, "ends_on"), near));
    let untouched = date::<StartsOn>(typed, "starts_on").is_empty() && date::<EndsOn>(typed, "ends_on").is_empty();
    if let (true, Some(printed)) = (untouched, &plan.period.as_printed) {
        match thai::date::parse_period_near(printed, plan.fiscal_year.0) {
            Ok((from, to)) => (plan.period.starts_on, plan.period.ends_on) = (Some(from), Some(to)),
            Err(error) => errors.add("period_as_printed", date_field::explain(error)),
        }
    }
    put_lines(errors, typed, "method", &mut plan.method);
    put_lines(errors, typed, "monitoring", &mut plan.monitoring);
    put_lines(errors, typed, "responsible", &mut plan.responsible);
    plan.participation_level = ParticipationLevel::from_word(typed.text("participation_level"));
    put_text(errors, typed, "level_evidence", &mut plan.level_evidence);
}

/// The period that was most likely meant where the printed one holds an impossible year: to be
/// offered, and confirmed by a person (docs/requirements.md B-01).
pub fn period_meant(printed: &str, year: FiscalYear) -> Option<(NaiveDate, NaiveDate)> {
    use thai::date::DateError;
    let error = thai::date::parse_period_near(printed, year.0).err()?;
    let DateError::YearOutOfRange { typed, suggestion: Some(meant) } = error else { return None };
    let mended = thai::digits::to_ascii(printed).replace(&typed, &meant.to_string());
    thai::date::parse_period_near(&mended, year.0).ok()
}

/// Fills the dates with the period that was offered.
pub fn confirm_period(typed: &mut Typed, year: FiscalYear) {
    let Some((from, to)) = period_meant(typed.text("period_as_printed"), year) else { return };
    typed.set_date("starts_on", Some(from));
    typed.set_date("ends_on", Some(to));
}

fn schedule(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let before = std::mem::take(&mut plan.schedule);
    for row in typed.filled_rows("item") {
        let of = |part| typed.of("item", &row, part);
        let id: Uuid = of("id").parse().unwrap_or_default();
        let old = before.iter().find(|item| item.id == id && !id.is_nil());
        let label =
            errors.take(&typed.at("item", &row, "label"), text_within(of("label"), LINE_MOST)).unwrap_or_default();
        let exact = errors
            .take(&typed.at("item", &row, "exact"), exact_days(of("exact"), plan.fiscal_year))
            .unwrap_or_default();
        let ticked = months_offered(plan.fiscal_year)
            .into_iter()
            .filter(|month| typed.ticked(&typed.at("item", &row, &month_name(month))));
        let mut marks: Vec<_> = ticked
            .filter(|month| !exact.iter().any(|day| first_of_month(*day) == *month))
            .map(ScheduleMark::in_month)
            .collect();
        marks.extend(exact.iter().copied().map(ScheduleMark::on));
        marks.extend(old.iter().flat_map(|old| old.done().cloned()));
        marks.sort();
        let printed = if of("marks_printed").is_empty() { Ok(0) } else { read_persons(of("marks_printed")) };
        let marks_printed = errors.take(&typed.at("item", &row, "marks_printed"), printed).unwrap_or_default();
        plan.schedule.push(ScheduleItem {
            id: old.map_or(Uuid::nil(), |old| old.id),
            label,
            marks_printed,
            remark: optional(of("remark")),
            marks,
        });
    }
}

/// Reads exact days, one or several, as people write them: "20 เม.ย. 2553". A day without a year
/// lies in the fiscal year.
///
/// # Errors
/// What is wrong with the first that cannot be read.
pub fn exact_days(typed: &str, year: FiscalYear) -> Result<Vec<NaiveDate>, Message> {
    let days = typed.split([',', ';', '\n']).map(str::trim).filter(|day| !day.is_empty());
    let read = |day: &str| match thai::date::parse_near(day, year.0) {
        // October to December of a fiscal year lie in the calendar year before.
        Ok(found) if thai::date::parse(day).is_err() && !year.contains(found) => {
            thai::date::parse_near(day, year.0 - 1)
        }
        other => other,
    };
    days.map(|day| read(day).map_err(date_field::explain)).collect()
}

fn budget(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let areas: Vec<Uuid> = plan.areas.iter().map(|area| area.id).collect();
    let budget = &mut plan.budget;
    put_text(errors, typed, "budget_source", &mut budget.source);
    put(errors, "stated_total", &mut budget.stated_total, money_or_none(typed.text("stated_total")));
    put(
        errors,
        "stated_persons",
        &mut budget.stated_persons,
        persons_or_none(typed.text("stated_persons")).map(Option::unwrap_or_default),
    );
    budget.offsetting = typed.ticked("offsetting");
    let before = std::mem::take(&mut budget.lines);
    for row in typed.filled_rows("line") {
        let mut line = one_line(typed, &row, &areas, errors);
        line.id = Some(line.id).filter(|id| before.iter().any(|old| old.id == *id)).unwrap_or_default();
        budget.lines.push(line);
    }
    budget.shares.clear();
    for row in typed.filled_rows("share") {
        let of = |part| typed.of("share", &row, part);
        let source = FundingSource::from_word(of("source")).ok_or_else(|| msg("projects-source-choose"));
        let source = errors.take(&typed.at("share", &row, "source"), source);
        let share = errors.take(&typed.at("share", &row, "share"), read_hundredths(of("share")));
        if let (Some(source), Some(share)) = (source, share) {
            budget.shares.push(FundingShare { source, label: of("label").to_owned(), share });
        }
    }
}

fn one_line(typed: &Typed, row: &usize, areas: &[Uuid], errors: &mut FormErrors) -> BudgetLine {
    let of = |part| typed.of("line", row, part);
    let mut take_money = |part| errors.take(&typed.at("line", row, part), money_or_none(of(part))).unwrap_or_default();
    let (amount, granted_before, granted_now) =
        (take_money("amount"), take_money("granted_before"), take_money("granted_now"));
    BudgetLine {
        id: of("id").parse().unwrap_or_default(),
        label: errors.take(&typed.at("line", row, "label"), text_within(of("label"), LINE_MOST)).unwrap_or_default(),
        area: of("area").parse().ok().filter(|id| areas.contains(id)),
        expense_class: of("expense_class").to_owned(),
        persons: errors.take(&typed.at("line", row, "persons"), persons_or_none(of("persons"))).flatten(),
        amount,
        granted_before,
        granted_now,
        note: optional(of("note")),
    }
}

/// Reads an amount that is not negative; nothing typed is nothing.
///
/// # Errors
/// `projects-money-number`.
pub fn money_or_none(typed: &str) -> Result<Satang, Message> {
    if typed.is_empty() {
        return Ok(Satang::ZERO);
    }
    typed
        .parse()
        .ok()
        .filter(|amount: &Satang| *amount >= Satang::ZERO)
        .ok_or_else(|| msg("projects-money-number").with("typed", typed))
}

/// Reads a count of persons; nothing typed is none.
///
/// # Errors
/// `projects-persons-number`.
pub fn persons_or_none(typed: &str) -> Result<Option<i32>, Message> {
    if typed.is_empty() { Ok(None) } else { read_persons(typed).map(Some) }
}

/// The choice of a lead that is no clinic.
pub const MINISTRY: &str = "ministry";

/// What is typed to propose a project.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProposalForm {
    /// Thai name.
    #[schema(required)]
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Buddhist era.
    #[schema(required)]
    pub fiscal_year: String,
    /// Line of work.
    #[schema(required, value_type = Programme)]
    pub programme: String,
    /// The code of a clinic, or `ministry`.
    #[schema(required)]
    pub lead: String,
    /// The code of a matched need it takes up.
    pub need: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

/// A project as it is proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it sets out to do.
    pub plan: Plan,
    /// The clinic that leads; `None` for the ministry's own.
    pub lead_clinic: Option<Uuid>,
    /// The codes of matched needs it takes up.
    pub needs: Vec<String>,
}

impl ProposalForm {
    /// Reads the form; `lead` is the clinic of that code.
    ///
    /// # Errors
    /// What is missing, beside its field.
    pub fn check(&self, lead: Option<Uuid>) -> Result<Proposal, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", text_within(&self.name_th, LINE_MOST));
        let year = errors.take("fiscal_year", fiscal_year(&self.fiscal_year));
        let programme = errors.take("programme", programme(&self.programme));
        let known = lead.is_some() || self.lead == MINISTRY;
        let known = errors.take("lead", if known { Ok(()) } else { Err(msg("projects-lead-choose")) });
        match (name, year, programme, known) {
            (Some(th), Some(year), Some(programme), Some(())) => {
                let name = Bilingual { th, en: optional(&self.name_en) };
                Ok(Proposal {
                    plan: Plan::named(name, year, programme),
                    lead_clinic: lead,
                    needs: optional(&self.need).into_iter().collect(),
                })
            }
            _ => Err(errors),
        }
    }
}

/// The choices of a select, by the name of what is chosen.
pub fn choices(of: &str) -> Vec<Choice> {
    let (words, prefix): (Vec<&str>, &str) = match of {
        "status" => (Status::ALL.iter().map(|one| one.as_str()).collect(), "projects-status-"),
        "programme" => (Programme::ALL.iter().map(|one| one.as_str()).collect(), "projects-programme-"),
        "level" => (ParticipationLevel::ALL.iter().map(|one| one.as_str()).collect(), "projects-level-"),
        "group" => (TargetKind::ALL.iter().map(|one| one.as_str()).collect(), "projects-group-"),
        "unit" => (Unit::ALL.iter().map(|one| one.as_str()).collect(), "projects-unit-"),
        "instrument" => (Instrument::ALL.iter().map(|one| one.as_str()).collect(), "projects-instrument-"),
        _ => (FundingSource::ALL.iter().map(|one| one.as_str()).collect(), "projects-source-"),
    };
    words.into_iter().map(|word| Choice::new(word, Message::new(format!("{prefix}{word}")))).collect()
}

/// What is typed where a project is signed, returned, closed or given up.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeedForm {
    /// `return` and `cancel`: the reason.
    pub reason: String,
    /// `sign`: the signer's name.
    pub name: String,
    /// `sign`: the signer's position.
    pub position: String,
    /// The day of the signature.
    #[serde(flatten)]
    #[schema(value_type = SignedOn)]
    pub on: DateField<SignedOn>,
    /// `close`: `yes` when answers are still due.
    pub pending: String,
    /// The code of a clinic.
    #[schema(ignore)]
    pub clinic: String,
}

impl DeedForm {
    /// The reason.
    ///
    /// # Errors
    /// When there is none.
    pub fn reason(&self) -> Result<String, FormErrors> {
        text_within(&self.reason, LINE_MOST * 4).map_err(|message| FormErrors::one("reason", message))
    }

    /// The signature, of a day up to `today`.
    ///
    /// # Errors
    /// What is missing, beside its field.
    pub fn signature(&self, today: NaiveDate) -> Result<Signature, FormErrors> {
        let mut errors = FormErrors::new();
        let by = errors.take("name", text_within(&self.name, LINE_MOST));
        let position = errors.take("position", text_within(&self.position, LINE_MOST));
        let on = errors.take("on", self.on.past(today));
        match (by, position, on) {
            (Some(by), Some(position), Some(on)) => Ok(Signature { by, position, on }),
            _ => Err(errors),
        }
    }
}
