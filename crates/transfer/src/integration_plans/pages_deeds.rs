//! The pages by which officers open and describe a plan, and take the steps of its life.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use kit::form::{TextForm, Versioned};
use kit::web::{Form, Path, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Lang, Message, Result, msg, page};
use thai::FiscalYear;

use super::compiling::Compiled;
use super::deed::Deed;
use super::forms::PlanForm;
use super::integration_plan::{Figures, IntegrationPlan};
use super::verbs_summary::seen;
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The form by which a plan is opened or described.
#[derive(Template)]
#[template(path = "integration_plans/form.html")]
pub(super) struct Entry {
    /// What is described; `None` for a new one.
    plan: Option<IntegrationPlan>,
    form: PlanForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.plan {
    None => msg("integration-plans-new-title"),
    Some(plan) => msg("integration-plans-describe-title").with("year", plan.code.clone()),
});

impl Entry {
    fn action(&self) -> String {
        let describe = |plan: &IntegrationPlan| format!("{}/describe", plan.address());
        self.plan.as_ref().map_or_else(|| "/integration-plans".to_owned(), describe)
    }

    fn draft(&self) -> String {
        self.plan.as_ref().map_or_else(|| "integration-plan".to_owned(), |one| format!("integration-plan-{}", one.code))
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader) -> Result<Entry> {
    policy::may_open(&reader)?;
    let year = FiscalYear::of(app.clock.today()).0.to_string();
    let say = |id: &'static str| app.words.say(Lang::Th, &msg(id).with("year", year.clone()));
    let form = PlanForm {
        name_th: say("integration-plans-usual-name"),
        goal: say("integration-plans-usual-goal"),
        once: app.chance.secret(),
        fiscal_year: year.clone(),
        ..PlanForm::default()
    };
    Ok(Entry { plan: None, form, errors: FormErrors::new() })
}

pub(super) async fn open(State(app): State<App>, reader: Reader, Form(form): Form<PlanForm>) -> Result<Response> {
    policy::may_open(&reader)?;
    let opened = match form.check_new(app.clock.today()) {
        Ok((year, told)) => verbs::open(&app, &reader, year, told, Some(&form.once)).await,
        Err(errors) => Err(errors.into()),
    };
    match opened {
        Ok(plan) => {
            let said = msg("integration-plans-opened").with("year", plan.code.clone());
            Ok(see(plan.address()).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "fiscal_year")?;
            Ok((status, Entry { plan: None, form, errors }).into_response())
        }
    }
}

pub(super) async fn description(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Entry> {
    policy::may_describe(&reader)?;
    let plan = seen(&app, &reader, &year).await?;
    Ok(Entry { form: PlanForm::of(&plan), plan: Some(plan), errors: FormErrors::new() })
}

pub(super) async fn describe(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Form(mut form): Form<PlanForm>,
) -> Result<Response> {
    policy::may_describe(&reader)?;
    let plan = seen(&app, &reader, &year).await?;
    let version = kit::form::version_seen(form.version_mut());
    let described = match form.check() {
        Ok(told) => verbs::describe(&app, &reader, plan.year.0, told, version).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = described else {
        return Ok(see(plan.address()).saying(msg("integration-plans-described")).into_response());
    };
    let latest = seen(&app, &reader, &year).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, PlanForm::of(&latest))?;
    Ok((status, Entry { plan: Some(latest), form, errors }).into_response())
}

/// The page of a step in a plan's life.
#[derive(Template)]
#[template(path = "integration_plans/deed.html")]
struct DeedPage {
    plan: IntegrationPlan,
    figures: Figures,
    deed: Deed,
    /// Why the step is none of this plan's as it stands.
    barred: Option<Message>,
    /// What holds the step up.
    faults: Vec<Message>,
    refusal: Option<Message>,
    form: TextForm,
    errors: FormErrors,
}
page!(DeedPage, |page| Message::new(["integration-plans-deed-", page.deed.as_str()].concat()));

impl DeedPage {
    async fn of(app: &App, plan: IntegrationPlan, deed: Deed) -> Result<Self> {
        let figures = store::figures(&app.db, &plan).await?;
        let barred = plan.barred(deed, app.clock.now(), &figures);
        let faults = match deed {
            Deed::Freeze if plan.open().is_ok() => {
                plan.faults(&figures, store::count_lacking(app.db.reader(), plan.id).await?)
            }
            _ => Vec::new(),
        };
        let form = TextForm { version: figures.sha256.clone(), ..TextForm::default() };
        Ok(Self { plan, figures, deed, barred, faults, refusal: None, form, errors: FormErrors::new() })
    }

    fn action(&self) -> String {
        format!("{}/{}", self.plan.address(), self.deed)
    }

    fn button(&self) -> String {
        ["integration-plans-deed-", self.deed.as_str()].concat()
    }

    fn described(&self) -> String {
        format!("{}/describe", self.plan.address())
    }
}

/// The page of a step, and the step itself.
pub(super) fn deed(deed: Deed) -> MethodRouter<App> {
    get(move |State(app): State<App>, reader: Reader, Path(year): Path<String>| async move {
        policy::may(&reader, deed)?;
        let plan = seen(&app, &reader, &year).await?;
        DeedPage::of(&app, plan, deed).await
    })
    .post(
        move |State(app): State<App>, reader: Reader, Path(year): Path<String>, Form(form): Form<TextForm>| async move {
            policy::may(&reader, deed)?;
            let plan = seen(&app, &reader, &year).await?;
            perform(&app, &reader, plan, deed, form).await
        },
    )
}

async fn perform(app: &App, reader: &Reader, plan: IntegrationPlan, deed: Deed, form: TextForm) -> Result<Response> {
    let said = match verbs::perform(app, reader, plan.year.0, deed, &form).await {
        Ok(did) => done(&plan, deed, did),
        Err(Error::Invalid(errors)) => {
            let page = DeedPage::of(app, plan, deed).await?;
            let page = DeedPage { form: TextForm { text: form.text, ..page.form.clone() }, errors, ..page };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(Error::Conflict(message)) => {
            let page = DeedPage::of(app, plan, deed).await?;
            let form = TextForm { text: form.text, ..page.form.clone() };
            let refusal = Some(message).filter(|_| page.barred.is_none());
            let page = DeedPage { form, refusal, ..page };
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
        Err(error) => return Err(error),
    };
    Ok(see(plan.address()).saying(said).into_response())
}

fn done(plan: &IntegrationPlan, deed: Deed, did: Option<Compiled>) -> Message {
    let said = Message::new(["integration-plans-done-", deed.as_str()].concat()).with("year", plan.code.clone());
    let Some(did) = did else { return said };
    let counted = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    said.with("added", counted(did.added))
        .with("changed", counted(did.changed))
        .with("unchanged", counted(did.unchanged))
        .with("left", counted(did.left))
        .with("ended", counted(did.ended))
}
