//! How two plans differ, as people read it: words of their language, days as an office writes them, money as baht.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::show::{Bilingual, hundredths};
use kit::{Lang, Message, Result, msg};
use serde_json::Value;
use thai::{FiscalYear, Satang};

use super::budget::FundingSource;
use super::indicator::{Instrument, Unit};
use super::target_group::TargetKind;
use super::version::{Change, differences};
use crate::programmes::{self, ParticipationLevel};
use house::app::App;
use house::messages::catalogue;
use house::{organisations, places};

/// A field in which two plans differ, as a page tells it.
pub(super) struct Told {
    change: Change,
    /// What it was; nothing where it was empty.
    pub(super) before: Vec<Cell>,
    /// What it is.
    pub(super) after: Vec<Cell>,
}

impl std::ops::Deref for Told {
    type Target = Change;

    fn deref(&self) -> &Change {
        &self.change
    }
}

/// A part of what a field says.
pub(super) enum Cell {
    /// A sentence of ours.
    Says(Message),
    /// A name kept in both languages.
    Names(Bilingual),
    /// What somebody wrote.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A month, by its first day.
    Month(NaiveDate),
    /// Money.
    Amount(Satang),
}

/// What codes are called.
pub(super) struct Called {
    programmes: programmes::Names,
    clinics: HashMap<String, Bilingual>,
}

impl Called {
    /// All that plans name, in two queries however many they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn of(app: &App) -> Result<Self> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let clinics = clinics.into_iter().map(|clinic| (clinic.code, clinic.name)).collect();
        Ok(Self { programmes: programmes::names(&app.db).await?, clinics })
    }

    /// How two documents of a plan differ.
    pub(super) fn told(&self, before: &Value, after: &Value) -> Vec<Told> {
        let told = |change: Change| Told {
            before: self.cells(&change, change.before.as_ref(), before),
            after: self.cells(&change, change.after.as_ref(), after),
            change,
        };
        differences(before, after).into_iter().map(told).collect()
    }

    fn cells(&self, change: &Change, value: Option<&Value>, document: &Value) -> Vec<Cell> {
        let field = change.field.as_str();
        match (field, change.part.as_deref(), value) {
            (_, _, None) => Vec::new(),
            ("areas", Some("places"), Some(Value::Array(places))) => places.iter().filter_map(place).collect(),
            ("schedule", Some("planned"), Some(Value::Array(planned))) => {
                planned.iter().filter_map(Value::as_str).map(planned_on).collect()
            }
            (_, _, Some(Value::Array(items))) => {
                items.iter().filter_map(Value::as_str).map(|text| Cell::Text(text.to_owned())).collect()
            }
            (_, part, Some(Value::String(text))) => vec![self.text(field, part, text)],
            (_, part, Some(Value::Number(number))) => {
                number.as_i64().map(|number| number_of(change, part, number, document)).into_iter().collect()
            }
            (_, _, Some(Value::Bool(offsetting))) => {
                vec![Cell::Says(msg(if *offsetting { "projects-change-yes" } else { "projects-change-no" }))]
            }
            (_, _, Some(other)) => vec![Cell::Text(other.to_string())],
        }
    }

    fn text(&self, field: &str, part: Option<&str>, text: &str) -> Cell {
        let word = |known: bool, prefix: &str| known.then(|| Cell::Says(Message::new(format!("{prefix}{text}"))));
        let told = match (field, part) {
            ("starts_on" | "ends_on", None) => text.parse().ok().map(Cell::Day),
            ("programme", None) => Some(Cell::Names(self.programmes.of(text))),
            ("participation_level", None) => word(ParticipationLevel::from_word(text).is_some(), "programmes-level-"),
            ("target_groups", Some("kind")) => word(TargetKind::from_word(text).is_some(), "projects-group-"),
            ("indicators", Some("unit")) => word(Unit::from_word(text).is_some(), "projects-unit-"),
            ("indicators", Some("instrument")) => word(Instrument::from_word(text).is_some(), "projects-instrument-"),
            ("indicators", Some("formula")) => {
                let id = format!("projects-formula-{}", text.trim().replace('.', "-"));
                catalogue().has(Lang::Th, &id).then(|| Cell::Says(Message::new(id)))
            }
            ("budget_lines" | "funding_shares", Some("source")) => {
                word(FundingSource::from_word(text).is_some(), "projects-source-")
            }
            ("areas", Some("province")) => Some(Cell::Names(place_called(text))),
            ("areas", Some("clinic")) => self.clinics.get(text).cloned().map(Cell::Names),
            _ => None,
        };
        told.unwrap_or_else(|| Cell::Text(text.to_owned()))
    }
}

fn place_called(code: &str) -> Bilingual {
    Bilingual::new(places::full_name(code, Lang::Th), places::full_name(code, Lang::En))
}

/// A place: as it was written, and what it is known to be.
fn place(place: &Value) -> Option<Cell> {
    let text = |part: &str| place.get(part).and_then(Value::as_str);
    match (text("as_printed"), text("code")) {
        (Some(written), Some(code)) => {
            let with = |lang| format!("{written} ({})", places::full_name(code, lang));
            Some(Cell::Names(Bilingual::new(with(Lang::Th), with(Lang::En))))
        }
        (None, Some(code)) => Some(Cell::Names(place_called(code))),
        (written, None) => written.map(|written| Cell::Text(written.to_owned())),
    }
}

/// When something is planned: `2010-05` or `2010-05-14`.
fn planned_on(told: &str) -> Cell {
    let day = told.parse().map(Cell::Day);
    let month = || format!("{told}-01").parse().map(Cell::Month);
    day.or_else(|_| month()).unwrap_or_else(|_| Cell::Text(told.to_owned()))
}

fn number_of(change: &Change, part: Option<&str>, number: i64, document: &Value) -> Cell {
    let row = |list: &str, at: usize| document.get(list).and_then(|rows| rows.get(at.checked_sub(1)?)).cloned();
    let percent = || Cell::Says(msg("layout-percent").with("value", hundredths(number)));
    match (change.field.as_str(), part) {
        ("fiscal_year", None) => match i32::try_from(number) {
            Ok(year) => Cell::Says(msg("layout-fiscal-year").with("year", FiscalYear(year))),
            Err(_) => Cell::Text(number.to_string()),
        },
        ("stated_total", None) | ("budget_lines", Some("amount" | "granted_before" | "granted_now")) => {
            Cell::Amount(Satang(number))
        }
        ("funding_shares", Some("share")) => percent(),
        ("indicators", Some("target")) => {
            let unit = change.row.and_then(|at| row("indicators", at)).and_then(|one| one.get("unit").cloned());
            if unit.as_ref().and_then(Value::as_str) == Some(Unit::Percent.as_str()) {
                percent()
            } else {
                count(number)
            }
        }
        // A line says which of the areas it pays for, counted from one.
        ("budget_lines", Some("area")) => {
            let area = usize::try_from(number).ok().and_then(|at| row("areas", at));
            let written = area.as_ref().and_then(|area| area.get("as_printed")).and_then(Value::as_str);
            Cell::Text(match written.filter(|written| !written.is_empty()) {
                Some(written) => format!("{number}. {written}"),
                None => number.to_string(),
            })
        }
        _ => count(number),
    }
}

fn count(number: i64) -> Cell {
    Cell::Text(thai::digits::group(number))
}
