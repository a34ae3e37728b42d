//! The form by which a printed number is entered or corrected.

use askama::Template;
use axum::response::{IntoResponse, Response};
use kit::{FormErrors, Message, Result, msg, page};

use super::figure::{FACTS, Figure};
use super::forms::FigureForm;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};
use house::register::{self, Shown};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "published_figures/form.html")]
struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    figure: Option<Figure>,
    facts: Vec<Choice>,
    form: FigureForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.figure {
    None => msg("published-figures-new-title"),
    Some(_) => msg("published-figures-correct-title"),
});

impl Entry {
    fn action(&self) -> String {
        register::action(self.figure.as_ref())
    }

    fn draft(&self) -> String {
        register::draft(self.figure.as_ref())
    }
}

impl Shown for Figure {
    const AT: &'static str = "/published-figures";
    const TITLE: &'static str = "published-figures-title";
    const REGISTERED: &'static str = "published-figures-registered";
    const CORRECTED: &'static str = "published-figures-corrected";
    const FIELD: &'static str = "fact";

    async fn form(_: &App, _: &Reader, figure: Option<Self>, form: FigureForm, errors: FormErrors) -> Result<Response> {
        let named = |fact: &&'static str| Choice::new(*fact, Message::new(["published-figures-fact-", *fact].concat()));
        Ok(Entry { figure, facts: FACTS.iter().map(named).collect(), form, errors }.into_response())
    }
}
