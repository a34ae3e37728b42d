//! Projects as rows of files, in and out: one definition checks, documents and writes them. Cells of
//! several lines hold one thing a line. A file tells a project's plan; it never moves a project that
//! is known from one state to another, but may bring in one that was decided before, elsewhere.

use std::collections::{BTreeSet, HashMap};

use kit::clock::thai_day;
use kit::form::{fiscal_year, optional, text_within};
use kit::show::Bilingual;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, Timestamp, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::area_line::{self, Clinics};
use super::budget::FundingShare;
use super::forms::LINE_MOST;
use super::importing_cells::{Cells, code, programme};
use super::plan::Plan;
use super::project::{Project, Status};
use super::target_group::TargetGroup;
use super::verbs_import::{self, ToldProject};
use super::{policy, store};
use crate::programmes::{self, ParticipationLevel};
use brokerage::technologies;
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Change, Kind, Saved, column, required};
use house::organisations;
use kit::show::hundredths;

/// Projects read at once when they are written out.
const BATCH: u64 = 200;

/// Projects with their plans, except what stands in files of its own.
pub struct Projects;

/// What the rows of a batch are checked against.
pub struct Known {
    invented: bool,
    now: Timestamp,
    programmes: programmes::Names,
    before: HashMap<String, Project>,
    transferred: HashMap<Uuid, Vec<Uuid>>,
    pub(super) clinics: Clinics,
    pub(super) technologies: HashMap<String, Uuid>,
}

impl Kind for Projects {
    type Known = Known;
    type Record = ToldProject;

    const NAME: &'static str = "projects";
    const TITLE: &'static str = "projects-title";
    const PLACE: u8 = 120;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัสโครงการ", "projects-column-code"),
        required("name_th", "ชื่อโครงการ", "projects-column-name_th"),
        column("name_en", "ชื่อโครงการภาษาอังกฤษ", "projects-column-name_en"),
        required("fiscal_year", "ปีงบประมาณ", "projects-column-fiscal_year"),
        required("programme", "แผนงาน", "projects-column-programme"),
        column("lead_clinic", "คลินิกเจ้าของโครงการ", "projects-column-lead_clinic"),
        column("topic", "ประเด็น", "projects-column-topic"),
        column("selection_reasons", "เหตุผลที่คัดเลือก", "projects-column-selection_reasons"),
        column("rationale", "หลักการและเหตุผล", "projects-column-rationale"),
        column("without_need", "เหตุผลที่ไม่มีความต้องการรองรับ", "projects-column-without_need"),
        column("objectives", "วัตถุประสงค์", "projects-column-objectives"),
        column("target_groups", "กลุ่มเป้าหมาย", "projects-column-target_groups"),
        column("period_as_printed", "ระยะเวลาตามเอกสาร", "projects-column-period_as_printed"),
        column("starts_on", "วันเริ่มต้น", "projects-column-starts_on"),
        column("ends_on", "วันสิ้นสุด", "projects-column-ends_on"),
        column("method", "วิธีการดำเนินงาน", "projects-column-method"),
        column("areas", "พื้นที่ดำเนินงาน", "projects-column-areas"),
        column("benefits", "ประโยชน์ที่ได้รับ", "projects-column-benefits"),
        column("monitoring", "การติดตามประเมินผล", "projects-column-monitoring"),
        column("budget_source", "แหล่งงบประมาณ", "projects-column-budget_source"),
        column("total_baht", "งบประมาณรวม", "projects-column-total_baht"),
        column("persons", "จำนวนผู้รับบริการ", "projects-column-persons"),
        column("offsetting", "ถัวจ่าย", "projects-column-offsetting"),
        column("funding_shares", "สัดส่วนแหล่งทุน", "projects-column-funding_shares"),
        column("responsible", "ผู้รับผิดชอบ", "projects-column-responsible"),
        column("participation_level", "ระดับการมีส่วนร่วม", "projects-column-participation_level"),
        column("level_evidence", "หลักฐานระดับการมีส่วนร่วม", "projects-column-level_evidence"),
        column("technologies", "เทคโนโลยี", "projects-column-technologies"),
        column("source", "ที่มาของข้อมูล", "projects-column-source"),
        column("edition", "ฉบับตามเอกสาร", "projects-column-edition"),
        column("status", "สถานะ", "projects-column-status"),
        column("reason", "เหตุผลที่ส่งคืนหรือยกเลิก", "projects-column-reason"),
        column("signed_by", "ผู้ลงนาม", "projects-column-signed_by"),
        column("signed_position", "ตำแหน่งผู้ลงนาม", "projects-column-signed_position"),
        column("signed_on", "วันที่ลงนาม", "projects-column-signed_on"),
        column("plan_version", "ฉบับที่ลงนาม", "projects-column-plan_version"),
        column("pending_follow_up", "รอผลการติดตาม", "projects-column-pending_follow_up"),
        column("invented", "ข้อมูลสมมติ", "projects-column-invented"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let codes: BTreeSet<String> = batch.iter().filter_map(|row| optional(row.text("code"))).collect();
        let before = store::list_by_codes(&app.db, &codes).await?;
        let ids: Vec<Uuid> = before.values().map(|project| project.id).collect();
        let mut clinics = Clinics::default();
        for code in clinic_codes(batch) {
            if let Some(clinic) = organisations::find_clinic(&app.db, &code).await? {
                clinics.add(code, clinic.id);
            }
        }
        for (id, clinic) in organisations::clinic_names(&app.db, clinics_of(before.values())).await? {
            clinics.add(clinic.code, id);
        }
        let mut named_technologies = HashMap::new();
        for code in technology_codes(batch) {
            if let Some(technology) = technologies::find_by_code(&app.db, &code).await? {
                named_technologies.insert(code, technology.id);
            }
        }
        Ok(Known {
            invented: app.settings.demo,
            now: app.clock.now(),
            programmes: programmes::names(&app.db).await?,
            transferred: store::list_technologies(&app.db, &ids).await?,
            before,
            clinics,
            technologies: named_technologies,
        })
    }

