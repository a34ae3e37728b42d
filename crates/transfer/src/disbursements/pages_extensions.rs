//! The pages on which the last day of what was carried over moves: asked for by the lead, decided by the ministry.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::TextForm;
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::carry_over::CarryOver;
use super::forms::{DecisionForm, TEXT_MOST};
use super::forms_extensions::ExtensionForm;
use super::pages::to_money;
use super::pages_forms::Reason;
use super::verbs::{check_granted, seen};
use super::{policy, store, verbs_extensions as verbs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The form by which the lead asks for a later last day.
#[derive(Template)]
#[template(path = "disbursements/carry_extend.html")]
pub(super) struct Extend {
    project: Project,
    one: CarryOver,
    form: ExtensionForm,
    errors: FormErrors,
}
page!(Extend, "disbursements-extend");

impl Extend {
    fn lead(&self) -> Message {
        let amount = self.one.amount().to_string();
        msg("disbursements-extend-lead").with("amount", amount).with("day", self.one.until)
    }

    fn action(&self) -> String {
        format!("/projects/{}/carry-overs/{}/extend", self.project.code, self.one.number)
    }
}

async fn found(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, CarryOver)> {
    let project = seen(app, reader, code).await?;
    let money = store::find_money(app.db.reader(), &project).await?;
    let one = money.carry_overs.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    Ok((project, one))
}

pub(super) async fn extending(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Extend> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    policy::may_extend_carry_over(&reader, &project)?;
    check_granted(&project)?;
    one.may_be_extended().map_err(Error::Conflict)?;
    let form = ExtensionForm { version: one.version.to_string(), ..ExtensionForm::default() };
    Ok(Extend { project, one, form, errors: FormErrors::new() })
}

pub(super) async fn extend_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<ExtensionForm>,
) -> Result<Response> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    policy::may_extend_carry_over(&reader, &project)?;
    let asked = match form.check(app.clock.today()) {
        Ok(told) => verbs::extend_carry_over(&app, &reader, &code, number, (told, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match asked {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-extend-asked")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "reason")?;
            let form = ExtensionForm { version: one.version.to_string(), ..form };
            Ok((status, Extend { project, one, form, errors }).into_response())
        }
    }
}

pub(super) async fn approve_extension(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    verbs::approve_extension(&app, &reader, &code, number, form.seen()).await?;
    Ok(see(to_money(&code)).saying(msg("disbursements-extend-approved")).into_response())
}

fn refusing(project: Project, one: &CarryOver, form: TextForm, errors: FormErrors) -> Reason {
    let until = one.extending().map_or(one.until, |extension| extension.until);
    Reason {
        title: "disbursements-extend-decline",
        lead: "disbursements-carry-decline-lead",
        about: msg("disbursements-about-extension").with("amount", one.amount().to_string()).with("day", until),
        action: format!("/projects/{}/carry-overs/{}/decline-extension", project.code, one.number),
        project,
        form,
        errors,
    }
}

pub(super) async fn declining_extension(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reason> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    policy::may_decline_extension(&reader, &project)?;
    let form = TextForm { version: one.version.to_string(), ..TextForm::default() };
    Ok(refusing(project, &one, form, FormErrors::new()))
}

pub(super) async fn decline_extension(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    policy::may_decline_extension(&reader, &project)?;
    let declined = match form.check(TEXT_MOST) {
        Ok(because) => verbs::decline_extension(&app, &reader, &code, number, (because, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match declined {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-extend-declined")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            let form = TextForm { version: one.version.to_string(), ..form };
            Ok((status, refusing(project, &one, form, errors)).into_response())
        }
    }
}
