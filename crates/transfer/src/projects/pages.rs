//! The pages of projects: their list, the form by which one is proposed, one project with its versions.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::area::Area;
use super::budget::Totals;
use super::check::{self, Check};
use super::deed::Deed;
use super::desk::Desk;
use super::forms_deeds::{MINISTRY, ProposalForm};
use super::pages_attachments::Attached;
use super::pages_days::Past;
use super::pages_history::signing;
use super::plan::Plan;
use super::project::{Project, Status};
use super::schedule::gantt;
use super::signing::Signing;
use super::store_list::{self, Filter, Row};
use super::then::Then;
use super::verbs;
use super::version::ProjectName;
use super::{policy, store, store_beside, verbs_answering};
use brokerage::needs;
use brokerage::technologies;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::provinces;
use house::layout::slots::{Slots, Spot};
use house::layout::{Choice, Gantt, choices, filters, fiscal_years};
use house::organisations::{self, ClinicName};
use kit::show::hundredths;

use crate::calls::{self, Call};
use crate::programmes;

/// The list: what is public, and what the reader works on.
#[derive(Template)]
#[template(path = "projects/index.html")]
pub(super) struct Index {
    projects: Listing<Row>,
    programmes: programmes::Names,
    filter: Filter,
    provinces: &'static [Choice],
    statuses: Vec<Choice>,
    /// What stands on the reader's desk, where they have one.
    desks: Vec<Choice>,
    years: Vec<Choice>,
    turns: Turns,
    may_propose: bool,
}
page!(Index, "projects-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let whose = policy::whose(&reader);
    let projects = store_list::list(&app.db, &filter, &whose).await?;
    let mut statuses = choices(Status::words(), "projects-status-");
    let open = |status: Status| status.is_public() || status == Status::Cancelled;
    statuses.retain(|choice| reader.who().is_some() || Status::from_word(&choice.value).is_some_and(open));
    Ok(Index {
        turns: projects.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        provinces: provinces(),
        statuses,
        desks: if whose.has_desk() { choices(Desk::words(), "projects-desk-") } else { Vec::new() },
        years: fiscal_years(FiscalYear(FiscalYear::of(app.clock.today()).0 + 1)),
        may_propose: policy::may_propose_somehow(&reader).is_ok(),
        programmes: programmes::names(&app.db).await?,
        projects,
        filter,
    })
}

/// The form by which a project is proposed.
#[derive(Template)]
#[template(path = "projects/new.html")]
pub(super) struct New {
    form: ProposalForm,
    errors: FormErrors,
    /// The key of the form by which a file is handed in, and what was wrong with the file.
    file_once: String,
    file_errors: FormErrors,
    programmes: Vec<Choice>,
    leads: Vec<Choice>,
    need: Option<String>,
    /// The call it answers, whose fiscal year and line of work it takes over.
    call: Option<Call>,
}
page!(New, "projects-new-title");

impl New {
    pub(super) async fn with(app: &App, reader: &Reader, form: ProposalForm, errors: FormErrors) -> Result<Self> {
        let clinics = organisations::clinic_names(&app.db, reader.clinics()).await?;
        let mut leads: Vec<Choice> =
            clinics.into_values().map(|clinic| Choice::new(clinic.code, clinic.name)).collect();
        leads.sort_by(|one, other| one.value.cmp(&other.value));
        if policy::may_propose(reader, None).is_ok() {
            leads.insert(0, Choice::new(MINISTRY, msg("projects-lead-ministry")));
        }
        let need = match form.need.is_empty() {
            true => None,
            false => needs::find_by_code(&app.db, &form.need)
                .await?
                .filter(|need| needs::may_see(reader, need).is_ok())
                .map(|need| need.told.text),
        };
        let programmes = programmes::names(&app.db).await?.choices("");
        let call = calls::named(app, reader, &form.call).await?;
        let file_once = reader.form_key(&app.chance);
        Ok(Self { form, errors, file_once, file_errors: FormErrors::new(), programmes, leads, need, call })
    }

