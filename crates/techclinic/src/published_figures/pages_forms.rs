//! The forms by which a printed number is entered, corrected and withdrawn.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kit::form::TextForm;
use kit::web::{Form, Path, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Message, Result, msg, page};

use super::figure::{FACTS, Figure};
use super::forms::FigureForm;
use super::{importing, policy, store, verbs};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::{Choice, filters};
use crate::told::{self, Withdrawal};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "published_figures/form.html")]
pub(super) struct Entry {
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
    fn with(figure: Option<Figure>, form: FigureForm, errors: FormErrors) -> Self {
        Self { figure, facts: FACTS.iter().map(|fact| Choice::new(*fact, fact_name(fact))).collect(), form, errors }
    }

    fn action(&self) -> String {
        let at = |one: &Figure| format!("/published-figures/{}/correct", one.code);
        self.figure.as_ref().map_or_else(|| "/published-figures".to_owned(), at)
    }

    fn draft(&self) -> String {
        self.figure
            .as_ref()
            .map_or_else(|| "published-figures".to_owned(), |one| format!("published-figures-{}", one.code))
    }
}

fn fact_name(fact: &str) -> Message {
    Message::new(["published-figures-fact-", fact].concat())
}

async fn found(app: &App, code: &str) -> Result<Figure> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

pub(super) async fn new(State(app): State<App>, reader: Reader) -> Result<Entry> {
    policy::may_register(&reader)?;
    let form = FigureForm { once: app.chance.secret(), ..FigureForm::default() };
    Ok(Entry::with(None, form, FormErrors::new()))
}

pub(super) async fn register(State(app): State<App>, reader: Reader, Form(form): Form<FigureForm>) -> Result<Response> {
    policy::may_register(&reader)?;
    let registered = match importing::typed(&app, &reader, &form, "").await {
        Ok(figure) => verbs::register(&app, &reader, figure, Some(&form.once)).await,
        Err(error) => Err(error),
    };
    match registered {
        Ok(figure) => Ok(see("/published-figures")
            .saying(msg("published-figures-registered").with("code", figure.code))
            .into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "fact")?;
            Ok((status, Entry::with(None, form, errors)).into_response())
        }
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    policy::may_correct(&reader)?;
    let figure = found(&app, &code).await?;
    let form = FigureForm::of(&figure);
    Ok(Entry::with(Some(figure), form, FormErrors::new()))
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<FigureForm>,
) -> Result<Response> {
    policy::may_correct(&reader)?;
    let figure = found(&app, &code).await?;
    let version = told::version(&form.version, &HeaderMap::new());
    let corrected = match importing::typed(&app, &reader, &form, &figure.code).await {
        Ok(figure) => verbs::correct(&app, &reader, figure, version).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else {
        return Ok(see("/published-figures")
            .saying(msg("published-figures-corrected").with("code", code))
            .into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = FigureForm::of(&latest);
    let (status, errors) = shown_beside(error, "fact", &mut form, saved)?;
    Ok((status, Entry::with(Some(latest), form, errors)).into_response())
}

fn emptied(figure: &Figure) -> Withdrawal {
    Withdrawal::new(("/published-figures", msg("published-figures-title")), figure, figure.called())
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
    let figure = found(&app, &code).await?;
    let withdrawn = match form.check(told::REASON_MOST) {
        Ok(because) => verbs::withdraw(&app, &reader, &figure.code, because, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match withdrawn {
        Ok(gone) => {
            Ok(see("/published-figures").saying(msg("layout-told-withdrawn").with("code", gone.code)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            Ok((status, emptied(&found(&app, &code).await?).refused(form, errors)).into_response())
        }
    }
}
