//! Payments as rows of files, as an accountant keeps them in a spreadsheet. A row without a number is a payment that is
//! written down; one with a number names an entry and must say what the register says, for entries are never changed.
//! Each row is held against what the rows before it leave, so that a file never pays more than is there.

use std::collections::{HashMap, HashSet};

use kit::form::{optional, text_within};
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::Satang;
use uuid::Uuid;

use super::disbursement::{Disbursement, NewPayment};
use super::forms::{LINE_MOST, amount};
use super::verbs::{self, Brought, is_granted};
use super::{policy, store};
use crate::projects::{self, Project};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, day, number, required};

/// The kind `disbursements`.
pub struct Disbursements;

/// What rows are checked against.
pub struct Known {
    today: chrono::NaiveDate,
    projects: HashMap<String, Project>,
    /// Codes of those whose payments the reader writes down.
    own: HashSet<String>,
    entries: HashMap<(String, i32), Disbursement>,
    /// By the number of the row: what stands against it once the rows before it are paid.
    refused: HashMap<usize, FormErrors>,
}

impl exchange::Kind for Disbursements {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "disbursements";
    const TITLE: &'static str = "disbursements-records";
    const PLACE: u8 = 124;
    const COLUMNS: &'static [Column] = &[
        required("project", "โครงการ", "disbursements-column-project"),
        column("number", "ลำดับรายการ", "disbursements-column-number"),
        required("line", "รายการงบประมาณ", "disbursements-column-line"),
        required("paid_on", "วันที่จ่าย", "disbursements-column-paid_on"),
        required("amount_baht", "จำนวนเงิน", "disbursements-column-amount_baht"),
        required("paid_for", "จ่ายเป็นค่า", "disbursements-column-paid_for"),
        column("document_number", "เลขที่เอกสาร", "disbursements-column-document_number"),
        column("note", "หมายเหตุ", "disbursements-column-note"),
        column("knowing", "ยืนยันจ่ายเกิน", "disbursements-column-knowing"),
        column("corrects", "หักล้างรายการที่", "disbursements-column-corrects"),
        column("withdrawn_on", "ถอนเมื่อวันที่", "disbursements-column-withdrawn_on"),
        column("withdrawn_because", "เหตุผลที่ถอน", "disbursements-column-withdrawn_because"),
    ];
    const KEY: &'static [&'static str] = &["project", "number"];
    const WHOLE: bool = true;
    const TABLES: &'static [(&'static str, &'static str)] = &[("disbursement", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, reader: &Reader, batch: &[Row]) -> Result<Known> {
        let mut known = Known {
            today: app.clock.today(),
            projects: HashMap::new(),
            own: HashSet::new(),
            entries: HashMap::new(),
            refused: HashMap::new(),
        };
        let mut purses = HashMap::new();
        for code in batch.iter().filter_map(|row| optional(row.text("project"))) {
            if known.projects.contains_key(&code) {
                continue;
            }
            let Some(project) = projects::find_by_code(&app.db, &code).await? else { continue };
            if project.practice || policy::may_see(reader, &project).is_err() {
                continue;
            }
            let own = reader.is_system() || policy::may_record(reader, &project).is_ok();
            known.own.extend(own.then(|| code.clone()));
            let money = store::find_money(app.db.reader(), &project).await?;
            let days = store::find_availability(app.db.reader(), &project, &money).await?;
            purses.insert(code.clone(), (money, days));
            known.projects.insert(code, project);
        }
        known.entries = entries(app, &known, batch).await?;
        for row in batch {
            let Ok((code, told)) = read(&known, row) else { continue };
            let Some((money, days)) = purses.get_mut(&code) else { continue };
            match money.judge(days, &told) {
                Ok(place) => money.pay(place, told.paid_on, told.amount),
                Err(errors) => drop(known.refused.insert(row.number, in_columns(&errors))),
            }
        }
        Ok(known)
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        match named(known, row)? {
            Some(entry) if says_the_same(known, row, entry) => Ok(Brought::Known(entry.id)),
            Some(_) => Err(FormErrors::one("number", msg("disbursements-import-differs"))),
            None => {
                let (code, told) = read(known, row)?;
                match known.refused.get(&row.number) {
                    Some(errors) => Err(errors.clone()),
                    None => Ok(Brought::New(code, told)),
                }
            }
        }
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::import(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        for code in store::list_projects(&app.db).await? {
            let Some(project) = projects::find_by_code(&app.db, &code).await? else { continue };
            if policy::may_see(reader, &project).is_err() {
                continue;
            }
            let papers = policy::sees_papers(reader, &project);
            let entries = store::list_whole(&app.db, project.id).await?;
            let numbers: HashMap<_, _> = entries.iter().map(|entry| (entry.id, entry.number)).collect();
            for entry in &entries {
                let withdrawn = entry.withdrawn.as_ref();
                sheet.row(&[
                    code.as_str().into(),
                    entry.number.into(),
                    line_name(&project, entry.line).into(),
                    entry.paid_on.into(),
                    entry.amount.to_string().into(),
                    Some(entry.paid_for.as_str()).filter(|_| papers).into(),
                    entry.document_number.as_deref().filter(|_| papers).into(),
                    entry.note.as_deref().filter(|_| papers).into(),
                    "".into(),
                    entry.corrects.and_then(|id| numbers.get(&id).copied()).into(),
                    withdrawn.map(|one| one.on).into(),
                    withdrawn.map(|one| one.because.as_str()).filter(|_| papers).into(),
                ])?;
            }
        }
        Ok(())
    }
}

