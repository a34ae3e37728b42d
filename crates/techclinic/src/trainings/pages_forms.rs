//! The form by which a training is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Result, msg, page};

use super::forms::TrainingForm;
use super::training::{Aim, Training};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "trainings/form.html")]
struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    training: Option<Training>,
    aims: Vec<Choice>,
    form: TrainingForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.training {
    None => msg("trainings-new-title"),
    Some(_) => msg("trainings-correct-title"),
});

impl Entry {
    fn action(&self) -> String {
        register::action(self.training.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.training.as_ref())
    }
}

impl Shown for Training {
    const AT: &'static str = "/trainings";
    const TITLE: &'static str = "trainings-title";
    const REGISTERED: &'static str = "trainings-registered";
    const CORRECTED: &'static str = "trainings-corrected";
    const FIELD: &'static str = "name_th";

    async fn form(
        _: &App,
        _: &Reader,
        training: Option<Self>,
        form: TrainingForm,
        errors: FormErrors,
    ) -> Result<Response> {
        let aims = choices(Aim::words(), "trainings-aim-");
        Ok(Entry { training, aims, form, errors }.into_response())
    }
}
