//! Budget lines, activities and indicators as rows of files, in and out. All rows of a file are saved
//! in one step, because those of one plan belong to one another wherever they stand in it.

use std::collections::{BTreeSet, HashMap};

use kit::form::{optional, required as filled, text_within};
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::area::Area;
use super::budget::{BudgetLine, FundingSource};
use super::forms::{self, LINE_MOST};
use super::importing_cells::{CELL_MOST, optional_text, province_code};
use super::indicator::{Instrument, ProjectIndicator, Unit};
use super::plan::Plan;
use super::plan_part::{self, PlanPart, Told};
use super::project::Project;
use super::schedule::{ScheduleItem, ScheduleMark};
use super::{policy, store, verbs_import};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Kind, Saved, column, one_of, required, word};

/// Projects read at once when they are written out.
const BATCH: u64 = 200;

/// Budget lines of plans.
pub struct BudgetLines;
/// Activities of plans: their schedules.
pub struct Activities;
/// Indicators of plans, with their targets.
pub struct Indicators;

/// The projects that the rows of a batch name.
pub struct Known(HashMap<String, Project>);

async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
    let codes: BTreeSet<String> = batch.iter().filter_map(|row| optional(row.text("project"))).collect();
    let mut projects = store::list_by_codes(&app.db, &codes).await?;
    projects.retain(|_, project| policy::may_see(reader, project).is_ok());
    Ok(Known(projects))
}

/// A row with what it says, when its project may be told so.
fn told<P: PlanPart>(
    known: &Known,
    row: &Row,
    read: impl FnOnce(&mut FormErrors, Option<&Plan>) -> Option<P>,
) -> Result<Told<P>, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("project", filled(row.text("project")));
    let project = code.and_then(|code| {
        let unknown = || msg("projects-import-unknown").with("code", code.clone());
        errors.take("project", known.0.get(&code).ok_or_else(unknown))
    });
    let part = read(&mut errors, project.map(|project| &project.plan));
    let (Some(project), Some(part), true) = (project, part, errors.is_empty()) else { return Err(errors) };
    let told = Told { project: project.code.clone(), version: project.version, part, row: row.clone() };
    if plan_part::may_be_told::<P>(project) || told.is_said_by(project) {
        Ok(told)
    } else {
        Err(FormErrors::one("project", project.status.shut().unwrap_or_else(|| msg("projects-not-open"))))
    }
}

/// Writes the rows of every project the reader may see.
async fn export(app: &App, reader: &Reader, sheet: &mut Sheet, rows: fn(&Project) -> Vec<Vec<Cell>>) -> Result<()> {
    let mut after = String::new();
    loop {
        let batch = store::list_whole(&app.db, &after, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after.clone_from(&last.code);
        for project in batch.iter().filter(|project| policy::may_see(reader, project).is_ok()) {
            for row in rows(project) {
                sheet.row(&row)?;
            }
        }
    }
}

fn label(row: &Row, column: &str) -> Result<String, Message> {
    text_within(row.text(column), LINE_MOST)
}

impl Kind for BudgetLines {
    type Known = Known;
    type Record = Told<BudgetLine>;

    const NAME: &'static str = "budget-lines";
    const TITLE: &'static str = "projects-budget-lines";
    const PLACE: u8 = 121;
    const COLUMNS: &'static [Column] = &[
        required("project", "โครงการ", "projects-column-project"),
        required("line", "รายการ", "projects-column-line"),
        required("area", "พื้นที่", "projects-column-area"),
        column("expense_class", "หมวดรายจ่าย", "projects-column-expense_class"),
        column("persons", "จำนวนคน", "projects-column-line_persons"),
        required("amount_baht", "จำนวนเงิน", "projects-column-amount_baht"),
        column("granted_before_baht", "ได้รับสนับสนุนแล้ว", "projects-column-granted_before_baht"),
        column("note", "หมายเหตุ", "projects-column-note"),
        column("source", "แหล่งงบประมาณ", "projects-column-line_source"),
    ];
    const KEY: &'static [&'static str] = &[];
    const OVER: &'static [&'static str] = &["project"];
    const KEEPS_MISSING: bool = true;
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
        known(app, reader, batch).await
    }

    fn check(known: &Known, row: &Row) -> Result<Told<BudgetLine>, FormErrors> {
        told(known, row, |errors, plan| {
            let label = errors.take("line", label(row, "line"));
            let area = errors.take("area", area_named(plan, row.text("area")));
            let class = errors.take("expense_class", optional_text(row.text("expense_class"), CELL_MOST));
            let persons = errors.take("persons", forms::persons_or_none(row.text("persons")));
            let amount = filled(row.text("amount_baht")).and_then(|text| forms::money_or_none(&text));
            let amount = errors.take("amount_baht", amount);
            let before = errors.take("granted_before_baht", forms::money_or_none(row.text("granted_before_baht")));
            let note = errors.take("note", optional_text(row.text("note"), CELL_MOST));
            let source = errors.take("source", source_of(row.text("source")));
            Some(BudgetLine {
                label: label?,
                area: area?,
                expense_class: class?.unwrap_or_default(),
                persons: persons?,
                amount: amount?,
                granted_before: before?,
                note: note?,
                source: source?,
                ..BudgetLine::default()
            })
        })
    }

    async fn save(act: &Act, records: &[Told<BudgetLine>]) -> Result<Vec<Saved>> {
        verbs_import::import_parts(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        export(app, reader, sheet, line_rows).await
    }
}

