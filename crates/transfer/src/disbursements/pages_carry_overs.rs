//! The pages on which money is carried over the year's end: asked for by the lead, decided by the ministry.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use thai::{FiscalYear, Satang};

use super::carry_over::{CarryOver, amount_field};
use super::forms::{CarryOverForm, DecisionForm, TEXT_MOST};
use super::money::Money;
use super::pages::to_money;
use super::pages_forms::Reason;
use super::verbs::{check_granted, seen};
use super::{policy, store, verbs_carry_overs as verbs};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The form by which the lead asks to carry money over the year's end.
#[derive(Template)]
#[template(path = "disbursements/carry.html")]
pub(super) struct Carry {
    project: Project,
    money: Money,
    form: CarryOverForm,
    errors: FormErrors,
}
page!(Carry, "disbursements-ask");

impl Carry {
    async fn of(app: &App, project: Project, form: CarryOverForm, errors: FormErrors) -> Result<Self> {
        let money = store::find_money(app.db.reader(), &project).await?;
        Ok(Self { money, project, form, errors })
    }

    fn action(&self) -> String {
        format!("/projects/{}/carry-overs", self.project.code)
    }

    fn field(&self, index: &usize) -> String {
        amount_field(index + 1)
    }

    fn typed(&self, index: &usize) -> &str {
        self.form.amount_of(index + 1)
    }
}

pub(super) async fn carrying(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Carry> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_ask_carry_over(&reader, &project)?;
    check_granted(&project)?;
    let mut page = Carry::of(&app, project, CarryOverForm::default(), FormErrors::new()).await?;
    page.form.once = app.chance.secret();
    // Half of the next fiscal year is what is usually asked for; the lead may say otherwise.
    if let Some(half) = FiscalYear(page.money.year.0 + 1).quarter(2) {
        page.form.until = half.end().into();
    }
    let left = page.money.lines.iter().enumerate().filter(|(_, line)| line.remaining() > Satang::ZERO);
    page.form.amounts = left.map(|(at, line)| ((at + 1).to_string(), line.remaining().to_string())).collect();
    Ok(page)
}

pub(super) async fn ask_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let form = CarryOverForm::from(fields);
    let project = seen(&app, &reader, &code).await?;
    policy::may_ask_carry_over(&reader, &project)?;
    let asked = match form.check(app.clock.today()) {
        Ok(told) => verbs::ask_carry_over(&app, &reader, &code, told, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match asked {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-asked-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "reason")?;
            Ok((status, Carry::of(&app, project, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn approve_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    verbs::approve_carry_over(&app, &reader, &code, number, form.seen()).await?;
    Ok(see(to_money(&code)).saying(msg("disbursements-approved-now")).into_response())
}

fn refusing(project: Project, one: &CarryOver, form: TextForm, errors: FormErrors) -> Reason {
    Reason {
        title: "disbursements-carry-decline",
        lead: "disbursements-carry-decline-lead",
        about: msg("disbursements-about-carry").with("amount", one.amount().to_string()),
        action: format!("/projects/{}/carry-overs/{}/decline", project.code, one.number),
        project,
        form,
        errors,
    }
}

/// A carry-over of a project, for the ministry.
async fn asked(app: &App, reader: &Reader, code: &str, number: i32) -> Result<(Project, CarryOver)> {
    let project = seen(app, reader, code).await?;
    policy::may_decline_carry_over(reader, &project)?;
    let money = store::find_money(app.db.reader(), &project).await?;
    let one = money.carry_overs.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    Ok((project, one))
}

pub(super) async fn declining(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reason> {
    let (project, one) = asked(&app, &reader, &code, number).await?;
    let form = TextForm { version: one.version.to_string(), ..TextForm::default() };
    Ok(refusing(project, &one, form, FormErrors::new()))
}

pub(super) async fn decline_carry_over(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let (project, one) = asked(&app, &reader, &code, number).await?;
    let declined = match form.check(TEXT_MOST) {
        Ok(because) => verbs::decline_carry_over(&app, &reader, &code, number, (because, form.seen())).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match declined {
        Ok(_) => Ok(see(to_money(&code)).saying(msg("disbursements-declined-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            let form = TextForm { version: one.version.to_string(), ..form };
            Ok((status, refusing(project, &one, form, errors)).into_response())
        }
    }
}
