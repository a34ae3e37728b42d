//! Rows of plans as rows of files and of forms. A row whose code is known says what is to stand there now. An
//! import of them is not undone: the plan may have been frozen since, and no way leads past its seal.

use std::collections::{BTreeSet, HashMap};

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Holds, Row, Sheet};
use kit::words::Vocabulary;
use kit::{Act, FormErrors, Message, Result, msg};
use thai::Satang;
use uuid::Uuid;

use super::forms::{Codes, NAME_MOST, PlanRowForm, TEXT_MOST, amount};
use super::integration_plan::IntegrationPlan;
use super::plan_row::{Mechanism, PlanRow};
use super::store_links::{self, Table};
use super::{policy, store, store_rows};
use crate::plan_items;
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, one_of, required};
use house::layout::name::readable;
use house::places;
use house::register::{self, Brought, Standing, Typed};

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;

/// Rows of integration plans.
pub struct PlanRows;

/// What rows are checked against.
pub struct Known {
    today: chrono::NaiveDate,
    plans: HashMap<i32, IntegrationPlan>,
    agencies: HashMap<String, Uuid>,
    needs: HashMap<String, Uuid>,
    projects: HashMap<String, Uuid>,
    items: HashMap<String, Uuid>,
    before: HashMap<String, PlanRow>,
    /// Which row of a plan is a project of our own already.
    taken: HashMap<(Uuid, Uuid), String>,
}

/// What stands in a column of these rows, each once.
fn all(batch: &[Row], column: &str) -> Vec<String> {
    let said: BTreeSet<String> = batch.iter().flat_map(|row| parts(row.text(column))).map(str::to_owned).collect();
    said.into_iter().collect()
}

fn parts(typed: &str) -> impl Iterator<Item = &str> {
    let is_code = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    let as_published = !typed.contains([';', ',', '\n']) && typed.split_whitespace().all(is_code);
    // People part what they write by signs and lines, the open file its codes by spaces.
    let between = move |letter: char| matches!(letter, ';' | ',' | '\n') || (as_published && letter.is_whitespace());
    typed.split(between).map(str::trim).filter(|part| !part.is_empty())
}

impl Kind for PlanRows {
    type Known = Known;
    type Record = Brought<PlanRow>;

    const NAME: &'static str = "integration-plan-rows";
    const TITLE: &'static str = "integration-plans-rows-title";
    const PLACE: u8 = 135;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "integration-plans-column-code"),
        required("fiscal_year", "ปีงบประมาณ", "integration-plans-column-fiscal_year").holding(Holds::Whole),
        required("name_th", "ชื่อโครงการ", "integration-plans-column-name_th"),
        column("name_en", "ชื่อโครงการภาษาอังกฤษ", "integration-plans-column-name_en"),
        column("agency", "รหัสหน่วยงาน", "integration-plans-column-agency"),
        column("agency_as_printed", "หน่วยงาน", "integration-plans-column-agency_as_printed"),
        column("provinces", "จังหวัด", "integration-plans-column-provinces").holding(Holds::Several),
        column("amount_baht", "งบประมาณ (บาท)", "integration-plans-column-amount_baht"),
        column("amount_satang", "งบประมาณ (สตางค์)", "integration-plans-column-amount_satang").holding(Holds::Whole),
        column("mechanism", "กลไก", "integration-plans-column-mechanism"),
        column("counterparts", "ภาคีในจังหวัด", "integration-plans-column-counterparts").holding(Holds::Several),
        column("beneficiaries", "กลุ่มผู้ได้ประโยชน์", "integration-plans-column-beneficiaries").holding(Holds::Several),
        column("need", "เลขที่ความต้องการ", "integration-plans-column-need"),
        column("project", "รหัสโครงการในระบบ", "integration-plans-column-project"),
        column("plan_items", "รายการในแผน", "integration-plans-column-plan_items").holding(Holds::Several),
        column("note", "หมายเหตุ", "integration-plans-column-note"),
        column("number", "ลำดับ", "integration-plans-column-number").holding(Holds::Whole),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let projects = store_links::ids_of_codes(&app.db, Table::Project, all(batch, "project")).await?;
        let plans = store::list(&app.db).await?;
        let before = store_rows::list_by_codes(&app.db, register::codes(batch)).await?;
        Ok(Known {
            today: app.clock.today(),
            plans: plans.into_iter().map(|plan| (plan.year.0, plan)).collect(),
            agencies: store_links::ids_of_codes(&app.db, Table::Organisation, all(batch, "agency")).await?,
            needs: store_links::ids_of_codes(&app.db, Table::Need, all(batch, "need")).await?,
            items: plan_items::ids_of_codes(&app.db, all(batch, "plan_items")).await?,
            before: before.into_iter().map(|row| (row.code.clone(), row)).collect(),
            taken: store_rows::list_of_projects(&app.db, projects.values().copied().collect()).await?,
            projects,
        })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought<PlanRow>, FormErrors> {
        PlanRow::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<PlanRow>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let plans = store::list(&app.db).await?;
        let seen: BTreeSet<Uuid> =
            plans.iter().filter(|plan| policy::may_see(reader, plan).is_ok()).map(|plan| plan.id).collect();
        let mut after = None;
        loop {
            let mut batch = store_rows::list_whole(&app.db, after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            batch.retain(|row| seen.contains(&row.plan));
            register::write(app, sheet, &batch).await?;
        }
    }
}

