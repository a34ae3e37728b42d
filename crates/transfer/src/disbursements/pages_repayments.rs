//! The pages on which money that went back to the ministry is written down.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use thai::Satang;

use super::forms::TEXT_MOST;
use super::forms_repayments::RepaymentForm;
use super::pages::to_money;
use super::pages_forms::Reason;
use super::repayment::Repayment;
use super::verbs::seen;
use super::{policy, store, verbs_repayments as verbs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The form by which it is written down.
#[derive(Template)]
#[template(path = "disbursements/repay.html")]
pub(super) struct Repay {
    project: Project,
    left: Satang,
    form: RepaymentForm,
    errors: FormErrors,
}
page!(Repay, "disbursements-repay");

impl Repay {
    async fn of(app: &App, project: Project, form: RepaymentForm, errors: FormErrors) -> Result<Self> {
        let money = store::find_money(app.db.reader(), &project).await?;
        Ok(Self { left: money.to_return(app.clock.today()), project, form, errors })
    }

    fn action(&self) -> String {
        format!("/projects/{}/repayments", self.project.code)
    }
}

pub(super) async fn repaying(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Repay> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_record_repayment(&reader, &project)?;
    let returned_on = app.clock.today().into();
    let form = RepaymentForm { once: app.chance.secret(), returned_on, ..RepaymentForm::default() };
    let mut page = Repay::of(&app, project, form, FormErrors::new()).await?;
    page.form.amount = page.left.to_string();
    Ok(page)
}

pub(super) async fn record_repayment(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<RepaymentForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_record_repayment(&reader, &project)?;
    let repaid = match form.check(app.clock.today()) {
        Ok(told) => verbs::record_repayment(&app, &reader, &code, told, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match repaid {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-repaid-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Repay::of(&app, project, form, errors).await?).into_response())
        }
    }
}

fn refusing(project: Project, one: &Repayment, form: TextForm, errors: FormErrors) -> Reason {
    Reason {
        title: "disbursements-withdraw-title",
        lead: "disbursements-withdraw-lead",
        about: msg("disbursements-about-repayment")
            .with("amount", one.told.amount.to_string())
            .with("day", one.told.on),
        action: format!("/projects/{}/repayments/{}/withdraw", project.code, one.number),
        project,
        form,
        errors,
    }
}

async fn found(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, Repayment)> {
    let project = seen(app, reader, code).await?;
    policy::may_withdraw_repayment(reader, &project)?;
    let money = store::find_money(app.db.reader(), &project).await?;
    let one = money.repayments.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    Ok((project, one))
}

pub(super) async fn withdrawing(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reason> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let form = TextForm { version: one.version.to_string(), ..TextForm::default() };
    Ok(refusing(project, &one, form, FormErrors::new()))
}

pub(super) async fn withdraw_repayment(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, one) = found(&app, &reader, &code, number).await?;
    let withdrawn = match form.check(TEXT_MOST) {
        Ok(because) => verbs::withdraw_repayment(&app, &reader, &code, number, (because, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match withdrawn {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-withdrawn-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            let form = TextForm { version: one.version.to_string(), ..form };
            Ok((status, refusing(project, &one, form, errors)).into_response())
        }
    }
}
