//! The pages on which a plan is amended: the amendments of a project, and one of them with what it changes.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use serde::Deserialize;
use thai::Satang;
use uuid::Uuid;

use super::amendment::{Amendment, AmendmentStatus};
use super::check::Check;
use super::document::PlanDocument;
use super::forms_deeds::REASON_MOST;
use super::pages::seen;
use super::pages_changes::{Called, Told};
use super::plan::Plan;
use super::project::Project;
use super::verbs_known::codes;
use super::{policy, store_amendments, verbs_amendments as verbs};
use house::accounts::{self, Reader};
use house::app::App;
use house::layout::filters;

/// The amendments of a project, with the form by which one is begun.
#[derive(Template)]
#[template(path = "projects/amendments.html")]
pub(super) struct Amendments {
    project: Project,
    listed: Vec<Amendment>,
    form: BeginForm,
    errors: FormErrors,
    may_begin: bool,
    works_on: bool,
}
page!(Amendments, |page| msg("projects-amendments-title").with("code", page.project.code.clone()));

/// Why a plan must change.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    text: String,
    once: String,
}

impl Amendments {
    async fn of(app: &App, reader: &Reader, project: Project, form: BeginForm, errors: FormErrors) -> Result<Self> {
        let mut listed = store_amendments::list_amendments(&app.db, project.id).await?;
        listed.retain(|one| policy::may_see_amendment(reader, &project, one).is_ok());
        let free = listed.iter().all(|one| !one.status.is_going_on());
        Ok(Self {
            may_begin: free
                && project.may_be_amended().is_ok()
                && policy::may_begin_amendment(reader, &project).is_ok(),
            works_on: policy::works_on(reader, &project),
            project,
            listed,
            form,
            errors,
        })
    }