/// Whose money a line is; nothing where the cell says nothing.
fn source_of(typed: &str) -> Result<Option<FundingSource>, Message> {
    if typed.is_empty() { Ok(None) } else { one_of(typed, "projects-source-").map(Some) }
}

fn line_rows(project: &Project) -> Vec<Vec<Cell>> {
    let row = |line: &BudgetLine| {
        vec![
            project.code.as_str().into(),
            line.label.as_str().into(),
            area_name(&project.plan, line.area).into(),
            Some(line.expense_class.as_str()).filter(|class| !class.is_empty()).into(),
            line.persons.into(),
            line.amount.to_string().into(),
            Some(line.granted_before).filter(|amount| amount.0 != 0).map(|amount| amount.to_string()).into(),
            line.note.as_deref().into(),
            line.source.map(|source| source.as_str()).into(),
        ]
    };
    project.plan.budget.lines.iter().map(row).collect()
}

/// The area of a plan by its province; where the plan has several there, by its number too: "92 #2".
fn area_named(plan: Option<&Plan>, typed: &str) -> Result<Option<Uuid>, Message> {
    let Some(plan) = plan.filter(|_| !typed.is_empty()) else { return Ok(None) };
    let (province, number) = typed.split_once('#').unwrap_or((typed, ""));
    let province = province_code(province)?;
    let number = match number.trim() {
        "" => None,
        typed => Some(exchange::number(typed)?),
    };
    let is_meant = |(at, area): &(usize, &Area)| {
        area.province == province && number.is_none_or(|number| i64::try_from(at + 1) == Ok(number))
    };
    let mut inside = plan.areas.iter().enumerate().filter(is_meant);
    match (inside.next(), inside.next()) {
        (Some((_, only)), None) => Ok(Some(only.id)),
        _ => Err(msg("projects-import-no-area")),
    }
}

fn area_name(plan: &Plan, id: Option<Uuid>) -> Option<String> {
    let (at, area) = plan.areas.iter().enumerate().find(|(_, area)| Some(area.id) == id)?;
    let alone = plan.areas.iter().filter(|other| other.province == area.province).count() == 1;
    Some(if alone { area.province.clone() } else { format!("{} #{}", area.province, at + 1) })
}

impl Kind for Activities {
    type Known = Known;
    type Record = Told<ScheduleItem>;

    const NAME: &'static str = "activities";
    const TITLE: &'static str = "projects-records-activities";
    const PLACE: u8 = 122;
    const COLUMNS: &'static [Column] = &[
        required("project", "โครงการ", "projects-column-project"),
        required("activity", "กิจกรรม", "projects-column-activity"),
        column("months", "เดือน", "projects-column-months"),
        column("exact_on", "วันที่กำหนด", "projects-column-exact_on"),
        column("marks_printed", "จำนวนเครื่องหมายตามเอกสาร", "projects-column-marks_printed"),
        column("remark", "หมายเหตุ", "projects-column-note"),
    ];
    const KEY: &'static [&'static str] = &[];
    const OVER: &'static [&'static str] = &["project"];
    const KEEPS_MISSING: bool = true;
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
        known(app, reader, batch).await
    }

    fn check(known: &Known, row: &Row) -> Result<Told<ScheduleItem>, FormErrors> {
        told(known, row, |errors, _| {
            let label = errors.take("activity", label(row, "activity"));
            let months = errors.take("months", months(row.text("months")));
            let exact = errors.take("exact_on", exact_days(row.text("exact_on")));
            let printed = errors.take("marks_printed", forms::persons_or_none(row.text("marks_printed")));
            let remark = errors.take("remark", optional_text(row.text("remark"), CELL_MOST));
            let (mut marks, exact) = (months?, exact?);
            marks.retain(|mark| !exact.iter().any(|one| one.month == mark.month));
            marks.extend(exact);
            marks.sort();
            marks.dedup();
            let marks_printed = printed?.unwrap_or_default();
            Some(ScheduleItem { label: label?, marks_printed, remark: remark?, marks, ..ScheduleItem::default() })
        })
    }

    async fn save(act: &Act, records: &[Told<ScheduleItem>]) -> Result<Vec<Saved>> {
        verbs_import::import_parts(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        export(app, reader, sheet, item_rows).await
    }
}

