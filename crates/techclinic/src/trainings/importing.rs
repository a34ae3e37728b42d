//! Trainings as rows of files and of forms. A row whose code is known says what is to stand there now.

use chrono::NaiveDate;
use kit::form::optional;
use kit::show::Bilingual;
use kit::table::{Column, Holds, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::TrainingForm;
use super::training::{Aim, Training};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, day, number, one_of, required};
use house::layout::name::readable;
use house::organisations;
use house::register::{self, Brought, Known, Standing, Typed};

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
        required("fiscal_year", "ปีงบประมาณ", "trainings-column-fiscal_year").holding(Holds::Whole),
        required("name_th", "เรื่อง", "trainings-column-name_th"),
        column("name_en", "เรื่อง (ภาษาอังกฤษ)", "trainings-column-name_en"),
        column("starts_on", "วันแรก", "trainings-column-starts_on").holding(Holds::Day),
        column("ends_on", "วันสุดท้าย", "trainings-column-ends_on").holding(Holds::Day),
        column("place", "สถานที่", "trainings-column-place"),
        column("aims", "มิติเป้าหมาย", "trainings-column-aims").holding(Holds::Several),
        column("participants", "ผู้เข้าอบรม (คน)", "trainings-column-participants").holding(Holds::Whole),
        column("clinics", "คลินิกที่เข้าอบรม", "trainings-column-clinics").holding(Holds::Several),
        column("source", "แหล่งที่มา", "trainings-column-source"),
        column("note", "หมายเหตุ", "trainings-column-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("training", "id"), ("training_clinic", "training_id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known<Training>> {
        Known::of(app, store::list_by_codes(&app.db, register::codes(batch)).await?).await
    }

    fn check(known: &Known<Training>, row: &Row) -> Result<Brought<Training>, FormErrors> {
        Training::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<Training>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        register::write(app, sheet, &store::list(&app.db).await?).await
    }
}

impl Typed for Training {
    type Kind = Trainings;
    type Form = TrainingForm;

    fn once(form: &mut TrainingForm) -> &mut String {
        &mut form.once
    }

    async fn forms(app: &App, trainings: &[Self]) -> Result<Vec<TrainingForm>> {
        let ids: Vec<Uuid> = trainings.iter().flat_map(|training| &training.clinics).map(|(id, _)| *id).collect();
        let clinics = organisations::clinic_names(&app.db, ids).await?;
        let line = |(id, persons): &(Uuid, i64)| Some(format!("{} {persons}", clinics.get(id)?.code));
        let lines = |training: &Self| training.clinics.iter().filter_map(line).collect();
        Ok(trainings.iter().map(|training| TrainingForm::of(training, lines(training))).collect())
    }

    fn read(known: &Known<Self>, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", register::read_code(row.text("code")));
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
        let record = Self {
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