    fn action(&self) -> String {
        format!("/projects/{}/amendments", self.project.code)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Amendments> {
    let project = seen(&app, &reader, &code).await?;
    let form = BeginForm { once: app.chance.secret(), ..BeginForm::default() };
    Amendments::of(&app, &reader, project, form, FormErrors::new()).await
}

pub(super) async fn begin_amendment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<BeginForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_begin_amendment(&reader, &project)?;
    let begun = match reason(&form.text) {
        Ok(reason) => verbs::begin_amendment(&app, &reader, &code, reason, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match begun {
        Ok(one) => Ok(see(format!("/projects/{code}/amendments/{}/edit", one.number))
            .saying(msg("projects-amendment-begun"))
            .into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            Ok((status, Amendments::of(&app, &reader, project, form, errors).await?).into_response())
        }
    }
}

/// All that is granted by a plan, before it and under it.
fn granted(plan: &Plan) -> Satang {
    let totals = plan.budget.totals();
    Satang(totals.granted_before.0.saturating_add(totals.granted_now.0))
}

fn reason(typed: &str) -> Result<String, FormErrors> {
    kit::form::public_text(typed, REASON_MOST).map_err(|message| FormErrors::one("text", message))
}

/// One amendment: what it changes, why, and what can be done with it.
#[derive(Template)]
#[template(path = "projects/amendment.html")]
pub(super) struct AmendmentPage {
    project: Project,
    one: Amendment,
    changes: Vec<Told>,
    /// What is granted by the plan as it was, and as it is to be.
    money: (Satang, Satang),
    faults: Vec<Check>,
    refusal: Option<Message>,
    form: TextForm,
    errors: FormErrors,
    may_edit: bool,
    may_submit: bool,
    may_decide: bool,
    may_withdraw: bool,
    works_on: bool,
    /// The names of those who began it, handed it in and decided, for those who work on the project.
    people: HashMap<Uuid, String>,
}
page!(AmendmentPage, |page| msg("projects-amendment-title").with("number", page.one.number));

impl AmendmentPage {
    async fn of(app: &App, reader: &Reader, (project, one): (Project, Amendment)) -> Result<Self> {
        let codes = codes(app, [&one.before, &one.after]).await?;
        let document = |plan| serde_json::to_value(PlanDocument::of(plan, &codes));
        let works_on = policy::works_on(reader, &project);
        let people =
            [one.begun_by, one.submitted.and_then(|(who, _)| who), one.decision.as_ref().and_then(|one| one.by)];
        Ok(Self {
            changes: Called::of(app).await?.told(&document(&one.before)?, &document(&one.after)?),
            money: (granted(&one.before), granted(&one.after)),
            faults: if one.status.is_going_on() && works_on {
                verbs::new_faults(app, &project, &one).await?
            } else {
                Vec::new()
            },
            refusal: None,
            form: TextForm::default(),
            errors: FormErrors::new(),
            may_edit: one.status.is_open() && policy::may_edit_amendment(reader, &project).is_ok(),
            may_submit: one.status.is_open() && policy::may_submit_amendment(reader, &project).is_ok(),
            may_decide: one.status == AmendmentStatus::Submitted
                && policy::may_approve_amendment(reader, &project).is_ok(),
            may_withdraw: one.status.is_going_on() && policy::may_withdraw_amendment(reader, &project).is_ok(),
            people: if works_on {
                accounts::names_of(&app.db, people.into_iter().flatten()).await?
            } else {
                HashMap::new()
            },
            works_on,
            project,
            one,
        })
    }

    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/amendments/{}/{rest}", self.project.code, self.one.number)
    }

    fn edit_at(&self, check: &Check) -> String {
        format!("{}?section={}#f-{}", self.at("edit"), check.section, check.field)
    }

    fn person(&self, id: &Option<Uuid>) -> Option<&String> {
        id.and_then(|id| self.people.get(&id))
    }

    /// Nothing stands against handing it in, and something would change.
    fn is_ready(&self) -> bool {
        !self.changes.is_empty() && !self.faults.iter().any(|fault| fault.binding)
    }
}

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<AmendmentPage> {
    let seen = verbs::seen(&app, &reader, &code, number).await?;
    AmendmentPage::of(&app, &reader, seen).await
}

/// Leads back to the amendment, or shows its page again with what stood against it.
async fn answer(
    app: &App,
    reader: &Reader,
    (code, number): (String, i32),
    form: TextForm,
    done: Result<Message>,
) -> Result<Response> {
    let error = match done {
        Ok(said) => return Ok(see(format!("/projects/{code}/amendments/{number}")).saying(said).into_response()),
        Err(error) => error,
    };
    let page = AmendmentPage::of(app, reader, verbs::seen(app, reader, &code, number).await?).await?;
    match error {
        Error::Invalid(errors) => {
            let page = AmendmentPage { errors, form, ..page };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Error::Conflict(message) => {
            let page = AmendmentPage { refusal: Some(message), form, ..page };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        error => Err(error),
    }
}

pub(super) async fn submit_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let done = verbs::submit_amendment(&app, &reader, &code, number).await;
    let done = done.map(|_| msg("projects-amendment-submitted"));
    answer(&app, &reader, (code, number), TextForm::default(), done).await
}

pub(super) async fn return_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, _) = verbs::seen(&app, &reader, &code, number).await?;
    policy::may_return_amendment(&reader, &project)?;
    let done = match form.check(REASON_MOST) {
        Ok(why) => verbs::return_amendment(&app, &reader, &code, number, why).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    answer(&app, &reader, (code, number), form, done.map(|_| msg("projects-amendment-returned"))).await
}

pub(super) async fn approve_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, _) = verbs::seen(&app, &reader, &code, number).await?;
    policy::may_approve_amendment(&reader, &project)?;
    let remark = if form.text.trim().is_empty() { Ok(None) } else { form.check(REASON_MOST).map(Some) };
    let done = match remark {
        Ok(remark) => verbs::approve_amendment(&app, &reader, &code, number, remark).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    answer(&app, &reader, (code, number), form, done.map(|_| msg("projects-amendment-approved"))).await
}

pub(super) async fn withdraw_amendment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Response> {
    let done = verbs::withdraw_amendment(&app, &reader, &code, number).await;
    let done = done.map(|_| msg("projects-amendment-withdrawn"));
    answer(&app, &reader, (code, number), TextForm::default(), done).await
}