fn item_rows(project: &Project) -> Vec<Vec<Cell>> {
    let row = |item: &ScheduleItem| {
        let months = item.planned().filter(|mark| mark.exact_on.is_none());
        let months: Vec<_> = months.map(|mark| mark.month.format("%Y-%m").to_string()).collect();
        let days: Vec<_> = item.planned().filter_map(|mark| mark.exact_on).map(|day| day.to_string()).collect();
        vec![
            project.code.as_str().into(),
            item.label.as_str().into(),
            months.join(", ").into(),
            days.join(", ").into(),
            item.marks_printed.into(),
            item.remark.as_deref().into(),
        ]
    };
    project.plan.schedule.iter().map(row).collect()
}

/// Months as `2010-05 2010-06` or "พ.ค. 2553, มิ.ย. 2553".
fn months(text: &str) -> Result<Vec<ScheduleMark>, Message> {
    let separators: &[char] = if text.contains([',', ';', '\n']) { &[',', ';', '\n'] } else { &[' '] };
    let whole = |month: &str| {
        let day = match month.split_once('-') {
            Some(_) => format!("{month}-01"),
            None => format!("1 {month}"),
        };
        thai::date::parse(&day).map(ScheduleMark::in_month).ok()
    };
    // One month alone may hold a blank: "พ.ค. 2553".
    if let Some(mark) = whole(text) {
        return Ok(vec![mark]);
    }
    let typed = text.split(separators).map(str::trim).filter(|month| !month.is_empty());
    typed.map(|month| whole(month).ok_or_else(|| msg("projects-import-month").with("typed", month))).collect()
}

fn exact_days(text: &str) -> Result<Vec<ScheduleMark>, Message> {
    let typed = text.split([',', ';', '\n']).map(str::trim).filter(|day| !day.is_empty());
    typed.map(|day| thai::date::parse(day).map(ScheduleMark::on).map_err(kit::form::explain)).collect()
}

impl Kind for Indicators {
    type Known = Known;
    type Record = Told<ProjectIndicator>;

    const NAME: &'static str = "indicators";
    const TITLE: &'static str = "projects-records-indicators";
    const PLACE: u8 = 123;
    const COLUMNS: &'static [Column] = &[
        required("project", "โครงการ", "projects-column-project"),
        required("code", "รหัสตัวชี้วัด", "projects-column-indicator_code"),
        required("name_th", "ชื่อตัวชี้วัด", "projects-column-indicator_name"),
        column("name_en", "ชื่อตัวชี้วัดภาษาอังกฤษ", "projects-column-name_en"),
        required("unit", "หน่วยนับ", "projects-column-unit"),
        required("target", "เป้าหมาย", "projects-column-target"),
        column("instrument", "เครื่องมือ", "projects-column-instrument"),
        column("formula", "สูตรคำนวณ", "projects-column-formula"),
    ];
    const KEY: &'static [&'static str] = &["code", "project"];
    const KEEPS_MISSING: bool = true;
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
        known(app, reader, batch).await
    }

    fn check(known: &Known, row: &Row) -> Result<Told<ProjectIndicator>, FormErrors> {
        told(known, row, |errors, _| {
            let units = Unit::words();
            let unit = errors.take("unit", word(row.text("unit"), units, "projects-unit-"));
            let instrument = errors.take("instrument", instrument(row.text("instrument")));
            let formula = errors.take("formula", optional_text(row.text("formula"), LINE_MOST));
            let read = forms::indicator(row.text("code"), row.text("name_th"), unit?, row.text("target"));
            let mut indicator =
                read.map_err(|wrong| wrong.into_iter().for_each(|(column, why)| errors.add(column, why))).ok()?;
            indicator.name.en = optional(row.text("name_en"));
            (indicator.instrument, indicator.formula) = (instrument?, formula?.unwrap_or_default());
            Some(indicator)
        })
    }

    async fn save(act: &Act, records: &[Told<ProjectIndicator>]) -> Result<Vec<Saved>> {
        verbs_import::import_parts(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        export(app, reader, sheet, indicator_rows).await
    }
}

fn indicator_rows(project: &Project) -> Vec<Vec<Cell>> {
    let row = |one: &ProjectIndicator| {
        vec![
            project.code.as_str().into(),
            one.code.as_str().into(),
            one.name.th.as_str().into(),
            one.name.en.as_deref().into(),
            one.unit.as_str().into(),
            one.target_text().into(),
            one.instrument.map(Instrument::as_str).into(),
            one.formula.as_str().into(),
        ]
    };
    project.plan.indicators.iter().map(row).collect()
}

fn instrument(typed: &str) -> Result<Option<Instrument>, Message> {
    if typed.is_empty() {
        return Ok(None);
    }
    one_of(typed, "projects-instrument-").map(Some)
}
