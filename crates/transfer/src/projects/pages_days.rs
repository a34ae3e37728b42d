//! A project as it stood when a day ended, beside what it is now.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{Error, FormErrors, Result, page};
use serde::Deserialize;

use super::document::PlanDocument;
use super::pages::{Show, seen};
use super::pages_changes::{Called, Told};
use super::policy;
use super::project::Project;
use super::store_days;
use super::verbs_known::codes;
use house::accounts::Reader;
use house::app::App;
use house::layout::date_field::DateField;
use house::layout::filters;

house::date_names!(AsOf, "on");

/// Which day, in the address.
#[derive(Deserialize, Default)]
pub(super) struct AsOfQuery {
    #[serde(flatten)]
    on: DateField<AsOf>,
}

/// The page that asks for a day.
#[derive(Template)]
#[template(path = "projects/as_of.html")]
pub(super) struct Days {
    project: Project,
    on: DateField<AsOf>,
    errors: FormErrors,
    days: Vec<NaiveDate>,
}
page!(Days, |page| msg("projects-as-of-page").with("code", page.project.code.clone()));

impl Days {
    fn of_day(&self, day: &NaiveDate) -> String {
        format!("/projects/{}/as-of?{}", self.project.code, DateField::<AsOf>::query(*day))
    }
}

/// What a page of the past says of itself.
pub(super) struct Past {
    pub(super) on: NaiveDate,
    /// The project as it is now.
    pub(super) now: Project,
    /// How its plan differs now.
    pub(super) changes: Vec<Told>,
    pub(super) technologies: Vec<uuid::Uuid>,
}

pub(super) async fn as_of(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Response> {
    let project = seen(&app, &reader, &code).await?;
    let mut errors = FormErrors::new();
    let asked = !query.on.is_empty();
    if let Some(on) = errors.take("on", query.on.past(app.clock.today())).filter(|_| asked) {
        match stood(&app, &reader, &project, on).await? {
            Some((then, past)) => return Ok(Show::of(&app, &reader, then, Some(past)).await?.into_response()),
            None => errors.add("on", msg("projects-as-of-unknown")),
        }
    }
    let days = store_days::list_days(&app.db, &project, !policy::works_on(&reader, &project)).await?;
    let status = if asked { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let errors = if asked { errors } else { FormErrors::new() };
    Ok((status, Days { project, on: query.on, errors, days }).into_response())
}

/// The project as it stood, where the reader might have read it then.
async fn stood(app: &App, reader: &Reader, now: &Project, on: NaiveDate) -> Result<Option<(Project, Past)>> {
    let Some(stood) = store_days::find_as_of(&app.db, now.id, on).await? else { return Ok(None) };
    match policy::may_see(reader, &stood.project) {
        Err(Error::NotFound) => return Ok(None),
        seen => seen?,
    }
    let codes = codes(app, [&stood.project.plan, &now.plan]).await?;
    let document = |project: &Project| serde_json::to_value(PlanDocument::of(&project.plan, &codes));
    let changes = Called::of(app).await?.told(&document(&stood.project)?, &document(now)?);
    let past = Past { on, now: now.clone(), changes, technologies: stood.technologies };
    Ok(Some((stood.project, past)))
}
