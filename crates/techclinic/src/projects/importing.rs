//! Files of projects and of the parts of their plans: their columns, and a row -> a valid value, or
//! what is wrong with its cells. The same columns check, document and write a file.

use kit::Message;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::table::{Column, Row};
use thai::FiscalYear;
use thai::places::{self, Level};

use super::area::{self, Area};
use super::batch::{NewIndicator, NewItem, NewLine, NewProject, RowErrors};
use super::forms;
use super::indicator::Instrument;
use super::project::{ParticipationLevel, Plan};
use super::schedule::{ScheduleItem, ScheduleMark};
use super::target_group::{TargetGroup, TargetKind};
use crate::layout::date_field;

/// The longest a cell may be, in characters.
const CELL_MOST: usize = 30_000;

const fn column(name: &'static str, thai: &'static str, required: bool, meaning: &'static str) -> Column {
    Column { name, thai, required, meaning }
}

/// The columns of a file of projects. Cells of several lines hold one thing a line.
pub const PROJECTS: &[Column] = &[
    column("code", "รหัสโครงการ", false, "projects-column-code"),
    column("name_th", "ชื่อโครงการ", true, "projects-column-name_th"),
    column("name_en", "ชื่อโครงการภาษาอังกฤษ", false, "projects-column-name_en"),
    column("fiscal_year", "ปีงบประมาณ", true, "projects-column-fiscal_year"),
    column("programme", "แผนงาน", true, "projects-column-programme"),
    column("lead_clinic", "คลินิกเจ้าของโครงการ", false, "projects-column-lead_clinic"),
    column("topic", "ประเด็น", false, "projects-column-topic"),
    column("selection_reasons", "เหตุผลที่คัดเลือก", false, "projects-column-selection_reasons"),
    column("rationale", "หลักการและเหตุผล", false, "projects-column-rationale"),
    column("objectives", "วัตถุประสงค์", false, "projects-column-objectives"),
    column("target_groups", "กลุ่มเป้าหมาย", false, "projects-column-target_groups"),
    column("period_as_printed", "ระยะเวลาตามเอกสาร", false, "projects-column-period_as_printed"),
    column("starts_on", "วันเริ่มต้น", false, "projects-column-starts_on"),
    column("ends_on", "วันสิ้นสุด", false, "projects-column-ends_on"),
    column("method", "วิธีการดำเนินงาน", false, "projects-column-method"),
    column("areas", "พื้นที่ดำเนินงาน", false, "projects-column-areas"),
    column("benefits", "ประโยชน์ที่ได้รับ", false, "projects-column-benefits"),
    column("monitoring", "การติดตามประเมินผล", false, "projects-column-monitoring"),
    column("budget_source", "แหล่งงบประมาณ", false, "projects-column-budget_source"),
    column("total_baht", "งบประมาณรวม", false, "projects-column-total_baht"),
    column("persons", "จำนวนผู้รับบริการ", false, "projects-column-persons"),
    column("offsetting", "ถัวจ่าย", false, "projects-column-offsetting"),
    column("responsible", "ผู้รับผิดชอบ", false, "projects-column-responsible"),
    column("participation_level", "ระดับการมีส่วนร่วม", false, "projects-column-participation_level"),
    column("level_evidence", "หลักฐานระดับการมีส่วนร่วม", false, "projects-column-level_evidence"),
    column("source", "ที่มาของข้อมูล", false, "projects-column-source"),
];

/// The columns of a file of budget lines.
pub const BUDGET_LINES: &[Column] = &[
    column("project", "โครงการ", true, "projects-column-project"),
    column("line", "รายการ", true, "projects-column-line"),
    column("area", "พื้นที่", false, "projects-column-area"),
    column("persons", "จำนวนคน", false, "projects-column-line_persons"),
    column("amount_baht", "จำนวนเงิน", true, "projects-column-amount_baht"),
    column("granted_before_baht", "ได้รับสนับสนุนแล้ว", false, "projects-column-granted_before_baht"),
    column("expense_class", "หมวดรายจ่าย", false, "projects-column-expense_class"),
    column("note", "หมายเหตุ", false, "projects-column-note"),
];

