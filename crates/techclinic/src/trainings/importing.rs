//! Trainings as rows of files. A row whose code is known says what is to stand there now.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::optional;
use kit::show::Bilingual;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::TrainingForm;
use super::training::{Aim, Training};
use super::verbs;
use super::{policy, store};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Kind, Saved, column, day, number, one_of, required};
use crate::layout::name::readable;
use crate::organisations;
use crate::told::{self, Brought, Known, Standing};

/// The longest text of a cell, in characters.
const TEXT_MOST: usize = 500;

/// Trainings of the staff of clinics.
pub struct Trainings;

impl Kind for Trainings {
    type Known = Known<Training>;
    type Record = Brought<Training>;

    const NAME: &'static str = "trainings";
    const TITLE: &'static str = "trainings-title";
    const PLACE: u8 = 160;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "trainings-column-code"),
        required("fiscal_year", "ปีงบประมาณ", "trainings-column-fiscal_year"),
        required("name_th", "เรื่อง", "trainings-column-name_th"),
        column("name_en", "เรื่อง (ภาษาอังกฤษ)", "trainings-column-name_en"),
        column("starts_on", "วันแรก", "trainings-column-starts_on"),
        column("ends_on", "วันสุดท้าย", "trainings-column-ends_on"),
        column("place", "สถานที่", "trainings-column-place"),
        column("aims", "มิติเป้าหมาย", "trainings-column-aims"),
        column("participants", "ผู้เข้าอบรม (คน)", "trainings-column-participants"),
        column("clinics", "คลินิกที่เข้าอบรม", "trainings-column-clinics"),
        column("source", "แหล่งที่มา", "trainings-column-source"),
        column("note", "หมายเหตุ", "trainings-column-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("training", "id"), ("training_clinic", "training_id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known<Training>> {
        Known::of(app, store::list_by_codes(&app.db, told::codes(batch)).await?).await
    }

    fn check(known: &Known<Training>, row: &Row) -> Result<Brought<Training>, FormErrors> {
        read(known, row)?.unless_withdrawn("code")
    }

    async fn save(act: &Act, records: &[Brought<Training>]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let codes: HashMap<Uuid, String> = clinics.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        for training in store::list(&app.db).await? {
            sheet.row(&cells(training, &codes))?;
        }
        Ok(())
    }
}

/// Reads a form by the rules of the file; `code` is of what is corrected.
///
/// # Errors
/// What is wrong, beside its field; when the database cannot be read.
pub(super) async fn typed(app: &App, reader: &Reader, form: &TrainingForm, code: &str) -> Result<Brought<Training>> {
    let row = form.row(code);
    let known = Trainings::known(app, reader, std::slice::from_ref(&row)).await?;
    Ok(read(&known, &row)?)
}

fn read(known: &Known<Training>, row: &Row) -> Result<Brought<Training>, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("code", told::read_code(row.text("code")));
    let name = errors.take("name_th", readable(row.text("name_th"), TEXT_MOST));
    let fiscal_year = errors.take("fiscal_year", kit::form::fiscal_year(row.text("fiscal_year"), known.today));
    let days = days(&mut errors, row, fiscal_year);
    let aims = errors.take("aims", aims(row.text("aims"))).unwrap_or_default();
    let clinics = errors.take("clinics", clinics(known, row.text("clinics"))).unwrap_or_default();
    let participants = errors.take("participants", persons(row.text("participants"), &clinics)).flatten();
    let (Some(code), Some(fiscal_year), Some(name), true) = (code, fiscal_year, name, errors.is_empty()) else {
        return Err(errors);
    };
    let before = known.before.get(&code).cloned();
    let record = Training {
        id: before.as_ref().map_or(Uuid::nil(), |before| before.id),
        code,
        fiscal_year,
        name: Bilingual { th: name, en: optional(row.text("name_en")) },
        days,
        place: optional(row.text("place")),
        aims,
        participants,
        clinics,
        source: optional(row.text("source")),
        note: optional(row.text("note")),
        invented: before.as_ref().map_or(known.invented, |before| before.invented),
        standing: before.as_ref().map_or(Standing::NEW, |before| before.standing.clone()),
    };
    Ok(Brought { record, before })
}

fn cells(training: Training, codes: &HashMap<Uuid, String>) -> [Cell; 12] {
    let aims: Vec<_> = training.aims.iter().map(|aim| aim.as_str()).collect();
    let came = training.clinics.iter().filter_map(|(id, persons)| Some(format!("{} {persons}", codes.get(id)?)));
    let came: Vec<_> = came.collect();
    [
        training.code.into(),
        Cell::Whole(training.fiscal_year.0.into()),
        training.name.th.into(),
        training.name.en.into(),
        training.days.0.into(),
        training.days.1.into(),
        training.place.into(),
        aims.join("; ").into(),
        training.participants.map_or(Cell::Empty, Cell::Whole),
        came.join("; ").into(),
        training.source.into(),
        training.note.into(),
    ]
}

/// First and last day, in their order and in the year; one alone is both.
fn days(errors: &mut FormErrors, row: &Row, year: Option<FiscalYear>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let read = |typed: &str| optional(typed).map(|typed| day(&typed)).transpose();
    let from = errors.take("starts_on", read(row.text("starts_on"))).flatten();
    let to = errors.take("ends_on", read(row.text("ends_on"))).flatten();
    if let (Some(from), Some(year)) = (from, year)
        && FiscalYear::of(from) != year
    {
        errors.add("starts_on", msg("trainings-year").with("year", FiscalYear::of(from).0.to_string()));
    }
    match (from, to) {
        (Some(first), Some(last)) if last < first => errors.add("ends_on", msg("trainings-days")),
        (None, Some(_)) => errors.add("starts_on", msg("trainings-first-day")),
        _ => {}
    }
    (from, to.or(from))
}

fn aims(typed: &str) -> Result<Vec<Aim>, Message> {
    parts(typed).map(|typed| one_of(typed, "trainings-aim-")).collect()
}

/// Clinics by their codes, with how many came: `trang 3; chonburi 2`.
fn clinics(known: &Known<Training>, typed: &str) -> Result<Vec<(Uuid, i64)>, Message> {
    let one = |typed: &str| {
        let wrong = || msg("trainings-clinics").with("typed", typed);
        let (code, persons) = typed.rsplit_once(' ').ok_or_else(wrong)?;
        let clinic = known.clinics.get(code.trim()).ok_or_else(wrong)?;
        let persons = number(persons).ok().filter(|persons| *persons > 0).ok_or_else(wrong)?;
        Ok((*clinic, persons))
    };
    let mut clinics: Vec<_> = parts(typed).map(one).collect::<Result<_, Message>>()?;
    clinics.sort_unstable();
    let twice = clinics.windows(2).any(|pair| pair[0].0 == pair[1].0);
    if twice { Err(msg("trainings-clinic-twice")) } else { Ok(clinics) }
}

/// All who came are no fewer than those of the clinics named.
fn persons(typed: &str, clinics: &[(Uuid, i64)]) -> Result<Option<i64>, Message> {
    let named: i64 = clinics.iter().map(|(_, persons)| persons).sum();
    match optional(typed).map(|typed| number(&typed)).transpose()? {
        Some(persons) if persons < named => Err(msg("trainings-fewer").with("named", named)),
        persons => Ok(persons),
    }
}

fn parts(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}