    /// What was wrong with the file that was handed in instead.
    pub(super) fn file_refused(mut self, errors: FormErrors) -> Self {
        self.file_errors = errors;
        self
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<ProposalForm>) -> Result<New> {
    policy::may_propose_somehow(&reader)?;
    form.once = reader.form_key(&app.chance);
    if form.fiscal_year.is_empty() {
        form.fiscal_year = FiscalYear::of(app.clock.today()).0.to_string();
    }
    let mut page = New::with(&app, &reader, form, FormErrors::new()).await?;
    if let ([only], true) = (page.leads.as_slice(), page.form.lead.is_empty()) {
        page.form.lead = only.value.clone();
    }
    Ok(page)
}

pub(super) async fn propose(
    State(app): State<App>,
    reader: Reader,
    Form(mut form): Form<ProposalForm>,
) -> Result<Response> {
    policy::may_propose_somehow(&reader)?;
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        let errors = FormErrors::whole(message);
        return Ok((StatusCode::CONFLICT, New::with(&app, &reader, form, errors).await?).into_response());
    }
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    if lead.is_some() || form.lead == MINISTRY {
        policy::may_propose(&reader, lead)?;
    }
    let how = Circumstances { once: Some(form.once.clone()), invented: app.settings.demo };
    let (known, call) = (programmes::names(&app.db).await?, calls::named(&app, &reader, &form.call).await?);
    let proposed = match form.check(lead, &known, call.as_ref(), app.clock.now()) {
        Ok(proposal) => verbs::propose(&app, &reader, proposal, how).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match proposed {
        Ok(project) => {
            Ok(see(format!("/projects/{}/edit", project.code)).saying(msg("projects-proposed")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "need")?;
            Ok((status, New::with(&app, &reader, form, errors).await?).into_response())
        }
    }
}

/// An area, as a page shows it.
struct AreaView {
    number: usize,
    area: Area,
    clinic: Option<ClinicName>,
}

/// One project, in the thirteen sections of its plan.
#[derive(Template)]
#[template(path = "projects/show.html")]
pub(super) struct Show {
    project: Project,
    lead: Option<ClinicName>,
    programme: Bilingual,
    /// The call it answers.
    call: Option<Call>,
    areas: Vec<AreaView>,
    /// What people said they need, which this answers.
    needs: Vec<needs::Need>,
    /// What it transfers, each with whose it is when that is not the clinic that leads.
    technologies: Vec<(technologies::Row, Option<ClinicName>)>,
    /// The project of the year before, and that of the year after.
    beside: (Option<ProjectName>, Option<ProjectName>),
    /// What was learned in the year before, while its plan is written.
    lessons: Slots,
    totals: Totals,
    gantt: Option<Gantt>,
    faults: Vec<Check>,
    deeds: Vec<Deed>,
    may_edit: bool,
    may_amend: bool,
    may_mark: bool,
    /// Who signed the plan, and who amended it since.
    signing: Signing,
    /// Names of living people are for those who work on it.
    names_signer: bool,
    may_assign: bool,
    attached: Attached,
    slots: Slots,
    end: Slots,
    /// Where the page shows a day that is past: that day, and what has changed since.
    past: Option<Past>,
}
page!(Show, |page| msg("projects-show-title").with("code", page.project.code.clone()), shared);

impl Show {
    fn plan(&self) -> &Plan {
        &self.project.plan
    }

    fn at(&self, verb: &str) -> String {
        format!("/projects/{}/{verb}", self.project.code)
    }

    fn edit_at(&self, check: &Check) -> String {
        format!("{}#f-{}", check.section.address(&self.project.code), check.field)
    }

    /// Does nothing stand against handing it in?
    fn is_ready(&self) -> bool {
        !self.faults.iter().any(|fault| fault.binding)
    }

    /// One step stands out: while something stands against it, that is to mend the plan.
    fn tone_of(&self, deed: &Deed) -> &'static str {
        if self.is_ready() { deed.tone() } else { "plain" }
    }

    fn area_of(&self, id: &Option<Uuid>) -> Option<&AreaView> {
        self.areas.iter().find(|view| Some(view.area.id) == *id)
    }

    fn percent(&self, share: &i64) -> String {
        hundredths(*share)
    }

    fn part(&self, index: &usize) -> Satang {
        self.project.plan.budget.part(*index)
    }
}

pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    Ok(project)
}

/// The technologies a project transfers, or transferred then, those that are published.
async fn transferred(app: &App, project: Uuid, past: Option<&Past>) -> Result<Vec<technologies::Row>> {
    let ids = match past {
        Some(past) => past.technologies.clone(),
        None => store::list_technologies(&app.db, &[project]).await?.remove(&project).unwrap_or_default(),
    };
    let mut rows: Vec<_> = technologies::find_many(&app.db, ids).await?.into_values().collect();
    rows.retain(|row| row.status() == technologies::Status::Published);
    rows.sort_by(|one, other| one.name_sort.cmp(&other.name_sort));
    Ok(rows)
}

/// With the clinic that offers it, when another one leads the project.
fn with_owner(
    row: technologies::Row,
    project: &Project,
    clinics: &HashMap<Uuid, ClinicName>,
) -> (technologies::Row, Option<ClinicName>) {
    let owner = (project.lead_clinic != Some(row.clinic_id)).then(|| clinics.get(&row.clinic_id).cloned());
    (row, owner.flatten())
}

