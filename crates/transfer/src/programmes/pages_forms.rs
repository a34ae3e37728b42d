//! The form by which a line of work is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Result, msg, page};

use super::forms::ProgrammeForm;
use super::programme::{ParticipationLevel, Programme};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "programmes/form.html")]
struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    programme: Option<Programme>,
    levels: Vec<Choice>,
    form: ProgrammeForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.programme {
    None => msg("programmes-new-title"),
    Some(_) => msg("programmes-correct-title"),
});

impl Entry {
    fn action(&self) -> String {
        register::action(self.programme.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.programme.as_ref())
    }
}

impl Shown for Programme {
    const AT: &'static str = "/programmes";
    const TITLE: &'static str = "programmes-title";
    const REGISTERED: &'static str = "programmes-registered";
    const CORRECTED: &'static str = "programmes-corrected";
    const FIELD: &'static str = "name_th";

    async fn form(
        _: &App,
        _: &Reader,
        programme: Option<Self>,
        form: ProgrammeForm,
        errors: FormErrors,
    ) -> Result<Response> {
        let levels = choices(ParticipationLevel::words(), "programmes-level-");
        Ok(Entry { programme, levels, form, errors }.into_response())
    }
}
