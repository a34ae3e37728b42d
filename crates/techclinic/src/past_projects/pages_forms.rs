//! The form by which a project of the past is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Result, msg, page};

use super::forms::PastProjectForm;
use super::past_project::PastProject;
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, filters};
use house::organisations;
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "past_projects/form.html")]
struct Entry {
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
    fn action(&self) -> String {
        register::action(self.project.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.project.as_ref())
    }
}

impl Shown for PastProject {
    const AT: &'static str = "/past-projects";
    const TITLE: &'static str = "past-projects-title";
    const REGISTERED: &'static str = "past-projects-registered";
    const CORRECTED: &'static str = "past-projects-corrected";
    const FIELD: &'static str = "name_th";

    async fn form(
        app: &App,
        _: &Reader,
        project: Option<Self>,
        form: PastProjectForm,
        errors: FormErrors,
    ) -> Result<Response> {
        let (clinics, provinces) = (organisations::choices(app).await?, provinces());
        Ok(Entry { project, clinics, provinces, form, errors }.into_response())
    }
}
