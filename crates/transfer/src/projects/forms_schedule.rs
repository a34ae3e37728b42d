//! What was typed about the period, the method and the schedule -> those of the plan.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::{FormErrors, Message};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::{LINE_MOST, put, put_lines, put_text};
use super::indicator::read_persons;
use super::plan::Plan;
use super::schedule::{ScheduleItem, ScheduleMark, first_of_month, months_offered, near};
use super::typed::month_name;
use crate::programmes::ParticipationLevel;
use house::layout::date_field::DateField;
use house::layout::typed::Typed;

house::date_names!(StartsOn, "starts_on");
house::date_names!(EndsOn, "ends_on");

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

pub(super) fn work(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
    let near = plan.fiscal_year.end();
    plan.period.as_printed = optional(typed.text("period_as_printed"));
    put(errors, "starts_on", &mut plan.period.starts_on, optional_date(&date::<StartsOn>(typed, "starts_on"), near));
    put(errors, "ends_on", &mut plan.period.ends_on, optional_date(&date::<EndsOn>(typed, "ends_on"), near));
    let untouched = date::<StartsOn>(typed, "starts_on").is_empty() && date::<EndsOn>(typed, "ends_on").is_empty();
    if let (true, Some(printed)) = (untouched, &plan.period.as_printed) {
        match thai::date::parse_period_near(printed, plan.fiscal_year.0) {
            Ok((from, to)) => (plan.period.starts_on, plan.period.ends_on) = (Some(from), Some(to)),
            Err(error) => errors.add("period_as_printed", kit::form::explain(error)),
        }
    }
    put_lines(errors, typed, "method", &mut plan.method);
    put_lines(errors, typed, "monitoring", &mut plan.monitoring);
    put_lines(errors, typed, "responsible", &mut plan.responsible);
    put_lead(errors, typed, &mut plan.responsible);
    plan.participation_level = ParticipationLevel::from_word(typed.text("participation_level"));
    put_text(errors, typed, "level_evidence", &mut plan.level_evidence);
}

/// The lead stands before those who share the responsibility, and apart from them (docs/requirements.md A0-31). Where
/// only lines are typed, as programs may, the first is the lead.
fn put_lead(errors: &mut FormErrors, typed: &Typed, responsible: &mut Vec<String>) {
    let Some(typed) = optional(typed.text("lead_organisation")) else { return };
    if let Some(lead) = errors.take("lead_organisation", text_within(&typed, LINE_MOST)) {
        responsible.retain(|other| *other != lead);
        responsible.insert(0, lead);
    }
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

pub(super) fn schedule(typed: &Typed, plan: &mut Plan, errors: &mut FormErrors) {
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
        // The page offers no box for months of other years: what stands there stays until the year is right again.
        let offered = months_offered(plan.fiscal_year);
        let elsewhere = |mark: &&ScheduleMark| mark.exact_on.is_none() && !offered.contains(&mark.month);
        marks.extend(old.iter().flat_map(|old| old.planned().filter(elsewhere).cloned()));
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
    let held = |day| near(day, year).map(|()| day);
    days.map(|day| read(day).map_err(kit::form::explain).and_then(held)).collect()
}