/// The entries that rows name, by project and number.
async fn entries(app: &App, known: &Known, batch: &[Row]) -> Result<HashMap<(String, i32), Disbursement>> {
    let mut numbers: Vec<i32> =
        batch.iter().filter_map(|row| i32::try_from(number(row.text("number")).ok()?).ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let codes: HashMap<_, _> = known.projects.values().map(|project| (project.id, &project.code)).collect();
    let ids: Vec<_> = codes.keys().copied().collect();
    let found = store::list_numbered(&app.db, &ids, &numbers).await?;
    let named = |entry: Disbursement| Some(((codes.get(&entry.project)?.to_string(), entry.number), entry));
    Ok(found.into_iter().filter_map(named).collect())
}

fn project<'a>(known: &'a Known, row: &Row) -> Result<&'a Project, Message> {
    let code = kit::form::required(row.text("project"))?;
    let project = known.projects.get(&code).ok_or_else(|| msg("disbursements-project-unknown"))?;
    if known.own.contains(&code) { Ok(project) } else { Err(msg("disbursements-forbidden-lead")) }
}

/// The entry a row names, if it names one.
fn named<'a>(known: &'a Known, row: &Row) -> Result<Option<&'a Disbursement>, FormErrors> {
    if row.text("number").is_empty() {
        return Ok(None);
    }
    let mut errors = FormErrors::new();
    let project = errors.take("project", project(known, row));
    let number = errors.take("number", number(row.text("number")));
    let (Some(project), Some(number)) = (project, number) else { return Err(errors) };
    let key = i32::try_from(number).ok().map(|number| (project.code.clone(), number));
    let entry = key.and_then(|key| known.entries.get(&key));
    entry.map(Some).ok_or_else(|| FormErrors::one("number", msg("disbursements-number-unknown")))
}

/// The number of a budget line, counted from one, by what it is called or by that number.
fn line(project: &Project, typed: &str) -> Result<usize, Message> {
    let typed = kit::form::required(typed)?;
    let lines = &project.plan.budget.lines;
    let number = thai::digits::to_ascii(&typed).parse::<usize>().ok();
    if let Some(number) = number.filter(|number| (1..=lines.len()).contains(number)) {
        return Ok(number);
    }
    let mut called = lines.iter().enumerate().filter(|(_, line)| line.label.trim() == typed);
    match (called.next(), called.next()) {
        (Some((at, _)), None) => Ok(at + 1),
        (None, _) => Err(msg("disbursements-line-unknown")),
        _ => Err(msg("disbursements-line-several")),
    }
}

