//! The pages of those who answer for opinions: their desk, and the forms by which they withhold,
//! decide and reply. A form filled in while somebody else saved comes back as typed, beside what is
//! saved now.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Form, Path, Query, see};
use kit::{Error, FormErrors, Result, page};

use super::super::forms::{DecisionForm, TextForm, seen as version_seen};
use super::super::opinion::Opinion;
use super::super::store::{self, Filter, Row};
use super::super::{policy, verbs};
use super::{dispositions, seen, statuses};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::{Choice, filters};

/// What waits for the reader.
#[derive(Template)]
#[template(path = "participation/desk.html")]
pub struct Desk {
    opinions: Listing<Row>,
    filter: Filter,
    statuses: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
}
page!(Desk, "participation-desk-title");

pub async fn desk(State(app): State<App>, reader: Reader, Query(filter): Query<Filter>) -> Result<Desk> {
    policy::may_see_desk(&reader)?;
    let opinions = store::list_of_owners(&app.db, policy::desk_owners(&reader), reader.practises(), &filter).await?;
    Ok(Desk {
        next: opinions.next_cursor.as_ref().map(|cursor| filter.address("/desk/opinions", cursor)),
        first: filter.cursor.as_ref().map(|_| filter.address("/desk/opinions", "")),
        statuses: statuses(),
        opinions,
        filter,
    })
}

pub async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::publish(&app, &reader, &code).await?;
    Ok(see(format!("/participation/{code}")).saying(msg("participation-published")).into_response())
}

/// Whether a refused form is shown again, with which status and which errors.
fn shown_again(error: Error, field: &str) -> Result<(StatusCode, FormErrors)> {
    match error {
        Error::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, errors)),
        Error::Conflict(message) => Ok((StatusCode::CONFLICT, FormErrors::one(field, message))),
        other => Err(other),
    }
}

/// The form by which an opinion is kept out of the register.
#[derive(Template)]
#[template(path = "participation/withhold.html")]
pub struct Withholding {
    opinion: Opinion,
    form: TextForm,
    errors: FormErrors,
}
page!(Withholding, "participation-withhold-title");

impl Withholding {
    fn action(&self) -> String {
        format!("/participation/{}/withhold", self.opinion.code)
    }
}

pub async fn withholding(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Withholding> {
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_withhold(&reader, &opinion)?;
    Ok(Withholding { opinion, form: TextForm::default(), errors: FormErrors::new() })
}

pub async fn withhold(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let done = match form.check() {
        Ok(reason) => verbs::withhold(&app, &reader, &code, reason, version_seen(&form.version)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = done else {
        return Ok(see(format!("/participation/{code}")).saying(msg("participation-withheld")).into_response());
    };
    let (status, errors) = shown_again(error, "text")?;
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_withhold(&reader, &opinion)?;
    Ok((status, Withholding { opinion, form, errors }).into_response())
}

/// The form by which an opinion is decided about.
#[derive(Template)]
#[template(path = "participation/dispose.html")]
pub struct Disposing {
    opinion: Opinion,
    form: DecisionForm,
    errors: FormErrors,
    dispositions: Vec<Choice>,
}
page!(Disposing, "participation-dispose-title");

impl Disposing {
    fn action(&self) -> String {
        format!("/participation/{}/dispose", self.opinion.code)
    }
}

pub async fn disposing(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Disposing> {
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_dispose(&reader, &opinion)?;
    let form = DecisionForm {
        disposition: opinion.disposition.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        reason: opinion.disposition.and(opinion.reason.clone()).unwrap_or_default(),
        considered_at: opinion.considered_at.clone().unwrap_or_default(),
        version: String::new(),
    };
    Ok(Disposing { opinion, form, errors: FormErrors::new(), dispositions: dispositions() })
}

pub async fn dispose(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let done = match form.check() {
        Ok(decision) => verbs::dispose(&app, &reader, &code, decision, version_seen(&form.version)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = done else {
        return Ok(see(format!("/participation/{code}")).saying(msg("participation-disposed")).into_response());
    };
    let (status, errors) = shown_again(error, "reason")?;
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_dispose(&reader, &opinion)?;
    Ok((status, Disposing { opinion, form, errors, dispositions: dispositions() }).into_response())
}

/// The form by which the public reply is given.
#[derive(Template)]
#[template(path = "participation/reply.html")]
pub struct Replying {
    opinion: Opinion,
    form: TextForm,
    errors: FormErrors,
}
page!(Replying, "participation-reply-title");

impl Replying {
    fn action(&self) -> String {
        format!("/participation/{}/reply", self.opinion.code)
    }
}

pub async fn replying(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Replying> {
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_reply(&reader, &opinion)?;
    let form = TextForm { text: opinion.reply.clone().unwrap_or_default(), version: String::new() };
    Ok(Replying { opinion, form, errors: FormErrors::new() })
}

pub async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let done = match form.check() {
        Ok(text) => verbs::reply(&app, &reader, &code, text, version_seen(&form.version)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = done else {
        return Ok(see(format!("/participation/{code}")).saying(msg("participation-replied")).into_response());
    };
    let (status, errors) = shown_again(error, "text")?;
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_reply(&reader, &opinion)?;
    Ok((status, Replying { opinion, form, errors }).into_response())
}