/// The columns of a file of activities: a plan's schedule.
pub const ACTIVITIES: &[Column] = &[
    column("project", "โครงการ", true, "projects-column-project"),
    column("activity", "กิจกรรม", true, "projects-column-activity"),
    column("months", "เดือน", false, "projects-column-months"),
    column("exact_on", "วันที่กำหนด", false, "projects-column-exact_on"),
    column("marks_printed", "จำนวนเครื่องหมายตามเอกสาร", false, "projects-column-marks_printed"),
    column("remark", "หมายเหตุ", false, "projects-column-note"),
];

/// The columns of a file of indicators.
pub const INDICATORS: &[Column] = &[
    column("project", "โครงการ", true, "projects-column-project"),
    column("code", "รหัสตัวชี้วัด", true, "projects-column-indicator_code"),
    column("name_th", "ชื่อตัวชี้วัด", true, "projects-column-indicator_name"),
    column("name_en", "ชื่อตัวชี้วัดภาษาอังกฤษ", false, "projects-column-name_en"),
    column("unit", "หน่วยนับ", true, "projects-column-unit"),
    column("target", "เป้าหมาย", true, "projects-column-target"),
    column("instrument", "เครื่องมือ", false, "projects-column-instrument"),
    column("formula", "สูตรคำนวณ", false, "projects-column-formula"),
];

/// The cells of a row, while they are read.
struct Cells<'a> {
    row: &'a Row,
    wrong: RowErrors,
}

impl<'a> Cells<'a> {
    fn of(row: &'a Row) -> Self {
        Self { row, wrong: Vec::new() }
    }

    /// Reads a cell, or notes what is wrong with it and answers the empty value.
    fn read<T: Default>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Result<T, Message>) -> T {
        self.try_read(column, read).unwrap_or_default()
    }

    fn try_read<T>(&mut self, column: &'static str, read: impl FnOnce(&str) -> Result<T, Message>) -> Option<T> {
        read(self.row.text(column)).map_err(|message| self.wrong.push((column, message))).ok()
    }

    fn text(&mut self, column: &'static str) -> String {
        self.read(column, |text| if text.is_empty() { Ok(String::new()) } else { text_within(text, CELL_MOST) })
    }

    fn lines(&mut self, column: &'static str) -> Vec<String> {
        self.text(column).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn done<T>(self, value: Option<T>) -> Result<T, RowErrors> {
        match value {
            Some(value) if self.wrong.is_empty() => Ok(value),
            _ => Err(self.wrong),
        }
    }
}

/// Reads a project.
///
/// # Errors
/// Every cell that cannot be read, with why.
pub fn check_project(row: &Row) -> Result<NewProject, RowErrors> {
    let mut cells = Cells::of(row);
    let name = cells.read("name_th", |text| text_within(text, 1_000));
    let year = cells.try_read("fiscal_year", forms::fiscal_year);
    let programme = cells.try_read("programme", forms::programme);
    let (areas, area_clinics) = areas(&mut cells);
    let plan = year.zip(programme).map(|(year, programme)| {
        let name = Bilingual { th: name, en: optional(row.text("name_en")) };
        Plan { areas, ..Plan::named(name, year, programme) }
    });
    let plan = plan.map(|mut plan| {
        fill(&mut cells, &mut plan);
        plan
    });
    let new = plan.map(|plan| NewProject {
        code: optional(row.text("code")),
        lead_clinic: optional(row.text("lead_clinic")),
        area_clinics,
        plan,
    });
    cells.done(new)
}