/// The codes that rows lead to, in few queries.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn codes(app: &App, rows: &[PlanRow]) -> Result<Vec<Codes>> {
    let ids = |of: fn(&PlanRow) -> Option<Uuid>| {
        let all: BTreeSet<Uuid> = rows.iter().filter_map(of).collect();
        all.into_iter().collect::<Vec<_>>()
    };
    let plans: HashMap<Uuid, String> =
        store::list(&app.db).await?.into_iter().map(|plan| (plan.id, plan.code)).collect();
    let agencies = store_links::codes_of_ids(&app.db, Table::Organisation, ids(|row| row.agency)).await?;
    let needs = store_links::codes_of_ids(&app.db, Table::Need, ids(|row| row.need)).await?;
    let projects = store_links::codes_of_ids(&app.db, Table::Project, ids(|row| row.project)).await?;
    let cited: BTreeSet<Uuid> = rows.iter().flat_map(|row| row.items.iter().copied()).collect();
    let items = plan_items::find_many(&app.db, cited.into_iter().collect()).await?;
    let items: HashMap<Uuid, String> = items.into_iter().map(|item| (item.id, item.code)).collect();
    let code =
        |of: &HashMap<Uuid, String>, id: Option<Uuid>| id.and_then(|id| of.get(&id)).cloned().unwrap_or_default();
    let of = |row: &PlanRow| Codes {
        plan: code(&plans, Some(row.plan)),
        agency: code(&agencies, row.agency),
        need: code(&needs, row.need),
        project: code(&projects, row.project),
        items: row.items.iter().filter_map(|id| items.get(id)).cloned().collect(),
    };
    Ok(rows.iter().map(of).collect())
}

impl Typed for PlanRow {
    type Kind = PlanRows;
    type Form = PlanRowForm;

    fn once(form: &mut PlanRowForm) -> &mut String {
        &mut form.once
    }

    async fn forms(app: &App, rows: &[Self]) -> Result<Vec<PlanRowForm>> {
        let codes = codes(app, rows).await?;
        Ok(rows.iter().zip(codes).map(|(row, codes)| PlanRowForm::of(row, codes)).collect())
    }

    fn read(known: &Known, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", register::read_code(row.text("code")));
        let before = code.as_ref().and_then(|code| known.before.get(code)).cloned();
        let plan = errors.take("fiscal_year", plan(known, row.text("fiscal_year"), before.as_ref()));
        let name = errors.take("name_th", readable(row.text("name_th"), NAME_MOST));
        let printed = optional(row.text("agency_as_printed")).map(|typed| text_within(&typed, NAME_MOST)).transpose();
        let printed = errors.take("agency_as_printed", printed).flatten();
        let agency = "integration-plans-agency-unknown";
        let agency = errors.take("agency", one(&known.agencies, row.text("agency"), agency)).flatten();
        let provinces = errors.take("provinces", parts(row.text("provinces")).map(places::read_province).collect());
        let amount = match row.text("amount_satang") {
            "" => errors.take("amount_baht", amount(row.text("amount_baht"))).flatten(),
            satang => errors.take("amount_satang", amount_published(row.text("amount_baht"), satang)),
        };
        let mechanism = errors.take("mechanism", mechanism(row.text("mechanism"))).flatten();
        let counterparts = several(row.text("counterparts"), "integration-plans-counterpart-");
        let counterparts = errors.take("counterparts", counterparts).unwrap_or_default();
        let beneficiaries = several(row.text("beneficiaries"), "integration-plans-beneficiary-");
        let beneficiaries = errors.take("beneficiaries", beneficiaries).unwrap_or_default();
        let need = errors.take("need", one(&known.needs, row.text("need"), "integration-plans-need-unknown")).flatten();
        let project =
            plan.and_then(|plan| errors.take("project", project(known, row, plan, before.as_ref()))).flatten();
        let items = errors.take("plan_items", items(known, row.text("plan_items"))).unwrap_or_default();
        let note = optional(row.text("note")).map(|typed| text_within(&typed, TEXT_MOST)).transpose();
        let note = errors.take("note", note).flatten();
        let (Some(code), Some(plan), Some(name), Some(provinces), true) =
            (code, plan, name, provinces, errors.is_empty())
        else {
            return Err(errors);
        };
        let record = Self {
            id: before.as_ref().map_or(Uuid::nil(), |before| before.id),
            code,
            plan: plan.id,
            number: before.as_ref().map_or(0, |before| before.number),
            name: Bilingual { th: name, en: optional(row.text("name_en")) },
            agency,
            agency_as_printed: printed,
            provinces: sorted(provinces),
            amount,
            mechanism,
            counterparts,
            beneficiaries,
            need,
            project,
            items,
            note,
            compiled: false,
            invented: before.as_ref().map_or(plan.invented, |before| before.invented),
            standing: before.as_ref().map_or(Standing::NEW, |before| before.standing.clone()),
        };
        Ok(Brought { record: record.by_hand(before.as_ref()), before })
    }
}

