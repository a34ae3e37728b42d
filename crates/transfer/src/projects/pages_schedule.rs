//! The page on which it is written down when an activity of the schedule was done.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms_deeds::DeedForm;
use super::pages::seen;
use super::project::Project;
use super::schedule::ScheduleItem;
use super::{policy, verbs_schedule as verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// One activity of the schedule with the days on which it was done.
#[derive(Template)]
#[template(path = "projects/done.html")]
pub(super) struct Done {
    project: Project,
    number: usize,
    item: ScheduleItem,
    form: DeedForm,
    errors: FormErrors,
}
page!(Done, "projects-done-title");

impl Done {
    fn of(project: Project, number: usize, form: DeedForm, errors: FormErrors) -> Result<Self> {
        let item = number.checked_sub(1).and_then(|at| project.plan.schedule.get(at)).cloned();
        Ok(Self { item: item.ok_or(Error::NotFound)?, project, number, form, errors })
    }

    fn at(&self, verb: &str) -> String {
        format!("/projects/{}/schedule/{}/{verb}", self.project.code, self.number)
    }
}

pub(super) async fn mark_form(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
) -> Result<Done> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_mark_done(&reader, &project)?;
    project.may_be_amended().map_err(|_| Error::Forbidden(msg("projects-done-not-now")))?;
    let form = DeedForm { on: app.clock.today().into(), ..DeedForm::default() };
    Done::of(project, number, form, FormErrors::new())
}

pub(super) async fn mark_done(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Form(form): Form<DeedForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_mark_done(&reader, &project)?;
    let marked = match day(&form, number, app.clock.today()) {
        Ok((position, on)) => verbs::mark_done(&app, &reader, &code, position, on).await,
        Err(error) => Err(error),
    };
    answer(project, number, form, marked.map(|_| "projects-done-marked"))
}

pub(super) async fn unmark_done(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, usize)>,
    Form(form): Form<DeedForm>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    policy::may_unmark_done(&reader, &project)?;
    let unmarked = match day(&form, number, app.clock.today()) {
        Ok((position, on)) => verbs::unmark_done(&app, &reader, &code, position, on).await,
        Err(error) => Err(error),
    };
    answer(project, number, form, unmarked.map(|_| "projects-done-unmarked"))
}

/// Which activity, counted from nought, and the day that was typed.
fn day(form: &DeedForm, number: usize, today: NaiveDate) -> Result<(usize, NaiveDate)> {
    let position = number.checked_sub(1).ok_or(Error::NotFound)?;
    let on = form.on.past(today).map_err(|message| FormErrors::one("on", message))?;
    Ok((position, on))
}

fn answer(project: Project, number: usize, form: DeedForm, done: Result<&'static str>) -> Result<Response> {
    match done {
        Ok(said) => Ok(see(format!("/projects/{}", project.code)).saying(msg(said)).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "on")?;
            Ok((status, Done::of(project, number, form, errors)?).into_response())
        }
    }
}