/// What a file calls a budget line: its name, or its number where another has that name too.
fn line_name(project: &Project, id: Uuid) -> String {
    let lines = &project.plan.budget.lines;
    let Some(at) = lines.iter().position(|line| line.id == id) else { return String::new() };
    let name = lines[at].label.trim();
    let alone = lines.iter().filter(|line| line.label.trim() == name).count() == 1;
    if alone && name.parse::<usize>().is_err() { name.to_owned() } else { (at + 1).to_string() }
}

fn text(typed: &str) -> Result<Option<String>, Message> {
    optional(typed).map(|typed| text_within(&typed, LINE_MOST)).transpose()
}

/// A payment as a row without a number tells it, with the code of its project.
fn read(known: &Known, row: &Row) -> Result<(String, NewPayment), FormErrors> {
    if !row.text("number").is_empty() {
        return Err(FormErrors::new());
    }
    let mut errors = FormErrors::new();
    let project = errors.take("project", project(known, row));
    if project.is_some_and(|project| !is_granted(project)) {
        errors.add("project", msg("disbursements-no-money"));
    }
    let line = project.and_then(|project| errors.take("line", line(project, row.text("line"))));
    let paid_on = errors.take("paid_on", paid_on(row.text("paid_on"), known.today));
    let amount = errors.take("amount_baht", amount(row.text("amount_baht")));
    let paid_for = errors.take("paid_for", text_within(row.text("paid_for"), LINE_MOST));
    let document_number = errors.take("document_number", text(row.text("document_number")));
    let note = errors.take("note", text(row.text("note")));
    for column in ["corrects", "withdrawn_on", "withdrawn_because"] {
        if !row.text(column).is_empty() {
            errors.add(column, msg("disbursements-import-payments"));
        }
    }
    let (Some(project), Some(line), Some(paid_on), Some(amount), Some(paid_for), Some(document_number), Some(note)) =
        (project, line, paid_on, amount, paid_for, document_number, note)
    else {
        return Err(errors);
    };
    let knowing = !row.text("knowing").is_empty();
    errors.into_result()?;
    Ok((project.code.clone(), NewPayment { line, paid_on, amount, paid_for, document_number, note, knowing }))
}

fn paid_on(typed: &str, today: chrono::NaiveDate) -> Result<chrono::NaiveDate, Message> {
    let on = day(&kit::form::required(typed)?)?;
    if on > today { Err(msg("layout-date-future")) } else { Ok(on) }
}

/// What stands against a payment, beside the columns of a file.
fn in_columns(errors: &FormErrors) -> FormErrors {
    let mut beside = FormErrors::new();
    for (field, message) in errors.iter() {
        beside.add(if field == "amount" { "amount_baht" } else { field }, message.clone());
    }
    beside
}

/// Does a row say of an entry what the register says? Columns it lacks, or leaves empty, say nothing.
fn says_the_same(known: &Known, row: &Row, entry: &Disbursement) -> bool {
    let said = |column: &str, same: &dyn Fn(&str) -> bool| row.text(column).is_empty() || same(row.text(column));
    let of_line = |typed: &str| {
        let project = known.projects.get(row.text("project"));
        let at = project.and_then(|project| Some((project, line(project, typed).ok()?)));
        at.is_some_and(|(project, number)| project.plan.budget.lines[number - 1].id == entry.line)
    };
    said("line", &of_line)
        && said("paid_on", &|typed| day(typed) == Ok(entry.paid_on))
        && said("amount_baht", &|typed| typed.parse::<Satang>() == Ok(entry.amount))
        && said("paid_for", &|typed| typed == entry.paid_for)
        && said("document_number", &|typed| Some(typed) == entry.document_number.as_deref())
        && said("note", &|typed| Some(typed) == entry.note.as_deref())
}
