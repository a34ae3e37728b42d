//! The pages of projects: the data of each and its handler. Longer than 400 lines because a plan has
//! the pages of its list, its proposal, six sections, eight steps, its areas and its versions.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use chrono::{Datelike, NaiveDate};
use kit::db::listing::Listing;
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Path, Query, see};
use kit::{Error, FormErrors, Message, Result, page};
use serde::Deserialize;
use thai::{FiscalYear, Quarter, Satang};
use uuid::Uuid;

use super::budget::Totals;
use super::check::{self, Check, Section};
use super::deed::Deed;
use super::forms::{self, DeedForm, ProposalForm};
use super::indicator::hundredths_text;
use super::policy;
use super::project::{Plan, Project, Sight, Status};
use super::schedule::{gantt, quarters_offered};
use super::store::{self, Filter, Row};
use super::typed::{Saved, Typed, filled, month_name};
use super::verbs::{self, Circumstances, Revision};
use super::version::{Change, PlanDocument, PlanVersion, ProjectName, differences};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::{Filling, Piece, Slots};
use crate::layout::{Choice, Gantt, filters};
use crate::needs;
use crate::organisations::{self, ClinicName};

/// The list: what is public, and what the reader works on.
#[derive(Template)]
#[template(path = "projects/index.html")]
pub(super) struct Index {
    projects: Listing<Row>,
    filter: Filter,
    provinces: &'static [Choice],
    statuses: Vec<Choice>,
    years: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
    may_propose: bool,
}
page!(Index, "projects-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Query(filter): Query<Filter>) -> Result<Index> {
    let projects = store::list(&app.db, &filter, &policy::sight(&reader)).await?;
    let mut statuses = forms::choices("status");
    statuses.retain(|choice| reader.who().is_some() || Status::from_word(&choice.value).is_some_and(Status::is_public));
    Ok(Index {
        next: projects.next_cursor.as_ref().map(|cursor| filter.address(cursor)),
        first: filter.cursor.as_ref().map(|_| filter.address("")),
        provinces: provinces(),
        statuses,
        years: years(app.clock.today()),
        may_propose: policy::may_propose_somehow(&reader).is_ok(),
        projects,
        filter,
    })
}

/// Fiscal years from the next back to that of the network's beginning (seed 000 §1).
fn years(today: NaiveDate) -> Vec<Choice> {
    let next = FiscalYear::of(today).0 + 1;
    (2546..=next).rev().map(|year| Choice::new(year.to_string(), year.to_string())).collect()
}

/// The form by which a project is proposed.
#[derive(Template)]
#[template(path = "projects/new.html")]
pub(super) struct New {
    form: ProposalForm,
    errors: FormErrors,
    programmes: Vec<Choice>,
    leads: Vec<Choice>,
    need: Option<String>,
}
page!(New, "projects-new-title");

