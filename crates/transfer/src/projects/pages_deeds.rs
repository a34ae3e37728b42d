//! The pages of the steps in a project's life, and of saying which clinic answers for an area.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use kit::message::msg;
use kit::web::{Form, Path, see};
use kit::{Error, FormErrors, Message, Result, page};
use thai::Satang;

use super::budget::{Budget, Totals};
use super::check::{self, Check};
use super::deed::Deed;
use super::forms_deeds::DeedForm;
use super::pages::seen;
use super::project::Project;
use super::{policy, verbs, verbs_answering};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};
use house::organisations;

/// The page of a step in a project's life.
#[derive(Template)]
#[template(path = "projects/deed.html")]
pub(super) struct DeedPage {
    project: Project,
    deed: Deed,
    form: DeedForm,
    errors: FormErrors,
    faults: Vec<Check>,
    /// What the approval would grant, by line.
    granting: Option<Budget>,
    refusal: Option<Message>,
}

page!(DeedPage, |page| Message::new("projects-deed-".to_owned() + page.deed.as_str()));

impl DeedPage {
    async fn of(app: &App, project: Project, deed: Deed, form: DeedForm, errors: FormErrors) -> Result<Self> {
        let faults = match deed {
            Deed::Submit => check::checks(&project.plan, &verbs_answering::rules(app, &project).await?),
            _ => Vec::new(),
        };
        let granting = match deed {
            Deed::Approve => project.clone().approved().ok().map(|approved| approved.plan.budget),
            _ => None,
        };
        Ok(Self { project, deed, form, errors, faults, granting, refusal: None })
    }

    fn action(&self) -> String {
        format!("/projects/{}/{}", self.project.code, self.deed)
    }

    /// The sums of what the approval would grant.
    fn sums(&self) -> Totals {
        self.granting.as_ref().map(Budget::totals).unwrap_or_default()
    }

    /// What all grants come to together.
    fn granted(&self) -> Satang {
        Satang(self.sums().granted_before.0.saturating_add(self.sums().granted_now.0))
    }

    /// Does giving it up leave it for everybody to read?
    fn stays_public(&self) -> bool {
        self.deed == Deed::Cancel && self.project.status.is_public()
    }

    fn button(&self) -> String {
        "projects-deed-".to_owned() + self.deed.as_str()
    }

    /// What a plan lacks stands with the links to where it is mended, not beside a field here.
    fn beside_fields(&self) -> FormErrors {
        if self.deed == Deed::Submit { FormErrors::new() } else { self.errors.clone() }
    }

    /// The first fault that holds the plan up: nobody is offered a button that will only say no.
    fn first_binding(&self) -> Option<&Check> {
        self.faults.iter().find(|fault| fault.binding)
    }

    /// The tone of the button that does it.
    fn tone(&self) -> &'static str {
        if self.deed == Deed::Cancel { "danger" } else { "primary" }
    }

    fn tone_of(&self, fault: &Check) -> &'static str {
        if fault.binding { "bad" } else { "warn" }
    }

    fn edit_at(&self, check: &Check) -> String {
        format!("{}#f-{}", check.section.address(&self.project.code), check.field)
    }
}

/// The page of a step, and the step itself.
pub(super) fn deed(deed: Deed) -> MethodRouter<App> {
    get(move |State(app): State<App>, reader: Reader, Path(code): Path<String>| async move {
        reader.must_sign_in()?;
        let project = seen(&app, &reader, &code).await?;
        policy::may_be_asked(&reader, &project, deed)?;
        let form = DeedForm { on: app.clock.today().into(), ..DeedForm::default() };
        DeedPage::of(&app, project, deed, form, FormErrors::new()).await
    })
    .post(
        move |State(app): State<App>, reader: Reader, Path(code): Path<String>, Form(form): Form<DeedForm>| async move {
            do_deed(&app, &reader, code, deed, form).await
        },
    )
}

async fn do_deed(app: &App, reader: &Reader, code: String, deed: Deed, form: DeedForm) -> Result<Response> {
    match verbs::perform(app, reader, &code, deed, &form).await {
        Ok(project) => Ok(see(format!("/projects/{}", project.code))
            .saying(Message::new("projects-done-".to_owned() + deed.as_str()))
            .into_response()),
        Err(Error::Invalid(errors)) => {
            let project = seen(app, reader, &code).await?;
            let refusal = (deed == Deed::Submit).then(|| msg("projects-not-right-yet"));
            let page = DeedPage { refusal, ..DeedPage::of(app, project, deed, form, errors).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(message)) => {
            let project = seen(app, reader, &code).await?;
            let page = DeedPage::of(app, project, deed, form, FormErrors::new()).await?;
            let page = DeedPage { refusal: Some(message), ..page };
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
        Ok(Self { project, number, province, clinics: organisations::choices(app).await?, form, errors })
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
        // A conflict may be that there is no such area, for which there is no form either.
        Err(Error::Invalid(errors)) => {
            let project = seen(&app, &reader, &code).await?;
            let page = Assign::of(&app, project, number, form, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
