//! What can be done to a project: each one transaction and one row in the trail. Longer than 400 lines
//! because a project has eleven verbs and four kinds of files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Message, Result, Subject};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::area::Area;
use super::batch::{self, Batch, NewProject};
use super::check::{self, Section};
use super::deed::Deed;
use super::forms::{self, ClinicCodes, DeedForm, Proposal};
use super::policy::{self, Verb};
use super::project::{Plan, Project, Signature, Status};
use super::store;
use super::store_rehearsals;
use super::typed::Typed;
use super::version::PlanDocument;
use crate::accounts::Reader;
use crate::app::App;
use crate::{needs, organisations};

/// How a project is written down, beside what it says.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Writes down a draft, and tells the needs it takes up.
///
/// # Errors
/// When the reader may not, or a need is not matched.
pub async fn propose(app: &App, reader: &Reader, proposal: Proposal, how: Circumstances) -> Result<Project> {
    policy::may_propose(reader, proposal.lead_clinic)?;
    for code in &proposal.needs {
        if let Some(need) = needs::find_by_code(&app.db, code).await? {
            needs::may_see(reader, &need)?;
        }
    }
    let act = app.act(&reader.actor(), Verb::Propose).await?;
    if let Some(key) = &how.once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let project = draft(&act, None, proposal.lead_clinic, proposal.plan, &how);
    store::save_new(&act, std::slice::from_ref(&project)).await?;
    for need in &proposal.needs {
        let need = needs::taken_into_project(&act, need, &project.code).await?;
        store::save_need(&act, project.id, need.id).await?;
    }
    if let Some(key) = &how.once {
        act.remember(key, &project.code).await?;
    }
    let facts = Facts::none()
        .with("name_th", project.plan.name.th.clone())
        .with("fiscal_year", project.plan.fiscal_year.0)
        .with("needs", proposal.needs);
    act.commit(&project, facts).await?;
    Ok(project)
}

fn draft(act: &Act, code: Option<String>, lead_clinic: Option<Uuid>, plan: Plan, how: &Circumstances) -> Project {
    let year = plan.fiscal_year.0.rem_euclid(100);
    Project {
        id: act.new_id(),
        code: code.unwrap_or_else(|| format!("P{year:02}-{}", act.chance().code(5))),
        lead_clinic,
        plan: with_ids(act, plan),
        status: Status::Draft,
        reason: None,
        submitted_by: None,
        signature: None,
        plan_version: 0,
        pending_follow_up: false,
        practice: act.actor().rehearses,
        invented: how.invented,
        created_at: act.now(),
        version: 1,
    }
}

/// New parts of a plan get identifiers; those that have one keep it.
fn with_ids(act: &Act, mut plan: Plan) -> Plan {
    let areas = plan.areas.iter_mut().map(|area| &mut area.id);
    let lines = plan.budget.lines.iter_mut().map(|line| &mut line.id);
    let items = plan.schedule.iter_mut().map(|item| &mut item.id);
    for id in areas.chain(lines).chain(items).filter(|id| id.is_nil()) {
        *id = act.new_id();
    }
    plan
}

/// What a page of the plan sends.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Which part of the plan.
    pub section: Section,
    /// What was typed.
    pub typed: Typed,
    /// The change that was seen while typing.
    pub version: i64,
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
}

/// Saves one section of a plan. What is not right yet is left to the checks.
///
/// # Errors
/// When the reader may not, the project is not open, somebody else changed it, or a field cannot
/// be read.
pub async fn edit(app: &App, reader: &Reader, code: &str, revision: Revision) -> Result<Project> {
    let clinics = clinics_by_code(app, forms::clinic_codes(&revision.typed)).await?;
    let (act, project) = open(app, reader, Verb::Edit, code).await?;
    policy::may_edit(reader, &project)?;
    if let Some(key) = &revision.once
        && act.done_before(key).await?.is_some()
    {
        return Ok(project);
    }
    if project.version != revision.version {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    let plan = forms::check(revision.section, &revision.typed, project.plan.clone(), &clinics)?;
    let mut project = project.edited(with_ids(&act, plan)).map_err(Error::Conflict)?;
    store::save_plan(&act, &project).await?;
    if let Some(key) = &revision.once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, Facts::none().with("section", revision.section.as_str())).await?;
    project.version += 1;
    Ok(project)
}