impl New {
    async fn with(app: &App, reader: &Reader, form: ProposalForm, errors: FormErrors) -> Result<Self> {
        let clinics = organisations::clinic_names(&app.db, reader.clinics()).await?;
        let mut leads: Vec<Choice> =
            clinics.into_values().map(|clinic| Choice::new(clinic.code, clinic.name)).collect();
        leads.sort_by(|one, other| one.value.cmp(&other.value));
        if policy::may_propose(reader, None).is_ok() {
            leads.insert(0, Choice::new(forms::MINISTRY, msg("projects-lead-ministry")));
        }
        let need = match form.need.is_empty() {
            true => None,
            false => needs::find_by_code(&app.db, &form.need)
                .await?
                .filter(|need| needs::may_see(reader, need).is_ok())
                .map(|need| need.told.text),
        };
        Ok(Self { form, errors, programmes: forms::choices("programme"), leads, need })
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
        let errors = FormErrors::one("name_th", message);
        return Ok((StatusCode::CONFLICT, New::with(&app, &reader, form, errors).await?).into_response());
    }
    let lead = organisations::find_clinic(&app.db, &form.lead).await?.map(|clinic| clinic.id);
    let proposal = match form.check(lead) {
        Ok(proposal) => proposal,
        Err(errors) => {
            return Ok(
                (StatusCode::UNPROCESSABLE_ENTITY, New::with(&app, &reader, form, errors).await?).into_response()
            );
        }
    };
    let how = Circumstances { once: Some(form.once.clone()), invented: app.settings.demo, ..Circumstances::default() };
    match verbs::propose(&app, &reader, proposal, how).await {
        Ok(project) => {
            Ok(see(format!("/projects/{}/edit", project.code)).saying(msg("projects-proposed")).into_response())
        }
        Err(Error::Conflict(message)) => {
            let errors = FormErrors::one("need", message);
            Ok((StatusCode::CONFLICT, New::with(&app, &reader, form, errors).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// An area, as a page shows it.
struct AreaView {
    number: usize,
    area: super::area::Area,
    clinic: Option<ClinicName>,
}

/// One project, in the thirteen sections of its plan.
#[derive(Template)]
#[template(path = "projects/show.html")]
pub(super) struct Show {
    project: Project,
    lead: Option<ClinicName>,
    areas: Vec<AreaView>,
    totals: Totals,
    gantt: Option<Gantt>,
    faults: Vec<Check>,
    deeds: Vec<Deed>,
    may_edit: bool,
    may_assign: bool,
    slots: Slots,
    end: Slots,
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
        format!("/projects/{}/edit?section={}#f-{}", self.project.code, check.section, check.field)
    }

    fn area_of(&self, id: &Option<Uuid>) -> Option<&AreaView> {
        self.areas.iter().find(|view| Some(view.area.id) == *id)
    }

    fn percent(&self, share: &i64) -> String {
        hundredths_text(*share)
    }

    fn part(&self, index: &usize) -> Satang {
        self.project.plan.budget.part(*index)
    }
}

async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Project> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &project)?;
    Ok(project)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let project = seen(&app, &reader, &code).await?;
    let mut clinics = organisations::clinic_names(
        &app.db,
        project.plan.areas.iter().filter_map(|area| area.clinic).chain(project.lead_clinic),
    )
    .await?;
    let view = |(at, area): (usize, &super::area::Area)| AreaView {
        number: at + 1,
        clinic: area.clinic.and_then(|id| clinics.get(&id).cloned()),
        area: area.clone(),
    };
    let areas = project.plan.areas.iter().enumerate().map(view).collect();
    let may_edit = policy::may_edit(&reader, &project).is_ok() && project.status.is_open();
    Ok(Show {
        areas,
        lead: project.lead_clinic.and_then(|id| clinics.remove(&id)),
        totals: project.plan.budget.totals(),
        gantt: gantt(&project.plan.schedule, app.clock.today()),
        faults: if policy::works_on(&reader, &project) { check::checks(&project.plan) } else { Vec::new() },
        deeds: Deed::ALL.iter().copied().filter(|deed| policy::may_do(&reader, &project, *deed)).collect(),
        may_edit,
        may_assign: policy::may_assign_area(&reader, &project).is_ok()
            && !matches!(project.status, Status::Closed | Status::Cancelled),
        slots: Slots::of(&app, &reader, "project", project.id).await?,
        end: Slots::of(&app, &reader, "project-end", project.id).await?,
        project,
    })
}

/// The page of one section of the plan.
#[derive(Template)]
#[template(path = "projects/edit.html")]
pub(super) struct Edit {
    code: String,
    name: Option<Bilingual>,
    section: Section,
    typed: Typed,
    errors: FormErrors,
    warnings: FormErrors,
    faults: HashMap<Section, usize>,
    notice: Option<Message>,
    latest: Vec<Saved>,
    offer: Option<(NaiveDate, NaiveDate)>,
    quarters: Vec<Quarter>,
    areas: Vec<Choice>,
    clinics: Vec<Choice>,
}
page!(Edit, |page| Message::new("projects-edit-".to_owned() + page.section.as_str()));

impl Edit {
    /// What was typed, and nothing else: what somebody who is not signed in may see of it.
    fn bare(code: String, section: Section, typed: Typed) -> Self {
        let quarters = quarters_typed(&typed);
        Self {
            code,
            name: None,
            section,
            typed,
            errors: FormErrors::new(),
            warnings: FormErrors::new(),
            faults: HashMap::new(),
            notice: None,
            latest: Vec::new(),
            offer: None,
            quarters,
            areas: Vec::new(),
            clinics: Vec::new(),
        }
    }

    /// With the clinics to choose from, where the section asks for one.
    async fn offering(self, app: &App) -> Result<Self> {
        let clinics = if self.section == Section::Areas { clinics(app).await? } else { Vec::new() };
        Ok(Self { clinics, ..self })
    }

    fn of(project: &Project, section: Section, typed: Typed) -> Self {
        let plan = &project.plan;
        let mut faults = HashMap::new();
        for check in check::checks(plan) {
            *faults.entry(check.section).or_insert(0) += 1;
        }
        let offer = match plan.period.days() {
            Some(_) => None,
            None => forms::period_meant(typed.text("period_as_printed"), plan.fiscal_year),
        };
        let area = |(at, area): (usize, &super::area::Area)| {
            Choice::new(
                area.id.to_string(),
                format!("{}. {}", at + 1, crate::places::name(&area.province, kit::Lang::Th)),
            )
        };
        Self {
            name: Some(plan.name.clone()),
            faults,
            offer,
            quarters: quarters_offered(plan.fiscal_year),
            areas: plan.areas.iter().enumerate().map(area).collect(),
            ..Self::bare(project.code.clone(), section, typed)
        }
    }

    /// The words of the button that saves and goes on.
    fn onward(&self) -> &'static str {
        if self.section.next().is_some() { "projects-save-onward" } else { "projects-save-show" }
    }

    fn is(&self, section: &str) -> bool {
        self.section.as_str() == section
    }

    fn sections(&self) -> &'static [Section] {
        Section::ALL
    }