    fn check(known: &Known, row: &Row) -> Result<ToldProject, FormErrors> {
        let mut cells = Cells { row, errors: FormErrors::new() };
        let code = cells.errors.take("code", code(row.text("code")));
        let name = cells.errors.take("name_th", text_within(row.text("name_th"), LINE_MOST));
        let year = cells.errors.take("fiscal_year", fiscal_year(row.text("fiscal_year"), thai_day(known.now)));
        let programme = cells.errors.take("programme", programme(row.text("programme"), &known.programmes));
        let (Some(code), Some(name), Some(year), Some(programme)) = (code, name, year, programme) else {
            return Err(cells.errors);
        };
        let before = code.as_ref().and_then(|code| known.before.get(code));
        if before.is_some_and(|project| project.practice) {
            // A file never reaches a rehearsal.
            return Err(FormErrors::one("code", msg("kit-error-practice")));
        }
        let mut project = before.cloned().unwrap_or_else(|| unwritten(code, year, known));
        (project.plan.fiscal_year, project.plan.programme, project.plan.name.th) = (year, programme, name);
        cells.put_all(&mut project, known);
        let technologies = cells.technologies(known);
        let mut errors = cells.errors;
        if let Err((column, why)) = project.stands_on_its_file() {
            errors.add(column, why);
        }
        let same = |project: &Project| {
            let told = technologies.iter().flatten().copied().collect::<Vec<_>>();
            technologies.is_none() || known.transferred.get(&project.id).cloned().unwrap_or_default() == told
        };
        let change = match before {
            None => Change::Added,
            Some(before) if *before == project && same(before) => Change::Unchanged,
            Some(before) => {
                if let Err((column, why)) = may_change(before, &project) {
                    errors.add(column, why);
                }
                Change::Changed
            }
        };
        project.was_public = project.status == Status::Cancelled && before.is_some_and(Project::is_public);
        project.invented |= before.is_none() && known.invented && !project.status.follows_document();
        errors.into_result()?;
        Ok(ToldProject { change, project, technologies })
    }

