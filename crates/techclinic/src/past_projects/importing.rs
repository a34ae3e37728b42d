//! Projects of the past as rows of files and of forms. A row whose code is known says what is to stand there now.

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Holds, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::forms::PastProjectForm;
use super::past_project::{FIRST_YEAR, PastProject};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, number, required};
use house::layout::name::readable;
use house::register::{self, Brought, Known, Standing, Typed};
use house::{organisations, places};

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;
/// The longest name, in characters.
const NAME_MOST: usize = 500;
/// The longest account of what came of it, in characters.
const RESULT_MOST: usize = 4_000;

/// Projects from before the system.
pub struct PastProjects;

impl Kind for PastProjects {
    type Known = Known<PastProject>;
    type Record = Brought<PastProject>;

    const NAME: &'static str = "past-projects";
    const TITLE: &'static str = "past-projects-title";
    const PLACE: u8 = 150;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "past-projects-column-code"),
        required("fiscal_year", "ปีงบประมาณ", "past-projects-column-fiscal_year").holding(Holds::Whole),
        required("name_th", "ชื่อโครงการ", "past-projects-column-name_th"),
        column("name_en", "ชื่อโครงการภาษาอังกฤษ", "past-projects-column-name_en"),
        required("organiser", "หน่วยงานที่ดำเนินการ", "past-projects-column-organiser"),
        column("clinic", "คลินิก", "past-projects-column-clinic"),
        column("province", "จังหวัด", "past-projects-column-province"),
        column("budget_baht", "งบประมาณ (บาท)", "past-projects-column-budget_baht"),
        column("recipients", "ผู้รับบริการ (คน)", "past-projects-column-recipients").holding(Holds::Whole),
        column("result", "ผลที่ได้", "past-projects-column-result"),
        required("source", "แหล่งที่มา", "past-projects-column-source"),
        column("note", "หมายเหตุ", "past-projects-column-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("past_project", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known<PastProject>> {
        Known::of(app, store::list_by_codes(&app.db, register::codes(batch)).await?).await
    }

    fn check(known: &Known<PastProject>, row: &Row) -> Result<Brought<PastProject>, FormErrors> {
        PastProject::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<PastProject>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = None;
        loop {
            let batch = store::list_whole(&app.db, after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            register::write(app, sheet, &batch).await?;
        }
    }
}

impl Typed for PastProject {
    type Kind = PastProjects;
    type Form = PastProjectForm;

    fn once(form: &mut PastProjectForm) -> &mut String {
        &mut form.once
    }

    async fn forms(app: &App, projects: &[Self]) -> Result<Vec<PastProjectForm>> {
        let ids: Vec<Uuid> = projects.iter().filter_map(|project| project.clinic).collect();
        let clinics = organisations::clinic_names(&app.db, ids).await?;
        let code = |project: &Self| Some(clinics.get(&project.clinic?)?.code.clone());
        Ok(projects.iter().map(|project| PastProjectForm::of(project, code(project).unwrap_or_default())).collect())
    }

    fn read(known: &Known<Self>, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", register::read_code(row.text("code")));
        let name = errors.take("name_th", readable(row.text("name_th"), NAME_MOST));
        let fiscal_year = errors.take("fiscal_year", year(row.text("fiscal_year"), known.today));
        let organiser = errors.take("organiser", text_within(row.text("organiser"), NAME_MOST));
        let clinic = errors.take("clinic", clinic(known, row.text("clinic")));
        let province = errors.take("province", province(row.text("province")));
        let budget = errors.take("budget_baht", money(row.text("budget_baht")));
        let recipients = errors.take("recipients", persons(row.text("recipients")));
        let result = errors.take("result", text_or_none(row.text("result")));
        let source = errors.take("source", text_within(row.text("source"), NAME_MOST));
        errors.clone().into_result()?;
        let (Some(code), Some(fiscal_year), Some(name), Some(organiser), Some(source)) =
            (code, fiscal_year, name, organiser, source)
        else {
            return Err(errors);
        };
        let before = known.before.get(&code).cloned();
        let record = Self {
            id: before.as_ref().map_or(Uuid::nil(), |before| before.id),
            code,
            fiscal_year,
            name: Bilingual { th: name, en: optional(row.text("name_en")) },
            organiser,
            clinic: clinic.flatten(),
            province: province.flatten(),
            budget: budget.flatten(),
            recipients: recipients.flatten(),
            result: result.flatten(),
            source,
            note: optional(row.text("note")),
            invented: before.as_ref().map_or(known.invented, |before| before.invented),
            standing: before.as_ref().map_or(Standing::NEW, |before| before.standing.clone()),
        };
        Ok(Brought { record, before })
    }
}

/// From the first year of the network to last year: what runs now has records of its own.
fn year(typed: &str, today: NaiveDate) -> Result<FiscalYear, Message> {
    let year = kit::form::fiscal_year(typed, today)?;
    if (FIRST_YEAR..=FiscalYear::of(today)).contains(&year) {
        return Ok(year);
    }
    let last = FiscalYear::of(today).0;
    Err(msg("past-projects-year").with("first", FIRST_YEAR.0.to_string()).with("last", last.to_string()))
}

fn clinic(known: &Known<PastProject>, typed: &str) -> Result<Option<Uuid>, Message> {
    let Some(code) = optional(typed) else { return Ok(None) };
    known.clinics.get(&code).copied().map(Some).ok_or_else(|| msg("past-projects-clinic").with("code", code))
}

fn province(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| places::read_province(&typed)).transpose()
}

fn money(typed: &str) -> Result<Option<Satang>, Message> {
    kit::form::baht(typed)
}

fn persons(typed: &str) -> Result<Option<i64>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match number(&typed)? {
        persons @ 0.. => Ok(Some(persons)),
        _ => Err(msg("kit-table-number")),
    }
}

fn text_or_none(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| text_within(&typed, RESULT_MOST)).transpose()
}