    fn faults_of(&self, section: &Section) -> usize {
        self.faults.get(section).copied().unwrap_or(0)
    }

    fn address(&self, section: &Section) -> String {
        format!("/projects/{}/edit?section={section}", self.code)
    }

    /// Keeps what is typed in the reader's browser apart from every other page's.
    fn draft(&self) -> String {
        format!("project-{}-{}", self.code, self.section)
    }

    fn month_box(&self, row: &usize, month: &NaiveDate) -> String {
        self.typed.at("item", row, &month_name(month))
    }

    fn month_label(&self, month: &NaiveDate) -> String {
        format!("layout-month-short-{}", month.month())
    }

    fn month_ticked(&self, row: &usize, month: &NaiveDate) -> bool {
        self.typed.ticked(&self.month_box(row, month))
    }

    fn place_list(&self, row: &usize) -> String {
        format!("area.{row}.place")
    }

    fn choices(&self, of: &str) -> Vec<Choice> {
        forms::choices(of)
    }

    fn provinces(&self) -> &'static [Choice] {
        provinces()
    }
}

/// Every clinic, to choose from.
async fn clinics(app: &App) -> Result<Vec<Choice>> {
    let names = organisations::list_clinic_names(&app.db).await?;
    Ok(names.into_iter().map(|clinic| Choice::new(clinic.code, clinic.name)).collect())
}

/// The quarters whose boxes were typed into, where the plan is not to be read.
fn quarters_typed(typed: &Typed) -> Vec<Quarter> {
    forms::fiscal_year(typed.text("months_of")).map(quarters_offered).unwrap_or_default()
}

/// Which section, in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SectionQuery {
    section: String,
}

impl SectionQuery {
    fn section(&self) -> Section {
        Section::from_word(&self.section).unwrap_or(Section::About)
    }
}

/// The plan as it is, in the fields of a section.
async fn as_saved(app: &App, project: &Project, section: Section) -> Result<Typed> {
    let names = organisations::clinic_names(&app.db, project.plan.areas.iter().filter_map(|area| area.clinic)).await?;
    let codes = names.into_iter().map(|(id, name)| (id, name.code)).collect();
    let mut typed = filled(section, &project.plan, &codes);
    typed.set("version", project.version.to_string());
    typed.set("once", app.chance.secret());
    typed.set("months_of", project.plan.fiscal_year.0.to_string());
    Ok(typed)
}

