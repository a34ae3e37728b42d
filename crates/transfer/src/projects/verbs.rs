//! What can be done to a project: each one transaction and one row in the trail. What files bring in
//! stands in `verbs_import.rs`.

use std::collections::BTreeSet;

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use sha2::{Digest, Sha256};
use thai::FiscalYear;
use uuid::Uuid;

use super::area::Area;
use super::check::{self, Section};
use super::deed::Deed;
use super::document::PlanDocument;
use super::forms::{self, Known};
use super::forms_deeds::{DeedForm, Proposal};
use super::plan::Plan;
use super::policy::{self, Verb};
use super::project::{Project, Signature, Status};
use super::schedule::near;
use super::verbs_answering::{appointed, before_its_call, reached, rules};
use super::verbs_attachments::forget_files;
use super::verbs_known::{codes, known};
use super::{store, store_areas, store_rehearsals, verbs_next_year};
use brokerage::{matching, needs};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::typed::Typed;
use house::organisations;

/// Letters of a project's code after its year: few enough to say, enough for every project of a year.
const CODE: usize = 8;

/// Writes down a draft with the needs it takes up; they hear of it when it is approved.
///
/// # Errors
/// When the reader may not, or no project may be proposed for one of the needs.
pub async fn propose(app: &App, reader: &Reader, proposal: Proposal, how: Circumstances) -> Result<Project> {
    policy::may_propose(reader, proposal.lead_clinic)?;
    reached(app, proposal.call, proposal.lead_clinic).await?;
    let mut seen = Vec::with_capacity(proposal.needs.len());
    for code in &proposal.needs {
        let need = needs::find_by_code(&app.db, code).await?.ok_or(Error::NotFound);
        match need.and_then(|need| needs::may_see(reader, &need).map(|()| need)) {
            // A need they may not know of is unknown to them.
            Err(Error::NotFound) => {
                let unknown = msg("projects-need-unknown").with("typed", code.as_str());
                return Err(FormErrors::one("need", unknown).into());
            }
            need => seen.push(need?),
        }
    }
    // In one order whoever proposes: two who name the same needs must not wait for each other.
    seen.sort_by_key(|need| need.id);
    let technologies = confirmed_technologies(app, &proposal.needs).await?;
    let act = app.act(&reader.actor(), Verb::Propose).await?;
    if let Some(key) = &how.once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    // What is granted is the ministry's to say, whatever a file that was brought says.
    let plan = Plan { budget: proposal.plan.budget.ungranted(), ..proposal.plan };
    let project = Project { call: proposal.call, ..draft(&act, proposal.lead_clinic, plan, &how) };
    store::save_new(&act, std::slice::from_ref(&project)).await?;
    for need in &seen {
        store::save_need(&act, project.id, needs::proposed(&act, &need.code, &project.code).await?.id).await?;
    }
    store::save_technologies(&act, project.id, &technologies).await?;
    if let Some(key) = &how.once {
        act.remember(key, &project.code).await?;
    }
    let facts = Facts::none()
        .with("name_th", project.plan.name.th.clone())
        .with("fiscal_year", project.plan.fiscal_year.0)
        .with("call", project.call.map(|call| call.to_string()))
        .with("needs", proposal.needs);
    act.commit(&project, facts).await?;
    Ok(project)
}

/// What was confirmed for the needs is what the project transfers.
async fn confirmed_technologies(app: &App, needs: &[String]) -> Result<BTreeSet<Uuid>> {
    let mut technologies = BTreeSet::new();
    for code in needs {
        if let Some(need) = needs::find_by_code(&app.db, code).await? {
            technologies.extend(matching::confirmed_technologies(&app.db, need.id).await?);
        }
    }
    Ok(technologies)
}

pub(super) fn draft(act: &Act, lead_clinic: Option<Uuid>, plan: Plan, how: &Circumstances) -> Project {
    Project {
        id: act.new_id(),
        code: new_code(act, plan.fiscal_year),
        lead_clinic,
        plan: with_ids(act, plan),
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
        practice: act.actor().rehearses,
        invented: how.invented,
        created_at: act.now(),
        version: 1,
    }
}

/// A code nobody has: P53-7K3M9-QRT.
pub(super) fn new_code(act: &Act, year: FiscalYear) -> String {
    format!("P{:02}-{}", year.0.rem_euclid(100), act.chance().code(CODE))
}

/// New parts of a plan get identifiers; those that have one keep it, each for one part.
pub(super) fn with_ids(act: &Act, mut plan: Plan) -> Plan {
    let mut given = BTreeSet::new();
    let indicators = plan.indicators.iter_mut().map(|one| &mut one.id);
    let areas = plan.areas.iter_mut().map(|area| &mut area.id);
    let lines = plan.budget.lines.iter_mut().map(|line| &mut line.id);
    let items = plan.schedule.iter_mut().map(|item| &mut item.id);
    for id in areas.chain(lines).chain(items).chain(indicators) {
        if id.is_nil() || !given.insert(*id) {
            *id = act.new_id();
        }
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
    let known = known(app, &revision.typed).await?;
    let (act, project) = open(app, reader, Verb::Edit, code).await?;
    policy::may_edit(reader, &project)?;
    if let Some(key) = &revision.once
        && act.done_before(key).await?.is_some()
    {
        return Ok(project);
    }
    project.open().map_err(Error::Conflict)?;
    if project.version != revision.version {
        return Err(Error::changed_meanwhile());
    }
    let known = Known { grants: policy::grants(reader, &project, false), ..known };
    let plan = forms::check(revision.section, &revision.typed, project.plan.clone(), &known, act.today())?;
    let mut project = project.edited(with_ids(&act, plan)).map_err(Error::Conflict)?;
    store::save_plan(&act, &project).await?;
    if let Some(key) = &revision.once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, Facts::none().with("section", revision.section.as_str())).await?;
    project.version += 1;
    Ok(project)
}