fn fill(cells: &mut Cells<'_>, plan: &mut Plan) {
    let year = plan.fiscal_year;
    plan.topic = cells.text("topic");
    plan.selection_reasons = cells.lines("selection_reasons");
    plan.rationale = cells.text("rationale");
    plan.objectives = cells.lines("objectives");
    plan.target_groups = cells.lines("target_groups").iter().map(|line| target_group(line)).collect();
    plan.method = cells.lines("method");
    plan.benefits = cells.lines("benefits");
    plan.monitoring = cells.lines("monitoring");
    plan.responsible = cells.lines("responsible");
    plan.level_evidence = cells.text("level_evidence");
    plan.source = optional(cells.row.text("source"));
    plan.participation_level = cells.read("participation_level", level);
    plan.budget.source = cells.text("budget_source");
    plan.budget.stated_total = cells.read("total_baht", forms::money_or_none);
    plan.budget.stated_persons = cells.read("persons", forms::persons_or_none).unwrap_or_default();
    plan.budget.offsetting = cells.read("offsetting", yes_or_no);
    period(cells, plan, year);
}

/// The printed period is kept; the days come from their own cells, or from the print where it can
/// be read. What cannot is refused with the likely year (docs/requirements.md B-01).
fn period(cells: &mut Cells<'_>, plan: &mut Plan, year: FiscalYear) {
    let day = |text: &str| match text.is_empty() {
        true => Ok(None),
        false => thai::date::parse_near(text, year.0).map(Some).map_err(date_field::explain),
    };
    let printed = optional(cells.row.text("period_as_printed"));
    plan.period.starts_on = cells.read("starts_on", day);
    plan.period.ends_on = cells.read("ends_on", day);
    if let (None, None, Some(_)) = (plan.period.starts_on, plan.period.ends_on, &printed) {
        let read = cells.try_read("period_as_printed", |text| {
            thai::date::parse_period_near(text, year.0).map_err(date_field::explain)
        });
        (plan.period.starts_on, plan.period.ends_on) = read.unzip();
    }
    plan.period.as_printed = printed;
}

fn level(text: &str) -> Result<Option<ParticipationLevel>, Message> {
    match text.is_empty() {
        true => Ok(None),
        false => ParticipationLevel::from_word(text)
            .map(Some)
            .ok_or_else(|| msg("projects-import-level").with("typed", text)),
    }
}

fn yes_or_no(text: &str) -> Result<bool, Message> {
    match text.to_lowercase().as_str() {
        "" | "no" | "false" | "0" | "ไม่" => Ok(false),
        "yes" | "true" | "1" | "ใช่" => Ok(true),
        other => Err(msg("projects-import-yes").with("typed", other)),
    }
}

/// "community: กลุ่มแม่บ้าน กลุ่มเกษตรกร"; without a known word before the colon it is another kind.
fn target_group(line: &str) -> TargetGroup {
    let told = line.split_once(':').and_then(|(word, label)| Some((TargetKind::from_word(word.trim())?, label.trim())));
    let (kind, label) = told.unwrap_or((TargetKind::Other, line));
    TargetGroup { kind, label: label.to_owned() }
}

/// One area a line: "ตรัง: ต.บ่อหิน อ.สิเกา | clinic-code". Without a clinic it is not known yet.
fn areas(cells: &mut Cells<'_>) -> (Vec<Area>, Vec<Option<String>>) {
    let (mut areas, mut clinics) = (Vec::new(), Vec::new());
    for line in cells.lines("areas") {
        let (places, clinic) = line.split_once('|').unwrap_or((&line, ""));
        let (province, printed) = places.split_once(':').unwrap_or((places, ""));
        let Some(province) = cells.try_read("areas", |_| province_code(province)) else { continue };
        let printed = printed.trim().to_owned();
        let places = area::read_places(&province, &printed);
        areas.push(Area { province, as_printed: printed, places, ..Area::default() });
        clinics.push(optional(clinic));
    }
    (areas, clinics)
}

fn province_code(typed: &str) -> Result<String, Message> {
    places::resolve(typed.trim(), Level::Province, None)
        .map(|code| code.to_string())
        .map_err(|error| area::explain(&error))
}