/// The plan of this year, where it is compiled; a row stays in its plan, and need not say which that is.
fn plan<'a>(known: &'a Known, typed: &str, before: Option<&PlanRow>) -> Result<&'a IntegrationPlan, Message> {
    let own = before.and_then(|before| known.plans.values().find(|plan| plan.id == before.plan));
    let plan = match own.filter(|_| typed.is_empty()) {
        Some(own) => own,
        None => {
            let year = kit::form::fiscal_year(typed, known.today)?;
            let unknown = || msg("integration-plans-plan-unknown").with("year", year.0.to_string());
            known.plans.get(&year.0).ok_or_else(unknown)?
        }
    };
    if own.is_some_and(|own| own.id != plan.id) {
        return Err(msg("integration-plans-row-elsewhere"));
    }
    plan.open()?;
    Ok(plan)
}

/// What bears this code, or nothing where nothing is typed.
fn one(known: &HashMap<String, Uuid>, typed: &str, otherwise: &'static str) -> Result<Option<Uuid>, Message> {
    let Some(code) = optional(typed) else { return Ok(None) };
    known.get(&code).copied().map(Some).ok_or_else(|| msg(otherwise).with("code", code))
}

/// A project of our own, which a plan has once.
fn project(
    known: &Known,
    row: &Row,
    plan: &IntegrationPlan,
    before: Option<&PlanRow>,
) -> Result<Option<Uuid>, Message> {
    let project = one(&known.projects, row.text("project"), "integration-plans-project-unknown")?;
    let taken = project.and_then(|project| known.taken.get(&(plan.id, project)));
    match taken.filter(|code| before.is_none_or(|before| before.code != **code)) {
        Some(code) => Err(msg("integration-plans-project-taken").with("code", code.clone())),
        None => Ok(project),
    }
}

/// An amount as the open file has it, in satang; baht beside it must say the same.
fn amount_published(baht: &str, satang: &str) -> Result<Satang, Message> {
    let wrong = || msg("integration-plans-satang").with("typed", satang);
    let told = thai::digits::to_ascii(satang).parse().map(Satang).map_err(|_| wrong())?;
    let told = amount(&told.to_string())?.ok_or_else(wrong)?;
    match amount(baht)? {
        Some(other) if other != told => Err(msg("integration-plans-satang-other").with("baht", other.to_string())),
        _ => Ok(told),
    }
}

fn mechanism(typed: &str) -> Result<Option<Mechanism>, Message> {
    optional(typed).map(|typed| one_of(&typed, "integration-plans-mechanism-")).transpose()
}

fn several<T: Vocabulary>(typed: &str, prefix: &str) -> Result<Vec<T>, Message> {
    let exactly = |typed: &str| T::every().iter().copied().find(|one| one.word() == typed);
    let published: Option<Vec<T>> = typed.split_whitespace().map(exactly).collect();
    let read = match published {
        Some(words) => words,
        None => parts(typed).map(|typed| one_of(typed, prefix)).collect::<Result<Vec<T>, Message>>()?,
    };
    let said: BTreeSet<&str> = read.iter().map(|one| one.word()).collect();
    Ok(T::every().iter().copied().filter(|one| said.contains(one.word())).collect())
}

fn items(known: &Known, typed: &str) -> Result<Vec<Uuid>, Message> {
    let unknown = |code: &str| msg("integration-plans-item-unknown").with("code", code);
    let found = parts(typed).map(|code| known.items.get(code).copied().ok_or_else(|| unknown(code)));
    let found: BTreeSet<Uuid> = found.collect::<Result<_, Message>>()?;
    Ok(found.into_iter().collect())
}

fn sorted(provinces: Vec<String>) -> Vec<String> {
    provinces.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}
