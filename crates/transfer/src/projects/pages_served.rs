//! The page on which what a plan transfers is chosen from the published catalogue, whose needs it takes up from those
//! that wait for a project, and what it serves from the items of the plans of the state. Each choice is one button, so that it works without script and nothing typed is lost.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Query, see};
use kit::{Error, FormErrors, Message, Result, page};
use serde::Deserialize;

use super::check::Section;
use super::forms_served::{ChosenTechnologyForm, ServedItemForm, TakenNeedForm};
use super::pages::{answered as taken_up, seen};
use super::pages_sections::Sections;
use super::policy;
use super::project::Project;
use super::version::ProjectName;
use super::{store, store_served, verbs_answering, verbs_served as verbs};
use brokerage::{needs, technologies};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::plan_items::{self, PlanItem};

/// As many as one search offers.
const OFFERED: u64 = 10;

/// What was searched for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// In the catalogue.
    q: String,
    /// Among the items of plans.
    plan: String,
    /// The code of a need.
    need: String,
}

/// What a plan transfers and serves.
#[derive(Template)]
#[template(path = "projects/served.html")]
pub(super) struct Served {
    project: Project,
    chosen: Vec<technologies::Row>,
    offered: Vec<technologies::Row>,
    /// The needs it takes up, and those of its clinic that wait for a project.
    needs: Vec<needs::Need>,
    /// Other projects, open to all, that answer one of them: the needs they answer and what they are called.
    answered_by: Vec<ProjectName>,
    needs_offered: Vec<needs::Row>,
    items: Vec<PlanItem>,
    items_offered: Vec<PlanItem>,
    asked: Asked,
    errors: FormErrors,
    /// Projects that bring one of these technologies to one of these places already.
    alike: Option<Message>,
    sections: Sections,
}
page!(Served, "projects-edit-served");

impl Served {
    async fn of(app: &App, reader: &Reader, project: Project, asked: Asked, errors: FormErrors) -> Result<Self> {
        let ids = store::list_technologies(&app.db, &[project.id]).await?.remove(&project.id).unwrap_or_default();
        let mut chosen: Vec<_> = technologies::find_many(&app.db, ids).await?.into_values().collect();
        chosen.sort_by(|one, other| one.name_sort.cmp(&other.name_sort));
        let mut offered = match asked.q.trim() {
            "" => Vec::new(),
            typed => technologies::list_published(&app.db, typed, OFFERED).await?,
        };
        offered.retain(|one| !chosen.iter().any(|other| other.id == one.id));
        let items = plan_items::find_many(&app.db, store_served::list_items(&app.db, project.id).await?).await?;
        let mut items_offered = match asked.plan.trim() {
            "" => Vec::new(),
            typed => plan_items::list_offered(&app.db, typed, OFFERED).await?,
        };
        items_offered.retain(|one| !items.iter().any(|other| other.id == one.id));
        let needs = taken_up(app, reader, project.id).await?;
        let mut answered_by = store::list_of_needs(&app.db, needs.iter().map(|need| need.id)).await?;
        answered_by.retain(|other| other.public && other.code != project.code);
        let mut needs_offered = match project.lead_clinic {
            Some(clinic) => needs::list_matched(&app.db, clinic, project.practice, OFFERED).await?,
            None => Vec::new(),
        };
        needs_offered.retain(|one| !needs.iter().any(|other| other.id == one.id));
        let rules = verbs_answering::rules(app, &project).await?;
        let alike =
            (!rules.alike.is_empty()).then(|| msg("projects-check-alike").with("codes", rules.alike.join(", ")));
        let sections = Sections::of_project(&project, &rules, Section::Served);
        Ok(Self {
            project,
            chosen,
            offered,
            needs,
            answered_by,
            needs_offered,
            items,
            items_offered,
            asked,
            errors,
            alike,
            sections,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("/projects/{}/{verb}", self.project.code)
    }

    fn onward(&self) -> String {
        Section::Served.next().map_or_else(String::new, |next| next.address(&self.project.code))
    }
}

pub(super) async fn served(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Served> {
    reader.must_sign_in()?;
    let project = seen(&app, &reader, &code).await?;
    policy::may_edit(&reader, &project)?;
    project.open().map_err(Error::Forbidden)?;
    Served::of(&app, &reader, project, asked, FormErrors::new()).await
}

pub(super) async fn choose_technology(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ChosenTechnologyForm>,
) -> Result<Response> {
    let chosen = verbs::choose_technology(&app, &reader, &code, &form.technology).await;
    answered(&app, &reader, &code, chosen, Asked { q: form.q, ..Asked::default() }).await
}

pub(super) async fn leave_technology(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ChosenTechnologyForm>,
) -> Result<Response> {
    let left = verbs::leave_technology(&app, &reader, &code, &form.technology).await;
    answered(&app, &reader, &code, left, Asked { q: form.q, ..Asked::default() }).await
}

pub(super) async fn serve_item(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ServedItemForm>,
) -> Result<Response> {
    let served = verbs::serve_item(&app, &reader, &code, &form.item).await;
    answered(&app, &reader, &code, served, Asked { plan: form.q, ..Asked::default() }).await
}

pub(super) async fn leave_item(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ServedItemForm>,
) -> Result<Response> {
    let left = verbs::leave_item(&app, &reader, &code, &form.item).await;
    answered(&app, &reader, &code, left, Asked { plan: form.q, ..Asked::default() }).await
}

pub(super) async fn take_up_need(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TakenNeedForm>,
) -> Result<Response> {
    let taken = verbs::take_up_need(&app, &reader, &code, &form.need).await;
    answered(&app, &reader, &code, taken, Asked { need: form.need, ..Asked::default() }).await
}

pub(super) async fn leave_need(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TakenNeedForm>,
) -> Result<Response> {
    let left = verbs::leave_need(&app, &reader, &code, &form.need).await;
    answered(&app, &reader, &code, left, Asked::default()).await
}

/// The same page again, with what was searched for.
async fn answered(app: &App, reader: &Reader, code: &str, done: Result<Project>, asked: Asked) -> Result<Response> {
    match done {
        Ok(_) => {
            let at = kit::web::address(&Section::Served.address(code), &[("q", &asked.q), ("plan", &asked.plan)]);
            Ok(see(at).saying(msg("projects-saved")).into_response())
        }
        Err(error) => {
            let (status, errors) = kit::web::shown_again(error, "technology")?;
            let project = seen(app, reader, code).await?;
            Ok((status, Served::of(app, reader, project, asked, errors).await?).into_response())
        }
    }
}
