//! The forms by which a project of the past is entered, corrected and withdrawn.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kit::form::TextForm;
use kit::web::{Form, Path, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, msg, page};

use super::forms::PastProjectForm;
use super::past_project::PastProject;
use super::{importing, policy, store, verbs};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::{Choice, filters};
use crate::organisations;
use crate::told::{self, Withdrawal};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "past_projects/form.html")]
pub(super) struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    project: Option<PastProject>,
    clinics: Vec<Choice>,
    provinces: &'static [Choice],
    form: PastProjectForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.project {
    None => msg("past-projects-new-title"),
    Some(_) => msg("past-projects-correct-title"),
});

impl Entry {
    async fn with(app: &App, project: Option<PastProject>, form: PastProjectForm, errors: FormErrors) -> Result<Self> {
        Ok(Self { project, clinics: organisations::choices(app).await?, provinces: provinces(), form, errors })
    }

    fn action(&self) -> String {
        let at = |one: &PastProject| format!("/past-projects/{}/correct", one.code);
        self.project.as_ref().map_or_else(|| "/past-projects".to_owned(), at)
    }

    fn draft(&self) -> String {
        self.project.as_ref().map_or_else(|| "past-projects".to_owned(), |one| format!("past-projects-{}", one.code))
    }
}

/// What is there, as it would be typed.
async fn typed(app: &App, project: &PastProject) -> Result<PastProjectForm> {
    let clinics = organisations::clinic_names(&app.db, project.clinic).await?;
    let clinic = clinics.into_values().next().map(|clinic| clinic.code);
    Ok(PastProjectForm::of(project, clinic.unwrap_or_default()))
}

async fn found(app: &App, code: &str) -> Result<PastProject> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

pub(super) async fn new(State(app): State<App>, reader: Reader) -> Result<Entry> {
    policy::may_register(&reader)?;
    let form = PastProjectForm { once: app.chance.secret(), ..PastProjectForm::default() };
    Entry::with(&app, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<PastProjectForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let registered = match importing::typed(&app, &reader, &form, "").await {
        Ok(project) => verbs::register(&app, &reader, project, Some(&form.once)).await,
        Err(error) => Err(error),
    };
    match registered {
        Ok(project) => {
            Ok(see("/past-projects").saying(msg("past-projects-registered").with("code", project.code)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name_th")?;
            Ok((status, Entry::with(&app, None, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    policy::may_correct(&reader)?;
    let project = found(&app, &code).await?;
    let form = typed(&app, &project).await?;
    Entry::with(&app, Some(project), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<PastProjectForm>,
) -> Result<Response> {
    policy::may_correct(&reader)?;
    let project = found(&app, &code).await?;
    let version = told::version(&form.version, &HeaderMap::new());
    let corrected = match importing::typed(&app, &reader, &form, &project.code).await {
        Ok(project) => verbs::correct(&app, &reader, project, version).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else {
        return Ok(see("/past-projects").saying(msg("past-projects-corrected").with("code", code)).into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
    Ok((status, Entry::with(&app, Some(latest), form, errors).await?).into_response())
}

fn emptied(project: &PastProject) -> Withdrawal {
    Withdrawal::new(("/past-projects", msg("past-projects-title")), project, project.name.th.clone())
}

pub(super) async fn withdrawal(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Withdrawal> {
    policy::may_withdraw(&reader)?;
    Ok(emptied(&found(&app, &code).await?))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    policy::may_withdraw(&reader)?;
    let project = found(&app, &code).await?;
    let withdrawn = match form.check(told::REASON_MOST) {
        Ok(because) => verbs::withdraw(&app, &reader, &project.code, because, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match withdrawn {
        Ok(gone) => {
            Ok(see("/past-projects").saying(msg("layout-told-withdrawn").with("code", gone.code)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            Ok((status, emptied(&found(&app, &code).await?).refused(form, errors)).into_response())
        }
    }
}