async fn clinics_by_code(app: &App, codes: impl IntoIterator<Item = String>) -> Result<ClinicCodes> {
    let mut found = HashMap::new();
    for code in codes.into_iter().collect::<BTreeSet<_>>() {
        if let Some(clinic) = organisations::find_clinic(&app.db, &code).await? {
            found.insert(code, clinic.id);
        }
    }
    Ok(found)
}

/// Hands a plan without binding faults to the ministry.
///
/// # Errors
/// When the reader may not, the project is not open, or the plan is not right: every fault beside
/// its field.
pub async fn submit(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Submit, code).await?;
    policy::may_submit(reader, &project)?;
    let project = project.submitted(act.actor().person()).map_err(Error::Conflict)?;
    check::may_be_submitted(&project.plan)?;
    save(act, project, Facts::none()).await
}

/// Signs the plan as it stands: a new version, kept whole.
///
/// # Errors
/// When the reader may not, has submitted it, or it is not with the ministry.
pub async fn sign(app: &App, reader: &Reader, code: &str, signature: Signature) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Sign, code).await?;
    policy::may_sign(reader, &project)?;
    let project = project.signed(act.actor().person(), signature).map_err(Error::Conflict)?;
    let clinics = project.plan.areas.iter().filter_map(|area| area.clinic);
    let names = organisations::clinic_names(&app.db, clinics).await?;
    let codes = names.into_iter().map(|(id, name)| (id, name.code)).collect();
    let snapshot = serde_json::to_value(PlanDocument::of(&project.plan, &codes))?;
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(snapshot.to_string()));
    store::save_version(&act, &project, snapshot).await?;
    let facts = Facts::none().with("plan_version", project.plan_version).with("sha256", digest);
    save(act, project, facts).await
}

/// Hands the plan back to be mended, with a reason.
///
/// # Errors
/// When the reader may not, or it is not with the ministry.
pub async fn return_project(app: &App, reader: &Reader, code: &str, reason: String) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::ReturnProject, code).await?;
    policy::may_return_project(reader, &project)?;
    let project = project.returned(reason.clone()).map_err(Error::Conflict)?;
    save(act, project, Facts::none().with("reason", reason)).await
}

/// Approves a signed plan.
///
/// # Errors
/// When the reader may not, or it is not signed.
pub async fn approve(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Approve, code).await?;
    policy::may_approve(reader, &project)?;
    let project = project.approved().map_err(Error::Conflict)?;
    let facts = Facts::none()
        .with("plan_version", project.plan_version)
        .with("stated_total", project.plan.budget.stated_total.0);
    save(act, project, facts).await
}

/// Says which clinic answers for an area, counted from nought.
///
/// # Errors
/// When the reader may not, there is no such area, or no such clinic.
pub async fn assign_area(app: &App, reader: &Reader, code: &str, position: usize, clinic: &str) -> Result<Project> {
    let found = organisations::find_clinic(&app.db, clinic.trim()).await?;
    let (act, project) = open(app, reader, Verb::AssignArea, code).await?;
    policy::may_assign_area(reader, &project)?;
    let unknown = || FormErrors::one("clinic", msg("projects-clinic-unknown").with("code", clinic.trim()));
    let chosen = found.ok_or_else(unknown)?;
    let project = project.area_assigned(position, chosen.id).map_err(Error::Conflict)?;
    if let Some(Area { id, clinic, .. }) = project.plan.areas.get(position) {
        store::save_area_clinic(&act, *id, *clinic).await?;
    }
    save(act, project, Facts::none().with("position", position).with("clinic", chosen.code)).await
}

/// Says that the technology has been transferred.
///
/// # Errors
/// When the reader may not, or no work is going on.
pub async fn mark_transferred(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::MarkTransferred, code).await?;
    policy::may_mark_transferred(reader, &project)?;
    let project = project.marked_transferred().map_err(Error::Conflict)?;
    save(act, project, Facts::none()).await
}

