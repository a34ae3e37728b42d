//! The pages on which instalments are planned, released and withdrawn.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::{InstalmentForm, ReleaseForm, TEXT_MOST};
use super::instalment::Instalment;
use super::money::Money;
use super::pages::to_money;
use super::pages_forms::Reason;
use super::verbs::{check_granted, seen};
use super::{policy, store, verbs_instalments as verbs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The form by which an instalment is planned.
#[derive(Template)]
#[template(path = "disbursements/plan.html")]
pub(super) struct Plan {
    project: Project,
    money: Money,
    form: InstalmentForm,
    errors: FormErrors,
}
page!(Plan, "disbursements-plan");

impl Plan {
    async fn of(app: &App, project: Project, form: InstalmentForm, errors: FormErrors) -> Result<Self> {
        let money = store::find_money(app.db.reader(), &project).await?;
        Ok(Self { money, project, form, errors })
    }

    fn action(&self) -> String {
        format!("/projects/{}/instalments", self.project.code)
    }
}

pub(super) async fn planning(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Plan> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_plan_instalment(&reader, &project)?;
    check_granted(&project)?;
    let form = InstalmentForm { once: app.chance.secret(), ..InstalmentForm::default() };
    Plan::of(&app, project, form, FormErrors::new()).await
}

pub(super) async fn plan_instalment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<InstalmentForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_plan_instalment(&reader, &project)?;
    let planned = match form.check(app.clock.today()) {
        Ok(told) => verbs::plan_instalment(&app, &reader, &code, told, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match planned {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-planned-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Plan::of(&app, project, form, errors).await?).into_response())
        }
    }
}

/// An instalment of a project, for the ministry.
async fn found(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, Instalment)> {
    let project = seen(app, reader, code).await?;
    policy::may_release_instalment(reader, &project)?;
    let money = store::find_money(app.db.reader(), &project).await?;
    let one = money.instalments.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    Ok((project, one))
}

/// The form by which an instalment is released.
#[derive(Template)]
#[template(path = "disbursements/release.html")]
pub(super) struct ReleasePage {
    project: Project,
    one: Instalment,
    form: ReleaseForm,
    errors: FormErrors,
}
page!(ReleasePage, "disbursements-release");

impl ReleasePage {
    fn action(&self) -> String {
        format!("/projects/{}/instalments/{}/release", self.project.code, self.one.number)
    }
}

pub(super) async fn releasing(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<ReleasePage> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let released_on = app.clock.today().into();
    let form = ReleaseForm { released_on, version: one.version.to_string(), ..ReleaseForm::default() };
    Ok(ReleasePage { project, one, form, errors: FormErrors::new() })
}

pub(super) async fn release_instalment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<ReleaseForm>,
) -> Result<Response> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let released = match form.check(app.clock.today()) {
        Ok(release) => verbs::release_instalment(&app, &reader, &code, number, (release, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match released {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-released-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "document_number")?;
            let form = ReleaseForm { version: one.version.to_string(), ..form };
            Ok((status, ReleasePage { project, one, form, errors }).into_response())
        }
    }
}

fn calling_back(project: Project, one: &Instalment, form: TextForm, errors: FormErrors) -> Reason {
    let amount = one.told.amount.to_string();
    Reason {
        title: "disbursements-instalment-withdraw-title",
        lead: "disbursements-instalment-withdraw-lead",
        about: msg("disbursements-about-instalment").with("number", one.number).with("amount", amount),
        action: format!("/projects/{}/instalments/{}/withdraw", project.code, one.number),
        project,
        form,
        errors,
    }
}

pub(super) async fn withdrawing(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reason> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let form = TextForm { version: one.version.to_string(), ..TextForm::default() };
    Ok(calling_back(project, &one, form, FormErrors::new()))
}

pub(super) async fn withdraw_instalment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let withdrawn = match form.check(TEXT_MOST) {
        Ok(reason) => verbs::withdraw_instalment(&app, &reader, &code, number, (reason, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match withdrawn {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-instalment-withdrawn-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            let form = TextForm { version: one.version.to_string(), ..form };
            Ok((status, calling_back(project, &one, form, errors)).into_response())
        }
    }
}
