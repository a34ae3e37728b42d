//! The pages on which a payment is written down, taken back in part, withdrawn and given its receipt.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Path, Upload, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::disbursement::Disbursement;
use super::forms::{CounterForm, PaymentForm, TEXT_MOST};
use super::judging::is_warning;
use super::money::Money;
use super::pages::{Entry, lines};
use super::verbs::{self, check_granted, seen};
use super::{policy, store};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};

/// The form by which a payment is written down.
#[derive(Template)]
#[template(path = "disbursements/new.html")]
pub(super) struct New {
    project: Project,
    money: Money,
    lines: Vec<Choice>,
    form: PaymentForm,
    errors: FormErrors,
}
page!(New, "disbursements-record");

impl New {
    async fn of(app: &App, project: Project, form: PaymentForm, errors: FormErrors) -> Result<Self> {
        let money = store::find_money(app.db.reader(), &project).await?;
        Ok(Self { lines: lines(&project), money, project, form, errors })
    }

    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/{rest}", self.project.code)
    }

    /// Is the box shown by which somebody says that they know how far it goes?
    fn asks_knowing(&self) -> bool {
        self.form.is_knowing() || self.errors.of("amount").is_some_and(is_warning)
    }

    fn draft(&self) -> String {
        format!("disbursement-{}", self.project.code)
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<New> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_record(&reader, &project)?;
    check_granted(&project)?;
    let only = if project.plan.budget.lines.len() == 1 { "1" } else { "" };
    let form = PaymentForm {
        line: only.to_owned(),
        paid_on: app.clock.today().into(),
        once: app.chance.secret(),
        ..PaymentForm::default()
    };
    New::of(&app, project, form, FormErrors::new()).await
}

pub(super) async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<PaymentForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_record(&reader, &project)?;
    let recorded = match form.check(app.clock.today()) {
        Ok(told) => verbs::record(&app, &reader, &code, told, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match recorded {
        Ok(entry) => {
            let address = format!("/projects/{code}/disbursements/{}", entry.number);
            Ok(see(address).saying(msg("disbursements-recorded").with("number", entry.number)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::of(&app, project, form, errors).await?).into_response())
        }
    }
}

/// An entry of a project, for those who may change it.
async fn found(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, Disbursement)> {
    let project = seen(app, reader, code).await?;
    policy::may_record(reader, &project)?;
    let entry = store::find(&app.db, project.id, number).await?.ok_or(Error::NotFound)?;
    Ok((project, entry))
}

/// The form by which a part of a payment is taken back.
#[derive(Template)]
#[template(path = "disbursements/reverse.html")]
pub(super) struct Reverse {
    project: Project,
    entry: Disbursement,
    form: CounterForm,
    errors: FormErrors,
}
page!(Reverse, "disbursements-reverse");

impl Reverse {
    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/disbursements/{}{rest}", self.project.code, self.entry.number)
    }
}

pub(super) async fn reversing(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reverse> {
    let (project, entry) = found(&app, &reader, &code, number).await?;
    entry.may_be_reversed().map_err(Error::Conflict)?;
    let paid_on = app.clock.today().into();
    let form = CounterForm { paid_on, version: entry.version.to_string(), ..CounterForm::default() };
    Ok(Reverse { project, entry, form, errors: FormErrors::new() })
}

pub(super) async fn reverse(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<CounterForm>,
) -> Result<Response> {
    let (project, entry) = found(&app, &reader, &code, number).await?;
    let reversed = match form.check(app.clock.today()) {
        Ok(back) => verbs::reverse(&app, &reader, &code, number, (back, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match reversed {
        Ok(against) => {
            let address = format!("/projects/{code}/disbursements/{}", against.number);
            Ok(see(address).saying(msg("disbursements-reversed")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "amount")?;
            let form = CounterForm { version: entry.version.to_string(), ..form };
            Ok((status, Reverse { project, entry, form, errors }).into_response())
        }
    }
}

/// A step that asks for nothing but why.
#[derive(Template)]
#[template(path = "disbursements/reason.html")]
pub(super) struct Reason {
    pub(super) project: Project,
    /// Message id of what is done, and of what comes of it.
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    /// What it is done to.
    pub(super) about: Message,
    pub(super) action: String,
    pub(super) form: TextForm,
    pub(super) errors: FormErrors,
}
page!(Reason, |page| msg(page.title));

impl Reason {
    fn withdrawing(project: Project, entry: &Disbursement, form: TextForm, errors: FormErrors) -> Self {
        Self {
            title: "disbursements-withdraw-title",
            lead: "disbursements-withdraw-lead",
            about: msg("disbursements-about-entry")
                .with("number", entry.number)
                .with("amount", entry.amount.to_string()),
            action: format!("/projects/{}/disbursements/{}/withdraw", project.code, entry.number),
            project,
            form,
            errors,
        }
    }
}

pub(super) async fn withdrawing(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reason> {
    let (project, entry) = found(&app, &reader, &code, number).await?;
    entry.stands().map_err(Error::Conflict)?;
    let form = TextForm { version: entry.version.to_string(), ..TextForm::default() };
    Ok(Reason::withdrawing(project, &entry, form, FormErrors::new()))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, entry) = found(&app, &reader, &code, number).await?;
    let withdrawn = match form.check(TEXT_MOST) {
        Ok(because) => verbs::withdraw_disbursement(&app, &reader, &code, number, (because, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match withdrawn {
        Ok(()) => {
            let address = format!("/projects/{code}/disbursements/{number}");
            Ok(see(address).saying(msg("disbursements-withdrawn-now")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            let form = TextForm { version: entry.version.to_string(), ..form };
            Ok((status, Reason::withdrawing(project, &entry, form, errors)).into_response())
        }
    }
}

pub(super) async fn attach(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    upload: Upload,
) -> Result<Response> {
    found(&app, &reader, &code, number).await?;
    let (sent, whole) = upload.read().await;
    let attached = match whole {
        Ok(()) => verbs::attach(&app, &reader, &code, number, (&sent.name, sent.file)).await,
        Err(error) => Err(error),
    };
    match attached {
        Ok(()) => {
            let address = format!("/projects/{code}/disbursements/{number}");
            Ok(see(address).saying(msg("disbursements-attached")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            Ok((status, Entry::of(&app, &reader, &code, number, errors).await?).into_response())
        }
    }
}