/// Begins the follow-up.
///
/// # Errors
/// When the reader may not, or nothing has been transferred.
pub async fn follow_up(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::FollowUp, code).await?;
    policy::may_follow_up(reader, &project)?;
    let project = project.following_up().map_err(Error::Conflict)?;
    save(act, project, Facts::none()).await
}

/// Finishes it, perhaps with follow-up pending (docs/requirements.md B-11).
///
/// # Errors
/// When the reader may not, or nothing has been transferred.
pub async fn close(app: &App, reader: &Reader, code: &str, pending_follow_up: bool) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Close, code).await?;
    policy::may_close(reader, &project)?;
    let project = project.closed(pending_follow_up).map_err(Error::Conflict)?;
    save(act, project, Facts::none().with("pending_follow_up", pending_follow_up)).await
}

/// Gives it up, with a reason.
///
/// # Errors
/// When the reader may not, or it is over.
pub async fn cancel(app: &App, reader: &Reader, code: &str, reason: String) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Cancel, code).await?;
    policy::may_cancel(reader, &project)?;
    let project = project.cancelled(reason.clone()).map_err(Error::Conflict)?;
    save(act, project, Facts::none().with("reason", reason)).await
}

/// The rehearsals a clinic leads, with their codes, for [`forget`].
///
/// # Errors
/// When the database cannot be read.
pub async fn rehearsals(act: &Act, clinic: Uuid) -> Result<Vec<(Uuid, String)>> {
    store_rehearsals::list_rehearsals(act, clinic).await
}

/// From above: the clinic clears what it rehearsed. Part of that act, after all that hangs on
/// projects and before the needs they took up.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, rehearsals: &[Uuid]) -> Result<()> {
    store_rehearsals::delete_rehearsals(act, rehearsals).await
}

/// Takes a step in the project's life with what its page asks for.
///
/// # Errors
/// As the verb's own; what its page lacks, beside its field.
pub async fn perform(app: &App, reader: &Reader, code: &str, deed: Deed, form: &DeedForm) -> Result<Project> {
    match deed {
        Deed::Submit => submit(app, reader, code).await,
        Deed::Sign => sign(app, reader, code, form.signature(app.clock.today())?).await,
        Deed::Return => return_project(app, reader, code, form.reason()?).await,
        Deed::Approve => approve(app, reader, code).await,
        Deed::MarkTransferred => mark_transferred(app, reader, code).await,
        Deed::FollowUp => follow_up(app, reader, code).await,
        Deed::Close => close(app, reader, code, !form.pending.is_empty()).await,
        Deed::Cancel => cancel(app, reader, code, form.reason()?).await,
    }
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Project)> {
    let act = app.act(&reader.actor(), verb).await?;
    let project = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    Ok((act, project))
}

async fn save(act: Act, mut project: Project, facts: Facts) -> Result<Project> {
    store::save(&act, &project).await?;
    act.commit(&project, facts).await?;
    project.version += 1;
    Ok(project)
}

/// The act of bringing in one file.
struct ImportedFile(Uuid);

impl Subject for ImportedFile {
    fn id(&self) -> Uuid {
        self.0
    }
}

/// Writes all rows of one file in one act: all or nothing, one row in the trail with a digest of
/// every record. Rows of parts (`budget-lines`, `activities`, `indicators`) replace what the open
/// plans they name had before, so that the same file brought twice is the same plan. Answers how
/// many rows were written.
///
/// # Errors
/// When the reader may not; or what is wrong with rows, the field being `row.column`.
pub async fn import(app: &App, reader: &Reader, batch: Batch, how: &Circumstances) -> Result<usize> {
    policy::may_import(reader)?;
    let (kind, rows) = (batch.kind(), batch.len());
    let clinics = match &batch {
        Batch::Projects(rows) => clinics_by_code(app, rows.iter().flat_map(|(_, new)| new.clinic_codes())).await?,
        _ => HashMap::new(),
    };
    let act = app.act(&reader.actor(), Verb::Import).await?;
    let projects = match batch {
        Batch::Projects(rows) => import_projects(&act, rows, &clinics, how).await?,
        Batch::BudgetLines(rows) => {
            import_parts(&act, rows, |new| &new.project, |plan| plan.budget.lines.clear(), batch::add_line).await?
        }
        Batch::Activities(rows) => {
            import_parts(&act, rows, |new| &new.project, |plan| plan.schedule.clear(), batch::add_item).await?
        }
        Batch::Indicators(rows) => {
            import_parts(&act, rows, |new| &new.project, |plan| plan.indicators.clear(), batch::add_indicator).await?
        }
    };
    let records = projects.iter().map(digest).collect::<Result<Vec<_>>>()?;
    let file = ImportedFile(act.new_id());
    act.commit(&file, Facts::none().with("kind", kind).with("rows", rows).with("records", records)).await?;
    Ok(rows)
}