/// Reads a budget line.
///
/// # Errors
/// Every cell that cannot be read, with why.
pub fn check_budget_line(row: &Row) -> Result<NewLine, RowErrors> {
    let mut cells = Cells::of(row);
    let project = cells.read("project", kit::form::required);
    let label = cells.read("line", |text| text_within(text, 1_000));
    let area = cells.read("area", |text| if text.is_empty() { Ok(None) } else { province_code(text).map(Some) });
    let persons = cells.read("persons", forms::persons_or_none);
    let amount =
        cells.read("amount_baht", |text| kit::form::required(text).and_then(|text| forms::money_or_none(&text)));
    let granted_before = cells.read("granted_before_baht", forms::money_or_none);
    let expense_class = cells.text("expense_class");
    let note = optional(row.text("note"));
    cells.done(Some(NewLine { project, label, area, expense_class, persons, amount, granted_before, note }))
}

/// Reads an activity of the schedule.
///
/// # Errors
/// Every cell that cannot be read, with why.
pub fn check_activity(row: &Row) -> Result<NewItem, RowErrors> {
    let mut cells = Cells::of(row);
    let project = cells.read("project", kit::form::required);
    let label = cells.read("activity", |text| text_within(text, 1_000));
    let mut marks = cells.read("months", months);
    let exact = cells.read("exact_on", exact_days);
    marks.retain(|mark: &ScheduleMark| !exact.iter().any(|one| one.month == mark.month));
    marks.extend(exact);
    marks.sort();
    let marks_printed = cells.read("marks_printed", forms::persons_or_none).unwrap_or_default();
    let remark = optional(row.text("remark"));
    cells.done(Some(NewItem {
        project,
        item: ScheduleItem { label, marks_printed, remark, marks, ..ScheduleItem::default() },
    }))
}

/// Months as `2010-05 2010-06` or "พ.ค. 2553, มิ.ย. 2553".
fn months(text: &str) -> Result<Vec<ScheduleMark>, Message> {
    let separators: &[char] = if text.contains([',', ';', '\n']) { &[',', ';', '\n'] } else { &[' '] };
    let typed = text.split(separators).map(str::trim).filter(|month| !month.is_empty());
    let read = |month: &str| {
        let day = match month.split_once('-') {
            Some(_) => format!("{month}-01"),
            None => format!("1 {month}"),
        };
        thai::date::parse(&day)
            .map(ScheduleMark::in_month)
            .map_err(|_| msg("projects-import-month").with("typed", month))
    };
    typed.map(read).collect()
}

fn exact_days(text: &str) -> Result<Vec<ScheduleMark>, Message> {
    let typed = text.split([',', ';', '\n']).map(str::trim).filter(|day| !day.is_empty());
    typed.map(|day| thai::date::parse(day).map(ScheduleMark::on).map_err(date_field::explain)).collect()
}

/// Reads an indicator.
///
/// # Errors
/// Every cell that cannot be read, with why.
pub fn check_indicator(row: &Row) -> Result<NewIndicator, RowErrors> {
    let mut cells = Cells::of(row);
    let project = cells.read("project", kit::form::required);
    let instrument = cells.read("instrument", |text| match text.is_empty() {
        true => Ok(None),
        false => {
            Instrument::from_word(text).map(Some).ok_or_else(|| msg("projects-import-instrument").with("typed", text))
        }
    });
    let formula = cells.text("formula");
    let read = forms::indicator(row.text("code"), row.text("name_th"), row.text("unit"), row.text("target"));
    let indicator = read.map_err(|wrong| cells.wrong.extend(wrong)).ok();
    let new = indicator.map(|mut indicator| {
        indicator.name.en = optional(row.text("name_en"));
        (indicator.instrument, indicator.formula) = (instrument, formula);
        NewIndicator { project, indicator }
    });
    cells.done(new)
}