/// The projects of the years beside it, drafts for those who work on it.
async fn beside(app: &App, reader: &Reader, project: &Project) -> Result<(Option<ProjectName>, Option<ProjectName>)> {
    let (before, after) = store_beside::list_beside(&app.db, project).await?;
    let works_on = policy::works_on(reader, project);
    let shown = |name: &ProjectName| works_on || name.public;
    Ok((before.filter(shown), after.filter(shown)))
}

/// The needs a project answers, those that the reader may see.
pub(super) async fn answered(app: &App, reader: &Reader, project: Uuid) -> Result<Vec<needs::Need>> {
    let mut needs = needs::find_many(&app.db, store::list_needs(app.db.reader(), project).await?).await?;
    needs.retain(|need| needs::may_see(reader, need).is_ok());
    Ok(needs)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let project = seen(&app, &reader, &code).await?;
    Show::of(&app, &reader, project, None).await
}

impl Show {
    /// The page of a project as it is, or as it was: what can be done to it is of today.
    pub(super) async fn of(app: &App, reader: &Reader, project: Project, past: Option<Past>) -> Result<Self> {
        let page = Self::of_plan(app, reader, project, past).await?;
        match page.past.as_ref().map(|past| past.on) {
            Some(on) => page.of_then(app, reader, on).await,
            None => page.of_today(app, reader).await,
        }
    }

    async fn of_plan(app: &App, reader: &Reader, project: Project, past: Option<Past>) -> Result<Self> {
        let technologies = transferred(app, project.id, past.as_ref()).await?;
        let of_areas = project.plan.areas.iter().filter_map(|area| area.clinic);
        let offering = technologies.iter().map(|one| one.clinic_id);
        let clinics = organisations::clinic_names(&app.db, of_areas.chain(project.lead_clinic).chain(offering)).await?;
        let view = |(at, area): (usize, &Area)| AreaView {
            number: at + 1,
            clinic: area.clinic.and_then(|id| clinics.get(&id).cloned()),
            area: area.clone(),
        };
        Ok(Self {
            areas: project.plan.areas.iter().enumerate().map(view).collect(),
            lead: project.lead_clinic.and_then(|id| clinics.get(&id).cloned()),
            programme: programmes::names(&app.db).await?.of(&project.plan.programme),
            call: match project.call {
                Some(id) => calls::find(&app.db, id).await?,
                None => None,
            },
            needs: answered(app, reader, project.id).await?,
            technologies: technologies.into_iter().map(|one| with_owner(one, &project, &clinics)).collect(),
            totals: project.plan.budget.totals(),
            gantt: gantt(
                &project.plan,
                !project.status.follows_document(),
                past.as_ref().map_or_else(|| app.clock.today(), |past| past.on),
            ),
            beside: beside(app, reader, &project).await?,
            names_signer: policy::works_on(reader, &project),
            signing: signing(app, reader, &project).await?,
            lessons: Slots::default(),
            faults: Vec::new(),
            deeds: Vec::new(),
            may_edit: false,
            may_amend: false,
            may_mark: false,
            may_assign: false,
            attached: Attached::default(),
            slots: Slots::default(),
            end: Slots::default(),
            project,
            past,
        })
    }

    /// What others know of that day.
    async fn of_then(self, app: &App, reader: &Reader, on: NaiveDate) -> Result<Self> {
        let then = Then { project: self.project.clone(), on };
        let attached = Attached::until(app, reader, &then.project, on).await?;
        Ok(Self { attached, slots: Slots::on(app, reader, &then).await?, ..self })
    }

    async fn of_today(self, app: &App, reader: &Reader) -> Result<Self> {
        let project = &self.project;
        let may_edit = policy::may_edit(reader, project).is_ok() && project.status.is_open();
        Ok(Self {
            lessons: match project.continues.filter(|_| may_edit) {
                Some(before) => Slots::of(app, reader, Spot::ProjectLessons, before).await?,
                None => Slots::default(),
            },
            faults: if policy::works_on(reader, project) && !project.is_public() {
                check::checks(&project.plan, &verbs_answering::rules(app, project).await?)
            } else {
                Vec::new()
            },
            deeds: Deed::ALL
                .iter()
                .copied()
                // Next year's plan is opened once.
                .filter(|deed| *deed != Deed::OpenNext || self.beside.1.is_none())
                .filter(|deed| policy::may_do(reader, project, *deed))
                .collect(),
            may_edit,
            may_mark: project.may_be_amended().is_ok() && policy::may_mark_done(reader, project).is_ok(),
            may_amend: project.may_be_amended().is_ok() && policy::may_begin_amendment(reader, project).is_ok(),
            may_assign: policy::may_assign_area(reader, project).is_ok()
                && !matches!(project.status, Status::Closed | Status::Cancelled),
            attached: Attached::of(app, reader, project).await?,
            slots: Slots::on(app, reader, project).await?,
            end: Slots::of(app, reader, Spot::ProjectEnd, project.id).await?,
            ..self
        })
    }
}