/// "P53-XXXXX sha256" of a project as the file left it.
fn digest(project: &Project) -> Result<String> {
    let document = serde_json::to_vec(&PlanDocument::of(&project.plan, &HashMap::new()))?;
    Ok(format!("{} {}", project.code, data_encoding::HEXLOWER.encode(&Sha256::digest(document))))
}

async fn import_projects(
    act: &Act,
    rows: Vec<(usize, NewProject)>,
    clinics: &ClinicCodes,
    how: &Circumstances,
) -> Result<Vec<Project>> {
    let given = rows.iter().filter_map(|(_, new)| new.code.clone()).collect();
    let mut taken: BTreeSet<String> = store::taken_codes(act, &given).await?;
    let mut errors = FormErrors::new();
    let mut projects = Vec::with_capacity(rows.len());
    for (number, mut new) in rows {
        if let Some(code) = new.code.clone().filter(|code| !taken.insert(code.clone())) {
            errors.add(format!("{number}.code"), msg("projects-import-taken").with("code", code));
        }
        let mut clinic = |column: &str, code: &Option<String>| {
            let code = code.as_ref()?;
            let found = clinics.get(code).copied();
            if found.is_none() {
                errors.add(format!("{number}.{column}"), msg("projects-clinic-unknown").with("code", code.clone()));
            }
            found
        };
        let lead = clinic("lead_clinic", &new.lead_clinic);
        for (area, code) in new.plan.areas.iter_mut().zip(&new.area_clinics) {
            area.clinic = clinic("areas", code);
        }
        projects.push(draft(act, new.code, lead, new.plan, how));
    }
    errors.into_result()?;
    store::save_new(act, &projects).await?;
    Ok(projects)
}

/// Adds a checked row to the plan it names, or says which column stands against it.
type AddRow<T> = fn(&mut Plan, T) -> Result<(), (&'static str, Message)>;

async fn import_parts<T>(
    act: &Act,
    rows: Vec<(usize, T)>,
    project_of: fn(&T) -> &String,
    clear: fn(&mut Plan),
    add: AddRow<T>,
) -> Result<Vec<Project>> {
    let codes = rows.iter().map(|(_, row)| project_of(row).clone()).collect();
    // A file never reaches a rehearsal.
    let found = store::find_many_for_change(act, &codes).await?.into_iter().filter(|project| !project.practice);
    let mut projects: BTreeMap<String, Project> = found.map(|project| (project.code.clone(), project)).collect();
    projects.values_mut().for_each(|project| clear(&mut project.plan));
    let mut errors = FormErrors::new();
    for (number, row) in rows {
        let code = project_of(&row).clone();
        let added = match projects.get_mut(&code) {
            None => Err(("project", msg("projects-import-unknown").with("code", code))),
            Some(project) if !project.status.is_open() => Err(("project", msg("projects-not-open"))),
            Some(project) => add(&mut project.plan, row),
        };
        if let Err((column, message)) = added {
            errors.add(format!("{number}.{column}"), message);
        }
    }
    errors.into_result()?;
    let renewed = |project: Project| Project { plan: with_ids(act, project.plan), ..project };
    let projects: Vec<Project> = projects.into_values().map(renewed).collect();
    store::save_plans(act, &projects).await?;
    store::touch(act, &projects).await?;
    Ok(projects)
}
