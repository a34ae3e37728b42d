//! What a clinic sees of those who want a technology, and what it does.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::form::{TextForm, version_seen};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

use super::interest::{Interest, Status, WORDS_MOST};
use super::policy;
use super::store::{self, Filter};
use super::verbs;
use crate::{needs, technologies};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::organisations::{self, ClinicName};

/// The list of a clinic, or of all.
#[derive(Template)]
#[template(path = "interests/index.html")]
pub(super) struct Index {
    interests: Listing<Interest>,
    technologies: HashMap<Uuid, technologies::Row>,
    clinics: HashMap<Uuid, ClinicName>,
    filter: Filter,
    statuses: Vec<Choice>,
    held: Vec<Choice>,
    turns: Turns,
}
page!(Index, "interests-title");

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    policy::may_list(&reader)?;
    let interests = store::list(&app.db, policy::clinics(&reader), &filter).await?;
    Ok(Index {
        technologies: technologies::find_many(&app.db, interests.items.iter().map(|one| one.technology)).await?,
        clinics: organisations::clinic_names(&app.db, interests.items.iter().map(|one| one.clinic)).await?,
        statuses: choices(Status::words(), "interests-status-"),
        held: vec![Choice::new("yes", msg("interests-held-only"))],
        turns: interests.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        interests,
        filter,
    })
}

/// One of them, before whoever answers.
#[derive(Template)]
#[template(path = "interests/show.html")]
pub(super) struct Show {
    interest: Interest,
    technology: Option<technologies::Row>,
    need: Option<String>,
    works: bool,
    form: TextForm,
    errors: FormErrors,
}
page!(Show, |page| msg("interests-show-title").with("code", page.interest.code.clone()));

impl Show {
    async fn of(app: &App, reader: &Reader, code: &str, form: TextForm, errors: FormErrors) -> Result<Self> {
        let interest = seen(app, reader, code).await?;
        let need = match interest.need {
            Some(id) => needs::find(&app.db, id).await?.map(|need| need.code),
            None => None,
        };
        Ok(Self {
            technology: technologies::find_many(&app.db, [interest.technology]).await?.into_values().next(),
            need,
            works: policy::may_answer(reader, &interest).is_ok(),
            form: TextForm { version: interest.version.to_string(), ..form },
            errors,
            interest,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("/desk/interests/{}/{verb}", self.interest.code)
    }
}

async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Interest> {
    let interest = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &interest)?;
    Ok(interest)
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    reader.must_sign_in()?;
    Show::of(&app, &reader, &code, TextForm::default(), FormErrors::new()).await
}

/// What became of a reply: on to the page, or the page again with what was typed.
async fn replied(
    app: &App,
    reader: &Reader,
    (code, form, said): (String, TextForm, &str),
    done: Result<Interest>,
) -> Result<Response> {
    match done {
        Ok(_) => Ok(see(format!("/desk/interests/{code}")).saying(Message::new(said.to_owned())).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            Ok((status, Show::of(app, reader, &code, form, errors).await?).into_response())
        }
    }
}

pub(super) async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    policy::may_answer(&reader, &seen(&app, &reader, &code).await?)?;
    let done = match form.check(WORDS_MOST) {
        Ok(text) => verbs::answer(&app, &reader, &code, text, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    replied(&app, &reader, (code, form, "interests-answered"), done).await
}

pub(super) async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    policy::may_close(&reader, &seen(&app, &reader, &code).await?)?;
    let done = match form.check(WORDS_MOST) {
        Ok(text) => verbs::close(&app, &reader, &code, text, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    replied(&app, &reader, (code, form, "interests-closed"), done).await
}

/// The version somebody read.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Seen {
    version: String,
}

pub(super) async fn take_up(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<Seen>,
) -> Result<Response> {
    match verbs::take_up(&app, &reader, &code, version_seen(&form.version)).await {
        Ok((_, need)) => Ok(see(format!("/needs/{need}")).saying(msg("interests-taken-up")).into_response()),
        Err(Error::Conflict(why)) => {
            let page = Show::of(&app, &reader, &code, TextForm::default(), FormErrors::whole(why)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}