/// Hands a plan without binding faults to the ministry.
///
/// # Errors
/// When the reader may not, the project is not open, or the plan is not right: every fault beside
/// its field.
pub async fn submit(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let before = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &before)?;
    policy::may_submit(reader, &before)?;
    let mut rules = rules(app, &before).await?;
    appointed(app, reader, &before, &rules).await?;
    let (act, project) = open(app, reader, Verb::Submit, code).await?;
    policy::may_submit(reader, &project)?;
    before_its_call(&act, &project, &mut rules).await?;
    let project = project.submitted(act.actor().person()).map_err(Error::Conflict)?;
    check::may_be_submitted(&project.plan, &rules)?;
    save(act, project, Facts::none()).await
}

/// Signs the plan as it stands: a new version, kept whole.
///
/// # Errors
/// When the reader may not, has submitted it, or it is not with the ministry.
pub async fn sign(app: &App, reader: &Reader, code: &str, signature: Signature) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Sign, code).await?;
    policy::may_sign(reader, &project)?;
    near(signature.on, project.plan.fiscal_year).map_err(|far| FormErrors::one("on", far))?;
    let by = signature.by.clone();
    let project = project.signed(act.actor().person(), signature).map_err(Error::Conflict)?;
    let digest = keep_version(app, &act, &project, Some(by)).await?;
    let facts = Facts::none().with("plan_version", project.plan_version).with("sha256", digest);
    save(act, project, facts).await
}

/// Keeps the plan as it stands whole, as a version of its own; answers its digest.
pub(super) async fn keep_version(app: &App, act: &Act, project: &Project, signed_by: Option<String>) -> Result<String> {
    let codes = codes(app, [&project.plan]).await?;
    let snapshot = serde_json::to_value(PlanDocument::of(&project.plan, &codes))?;
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(snapshot.to_string()));
    store::save_version(act, project, signed_by, snapshot).await?;
    Ok(digest)
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

/// Approves a signed plan, and tells the needs it takes up.
///
/// # Errors
/// When the reader may not, or it is not signed.
pub async fn approve(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Approve, code).await?;
    policy::may_approve(reader, &project)?;
    let project = project.approved().map_err(Error::Conflict)?;
    let facts = Facts::none()
        .with("plan_version", project.plan_version)
        .with("stated_total", project.plan.budget.stated_total.0)
        .with("granted_now", project.plan.budget.totals().granted_now.0);
    store::save_plan(&act, &project).await?;
    for need in store::list_needs(act.db(), project.id).await? {
        needs::taken_into_project(&act, need, &project.code).await?;
    }
    act.commit(&project, facts).await?;
    Ok(Project { version: project.version + 1, ..project })
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
        store_areas::save_area_clinic(&act, *id, *clinic).await?;
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

/// News from its areas: each has had a day of transfer that somebody attended. A project at work is
/// transferred then; in any other state nothing changes. Part of the attendance's own act.
///
/// # Errors
/// When somebody else changed it meanwhile.
pub async fn transferred_everywhere(act: &Act, id: Uuid) -> Result<()> {
    let project = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    let Ok(project) = project.marked_transferred() else { return Ok(()) };
    store::save(act, &project).await?;
    act.note(Verb::MarkTransferred.into(), &project, Facts::none().with("areas", project.plan.areas.len())).await
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

/// Gives it up, with a reason, and tells the needs that no other project works on.
///
/// # Errors
/// When the reader may not, or it is over.
pub async fn cancel(app: &App, reader: &Reader, code: &str, reason: String) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Cancel, code).await?;
    policy::may_cancel(reader, &project)?;
    let project = project.cancelled(reason.clone()).map_err(Error::Conflict)?;
    for need in store::list_needs(act.db(), project.id).await? {
        // Whoever gives up another project of this need waits, and then sees that this one is over.
        needs::held(&act, need).await?;
        let others = store::list_of_need_in(&act, need).await?;
        if !others.iter().any(|other| other.code != project.code && other.status.is_public()) {
            needs::left_by_project(&act, need, &project.code).await?;
        }
    }
    save(act, project, Facts::none().with("reason", reason)).await
}

/// From above: a project whose money is counted, held until the act ends, so that two who pay wait for each other.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or when the database cannot be read.
pub async fn held(act: &Act, code: &str) -> Result<Project> {
    store::find_for_change(act, code).await?.ok_or(Error::NotFound)
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
    forget_files(act, rehearsals).await?;
    store_rehearsals::delete_rehearsals(act, rehearsals).await
}

/// Takes a step in the project's life with what its page asks for; answers the project it led to.
///
/// # Errors
/// As the verb's own; what its page lacks, beside its field.
pub async fn perform(app: &App, reader: &Reader, code: &str, deed: Deed, form: &DeedForm) -> Result<Project> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    // The right comes before the form: whoever may not is told so, not what the form lacks.
    policy::may_take(reader, &project, deed)?;
    match deed {
        Deed::Submit => submit(app, reader, code).await,
        Deed::Sign => sign(app, reader, code, form.signature(app.clock.today())?).await,
        Deed::Return => return_project(app, reader, code, form.reason()?).await,
        Deed::Approve => approve(app, reader, code).await,
        Deed::MarkTransferred => mark_transferred(app, reader, code).await,
        Deed::FollowUp => follow_up(app, reader, code).await,
        Deed::Close => close(app, reader, code, !form.pending.is_empty()).await,
        Deed::OpenNext => verbs_next_year::open_next(app, reader, code).await,
        Deed::Cancel => cancel(app, reader, code, form.reason()?).await,
    }
}

pub(super) async fn open(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, Project)> {
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