pub(super) async fn edit_form(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<SectionQuery>,
) -> Result<Edit> {
    reader.must_sign_in()?;
    let project = seen(&app, &reader, &code).await?;
    policy::may_edit(&reader, &project)?;
    let section = query.section();
    let typed = as_saved(&app, &project, section).await?;
    let page = Edit { warnings: check::warnings(&project.plan, section), ..Edit::of(&project, section, typed) };
    page.offering(&app).await
}

pub(super) async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<SectionQuery>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let (section, mut typed) = (query.section(), Typed::from(fields));
    if reader.who().is_none() {
        let page = Edit { notice: Some(msg("projects-signed-out")), ..Edit::bare(code, section, typed) };
        return Ok((StatusCode::UNAUTHORIZED, page.offering(&app).await?).into_response());
    }
    let project = seen(&app, &reader, &code).await?;
    policy::may_edit(&reader, &project)?;
    if stepped(&mut typed, &project) {
        return Ok(Edit::of(&project, section, typed).offering(&app).await?.into_response());
    }
    let version = typed.text("version").parse().unwrap_or(0);
    let once = Some(typed.text("once").to_owned()).filter(|key| !key.is_empty());
    let revision = Revision { section, typed: typed.clone(), version, once };
    match verbs::edit(&app, &reader, &code, revision).await {
        Ok(_) => Ok(see(after_saving(&code, section, &typed)).saying(msg("projects-saved")).into_response()),
        Err(Error::Invalid(errors)) => {
            let page = Edit { errors, ..Edit::of(&project, section, typed) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page.offering(&app).await?).into_response())
        }
        Err(Error::Conflict(message)) => {
            Ok((StatusCode::CONFLICT, conflict(&app, &code, section, typed, message).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Where a saved section leads: to itself, or onward when the button asked for it.
fn after_saving(code: &str, section: Section, typed: &Typed) -> String {
    match (typed.text("step"), section.next()) {
        ("onward", Some(next)) => format!("/projects/{code}/edit?section={next}"),
        ("onward", None) => format!("/projects/{code}"),
        _ => format!("/projects/{code}/edit?section={section}"),
    }
}

/// Does what a button asks for that only changes the form.
fn stepped(typed: &mut Typed, project: &Project) -> bool {
    let step = typed.text("step").to_owned();
    match step.strip_prefix("read.area.") {
        Some(row) => {
            typed.clear(&format!("area.{row}.place"));
            let row = row.parse().unwrap_or_default();
            let found =
                super::area::read_places(typed.of("area", &row, "province"), typed.of("area", &row, "as_printed"));
            typed.set_places(row, &found);
            true
        }
        None if step == "confirm.period" => {
            forms::confirm_period(typed, project.plan.fiscal_year);
            true
        }
        None => typed.step(&step),
    }
}

/// The same form with what somebody else saved meanwhile beside what was typed. Saving again
/// decides for what stands in the form.
async fn conflict(app: &App, code: &str, section: Section, mut typed: Typed, message: Message) -> Result<Edit> {
    let project = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    let saved = as_saved(app, &project, section).await?;
    let latest = typed.differing(&saved);
    typed.set("version", saved.text("version"));
    typed.set("once", saved.text("once"));
    Edit { notice: Some(message), latest, ..Edit::of(&project, section, typed) }.offering(app).await
}

/// The page of a step in a project's life.
#[derive(Template)]
#[template(path = "projects/deed.html")]
pub(super) struct DeedPage {
    project: Project,
    deed: Deed,
    form: DeedForm,
    errors: FormErrors,
    faults: Vec<Check>,
    refusal: Option<Message>,
}
page!(DeedPage, |page| Message::new("projects-deed-".to_owned() + page.deed.as_str()));

impl DeedPage {
    fn of(project: Project, deed: Deed, form: DeedForm, errors: FormErrors) -> Self {
        let faults = if deed == Deed::Submit { check::checks(&project.plan) } else { Vec::new() };
        Self { project, deed, form, errors, faults, refusal: None }
    }

    fn action(&self) -> String {
        format!("/projects/{}/{}", self.project.code, self.deed)
    }

    fn button(&self) -> String {
        "projects-deed-".to_owned() + self.deed.as_str()
    }

    /// What a plan lacks stands with the links to where it is mended, not beside a field here.
    fn beside_fields(&self) -> FormErrors {
        if self.deed == Deed::Submit { FormErrors::new() } else { self.errors.clone() }
    }

    fn tone_of(&self, fault: &Check) -> &'static str {
        if fault.binding { "bad" } else { "warn" }
    }

    fn edit_at(&self, check: &Check) -> String {
        format!("/projects/{}/edit?section={}#f-{}", self.project.code, check.section, check.field)
    }
}

/// The page of a step, and the step itself.
pub(super) fn deed(deed: Deed) -> MethodRouter<App> {
    get(move |State(app): State<App>, reader: Reader, Path(code): Path<String>| async move {
        reader.must_sign_in()?;
        let project = seen(&app, &reader, &code).await?;
        policy::may_take(&reader, &project, deed)?;
        let form = DeedForm { on: app.clock.today().into(), ..DeedForm::default() };
        Ok::<_, Error>(DeedPage::of(project, deed, form, FormErrors::new()))
    })
    .post(
        move |State(app): State<App>, reader: Reader, Path(code): Path<String>, Form(form): Form<DeedForm>| async move {
            do_deed(&app, &reader, code, deed, form).await
        },
    )
}

async fn do_deed(app: &App, reader: &Reader, code: String, deed: Deed, form: DeedForm) -> Result<Response> {
    match verbs::perform(app, reader, &code, deed, &form).await {
        Ok(_) => Ok(see(format!("/projects/{code}"))
            .saying(Message::new("projects-done-".to_owned() + deed.as_str()))
            .into_response()),
        Err(Error::Invalid(errors)) => {
            let project = seen(app, reader, &code).await?;
            let refusal = (deed == Deed::Submit).then(|| msg("projects-not-right-yet"));
            let page = DeedPage { refusal, ..DeedPage::of(project, deed, form, errors) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(message)) => {
            let project = seen(app, reader, &code).await?;
            let page = DeedPage { refusal: Some(message), ..DeedPage::of(project, deed, form, FormErrors::new()) };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The form by which a clinic is made responsible for an area.
#[derive(Template)]
#[template(path = "projects/assign.html")]
pub(super) struct Assign {
    project: Project,
    number: usize,
    province: String,
    clinics: Vec<Choice>,
    form: DeedForm,
    errors: FormErrors,
}
page!(Assign, "projects-assign-title");

impl Assign {
    async fn of(app: &App, project: Project, number: usize, mut form: DeedForm, errors: FormErrors) -> Result<Self> {
        let area = number.checked_sub(1).and_then(|at| project.plan.areas.get(at)).ok_or(Error::NotFound)?;
        let province = area.province.clone();
        if form.clinic.is_empty() {
            let candidate = organisations::clinic_of_province(&app.db, &province).await?;
            form.clinic = candidate.map(|clinic| clinic.code).unwrap_or_default();
        }
        Ok(Self { project, number, province, clinics: clinics(app).await?, form, errors })
    }

    fn action(&self) -> String {
        format!("/projects/{}/areas/{}/assign", self.project.code, self.number)
    }
}

pub(super) async fn assign_form(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
) -> Result<Assign> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_assign_area(&reader, &project)?;
    Assign::of(&app, project, number, DeedForm::default(), FormErrors::new()).await
}

pub(super) async fn assign(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Form(form): Form<DeedForm>,
) -> Result<Response> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    match verbs::assign_area(&app, &reader, &code, position, &form.clinic).await {
        Ok(_) => Ok(see(format!("/projects/{code}")).saying(msg("projects-assigned")).into_response()),
        Err(Error::Invalid(errors)) => {
            let project = seen(&app, &reader, &code).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Assign::of(&app, project, number, form, errors).await?)
                .into_response())
        }
        Err(error) => Err(error),
    }
}

/// A signed version with how it differs from the one before.
struct VersionView {
    version: PlanVersion,
    changes: Vec<Change>,
}

/// The versions of a plan.
#[derive(Template)]
#[template(path = "projects/history.html")]
pub(super) struct History {
    project: Project,
    versions: Vec<VersionView>,
    unsigned: Vec<Change>,
}
page!(History, |page| msg("projects-history-title").with("code", page.project.code.clone()));

pub(super) async fn history(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<History> {
    let project = seen(&app, &reader, &code).await?;
    let versions = store::list_versions(&app.db, project.id).await?;
    let names = organisations::clinic_names(&app.db, project.plan.areas.iter().filter_map(|area| area.clinic)).await?;
    let codes = names.into_iter().map(|(id, name)| (id, name.code)).collect();
    let now = serde_json::to_value(PlanDocument::of(&project.plan, &codes))?;
    let works_on = policy::works_on(&reader, &project);
    let unsigned =
        versions.first().filter(|_| works_on).map(|last| differences(&last.snapshot, &now)).unwrap_or_default();
    let before = |at: usize| versions.get(at + 1).map(|older| &older.snapshot);
    let view = |(at, version): (usize, &PlanVersion)| VersionView {
        changes: before(at).map(|older| differences(older, &version.snapshot)).unwrap_or_default(),
        version: version.clone(),
    };
    let versions = versions.iter().enumerate().map(view).collect();
    Ok(History { project, versions, unsigned })
}

/// On the page of a need: the projects that took it up, and for its clinic the way to propose one.
#[derive(Template)]
#[template(path = "projects/of_need.html")]
struct OfNeed {
    projects: Vec<ProjectName>,
    propose: Option<String>,
}

/// Fills the slot `need`.
pub fn of_need<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut projects = store::list_of_need(&app.db, need).await?;
        let sight = policy::sight(reader);
        let own = |project: &ProjectName| project.lead_clinic.is_some_and(|lead| sight.clinics.contains(&lead));
        projects.retain(|project| project.status.is_public() || sight.all || own(project));
        let propose = match policy::may_propose_somehow(reader) {
            Ok(()) => way_to_propose(app, reader, need).await?,
            Err(_) => None,
        };
        let nothing = projects.is_empty() && propose.is_none();
        Ok((!nothing).then(|| Box::new(OfNeed { projects, propose }) as Piece))
    })
}