    async fn save(act: &Act, records: &[ToldProject]) -> Result<Vec<Saved>> {
        verbs_import::import(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = String::new();
        loop {
            let mut batch = store::list_whole(&app.db, &after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after.clone_from(&last.code);
            batch.retain(|project| policy::may_see(reader, project).is_ok());
            let clinics = organisations::clinic_names(&app.db, clinics_of(&batch)).await?;
            let clinics: HashMap<Uuid, String> = clinics.into_iter().map(|(id, clinic)| (id, clinic.code)).collect();
            let ids: Vec<Uuid> = batch.iter().map(|project| project.id).collect();
            let theirs = store::list_technologies(&app.db, &ids).await?;
            let named: Vec<Uuid> = theirs.values().flatten().copied().collect();
            let known = technologies::find_many(&app.db, named).await?;
            for project in &batch {
                let of = theirs.get(&project.id).into_iter().flatten();
                let mut codes: Vec<&str> = of.filter_map(|id| Some(known.get(id)?.code.as_str())).collect();
                codes.sort_unstable();
                sheet.row(&written(project, &clinics, &codes))?;
            }
        }
    }
}

/// The codes of clinics that rows name.
fn clinic_codes(batch: &[Row]) -> BTreeSet<String> {
    let of = |row: &Row| {
        let areas = row.text("areas").lines().filter_map(area_line::clinic_code).map(str::to_owned);
        areas.chain(optional(row.text("lead_clinic"))).collect::<Vec<_>>()
    };
    batch.iter().flat_map(of).collect()
}

/// The codes of technologies that rows name.
fn technology_codes(batch: &[Row]) -> BTreeSet<String> {
    let codes = batch.iter().flat_map(|row| row.text("technologies").lines());
    codes.map(|code| code.trim().to_owned()).collect()
}

/// The clinics that lead projects or answer for their areas.
fn clinics_of<'a>(projects: impl IntoIterator<Item = &'a Project>) -> BTreeSet<Uuid> {
    let of = |project: &'a Project| project.plan.areas.iter().filter_map(|area| area.clinic).chain(project.lead_clinic);
    projects.into_iter().flat_map(of).collect()
}

/// A project that only a file knows yet.
fn unwritten(code: Option<String>, year: FiscalYear, known: &Known) -> Project {
    Project {
        id: Uuid::nil(),
        code: code.unwrap_or_default(),
        lead_clinic: None,
        plan: Plan::named(Bilingual::default(), year, String::new()),
        status: Status::Draft,
        was_public: false,
        reason: None,
        submitted_by: None,
        signature: None,
        plan_version: 0,
        pending_follow_up: false,
        call: None,
        outcome: None,
        readers: Vec::new(),
        continues: None,
        practice: false,
        invented: false,
        created_at: known.now,
        version: 1,
    }
}

/// May a file tell `after` of a project that is `before`?
fn may_change(before: &Project, after: &Project) -> Result<(), (&'static str, Message)> {
    let state = |project: &Project| {
        let told = (project.reason.clone(), project.signature.clone(), project.invented);
        (project.status, project.plan_version, project.pending_follow_up, told)
    };
    if state(before) != state(after) {
        return Err(("status", msg("projects-import-moves")));
    }
    if !before.status.is_open() && !before.status.follows_document() {
        return before.open().map_err(|why| ("code", why));
    }
    let stays = |id: &Uuid| after.plan.areas.iter().any(|area| area.id == *id);
    if before.status.follows_document() && !before.plan.areas.iter().all(|area| stays(&area.id)) {
        return Err(("areas", msg("projects-import-areas-stay")));
    }
    Ok(())
}

fn written(project: &Project, clinics: &HashMap<Uuid, String>, technologies: &[&str]) -> Vec<Cell> {
    let (plan, budget) = (&project.plan, &project.plan.budget);
    let yes = |yes: bool| if yes { "yes" } else { "" };
    let group = |group: &TargetGroup| format!("{}: {}", group.kind, group.label);
    let share = |one: &FundingShare| format!("{}: {}: {}", one.source, hundredths(one.share), one.label);
    let signature = project.signature.as_ref();
    let areas: Vec<_> = plan.areas.iter().map(|area| area_line::written(area, clinics)).collect();
    vec![
        project.code.as_str().into(),
        plan.name.th.as_str().into(),
        plan.name.en.as_deref().into(),
        plan.fiscal_year.0.into(),
        plan.programme.as_str().into(),
        project.lead_clinic.and_then(|id| clinics.get(&id).cloned()).into(),
        plan.topic.as_str().into(),
        plan.selection_reasons.join("\n").into(),
        plan.rationale.as_str().into(),
        plan.without_need.as_deref().into(),
        plan.objectives.join("\n").into(),
        plan.target_groups.iter().map(group).collect::<Vec<_>>().join("\n").into(),
        plan.period.as_printed.as_deref().into(),
        plan.period.starts_on.into(),
        plan.period.ends_on.into(),
        plan.method.join("\n").into(),
        areas.join("\n").into(),
        plan.benefits.join("\n").into(),
        plan.monitoring.join("\n").into(),
        budget.source.as_str().into(),
        budget.stated_total.to_string().into(),
        budget.stated_persons.into(),
        yes(budget.offsetting).into(),
        budget.shares.iter().map(share).collect::<Vec<_>>().join("\n").into(),
        plan.responsible.join("\n").into(),
        plan.participation_level.map(ParticipationLevel::as_str).into(),
        plan.level_evidence.as_str().into(),
        technologies.join("\n").into(),
        plan.source.as_deref().into(),
        plan.edition.as_deref().into(),
        project.status.as_str().into(),
        project.reason.as_deref().into(),
        signature.map(|signature| signature.by.as_str()).into(),
        signature.map(|signature| signature.position.as_str()).into(),
        signature.map(|signature| signature.on).into(),
        Some(project.plan_version).filter(|version| *version > 0).into(),
        yes(project.pending_follow_up).into(),
        yes(project.invented).into(),
    ]
}