/// The form by which the reader proposes a project from a need for which a technology is confirmed.
async fn way_to_propose(app: &App, reader: &Reader, need: Uuid) -> Result<Option<String>> {
    let Some(need) = needs::find(&app.db, need).await? else { return Ok(None) };
    // A rehearsal takes up rehearsals alone.
    let fits = need.status == needs::Status::Matched && need.practice == reader.practises();
    let may = fits && policy::may_propose(reader, need.clinic).is_ok();
    Ok(may.then(|| kit::web::address("/projects/new", &[("need", &need.code)])))
}

/// Projects on the desk.
const ON_DESK: u64 = 10;

/// On a desk: the projects that wait for the reader to write, sign or decide.
#[derive(Template)]
#[template(path = "projects/on_desk.html")]
struct OnDesk {
    projects: Vec<Row>,
}

/// Fills the slot `desk`.
pub fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let waiting = policy::waiting_for(reader);
        if waiting.is_for_nobody() {
            return Ok(None);
        }
        let projects = store::list_waiting(&app.db, &waiting, ON_DESK).await?;
        Ok((!projects.is_empty()).then(|| Box::new(OnDesk { projects }) as Piece))
    })
}

/// How many of the newest projects the front page shows.
const NEWEST: u64 = 5;

/// The newest public projects, on the front page.
#[derive(Template)]
#[template(path = "projects/on_front.html")]
struct OnFront {
    projects: Vec<Row>,
}

/// Fills the slot `front-newest`.
pub fn on_front<'a>(app: &'a App, _reader: &'a Reader, _nobody: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let newest = Filter { limit: Some(NEWEST), ..Filter::default() };
        let projects = store::list(&app.db, &newest, &Sight::default()).await?.items;
        Ok((!projects.is_empty()).then(|| Box::new(OnFront { projects }) as Piece))
    })
}
