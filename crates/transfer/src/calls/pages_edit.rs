//! The pages on which the ministry writes a call.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use house::layout::typed::Typed;
use kit::form::version_seen;
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use thai::FiscalYear;

use super::call::{Call, CeilingOf};
use super::forms::{beginning, filled, read};
use super::policy;
use super::verbs::{self, seen};
use crate::programmes;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::{Choice, choices, filters};
use house::places;

/// The form of a call.
#[derive(Template)]
#[template(path = "calls/form.html")]
pub(super) struct Edit {
    /// What is being changed; `None` for a new one.
    call: Option<Call>,
    programmes: Vec<Choice>,
    typed: Typed,
    errors: FormErrors,
    refusal: Option<Message>,
}
page!(Edit, |page| match &page.call {
    None => msg("calls-new-title"),
    Some(call) => msg("calls-edit-title").with("code", call.code.clone()),
});

impl Edit {
    async fn with(app: &App, call: Option<Call>, typed: Typed, errors: FormErrors) -> Result<Self> {
        let programmes = programmes::names(&app.db).await?.choices(typed.text("programme"));
        Ok(Self { call, programmes, typed, errors, refusal: None })
    }

    fn action(&self) -> String {
        self.call.as_ref().map_or_else(|| "/calls".to_owned(), |call| format!("{}/edit", call.address()))
    }

    /// The fields of the regions, with their sentences.
    fn regions(&self) -> Vec<(String, String)> {
        places::regions().map(|(word, _)| (format!("region_{word}"), format!("calls-region-{word}"))).collect()
    }

    fn ceilings(&self) -> Vec<Choice> {
        choices(CeilingOf::words(), "calls-ceiling-of-")
    }

    fn draft(&self) -> String {
        self.call.as_ref().map_or_else(|| "call-new".to_owned(), |call| format!("call-{}", call.code))
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader) -> Result<Edit> {
    reader.must_sign_in()?;
    policy::may_draft(&reader)?;
    let mut typed = beginning(FiscalYear::of(app.clock.today()));
    typed.set("once", reader.form_key(&app.chance));
    Edit::with(&app, None, typed, FormErrors::new()).await
}

pub(super) async fn draft(
    State(app): State<App>,
    reader: Reader,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let mut typed = Typed::from(fields);
    reader.must_sign_in()?;
    policy::may_draft(&reader)?;
    let step = typed.text("step").to_owned();
    if typed.step(&step) {
        return Ok(Edit::with(&app, None, typed, FormErrors::new()).await?.into_response());
    }
    if let Err(message) = reader.check_form_key(typed.text("once")) {
        typed.set("once", reader.form_key(&app.chance));
        let page = Edit::with(&app, None, typed, FormErrors::whole(message)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let how = Circumstances { once: Some(typed.text("once").to_owned()), invented: app.settings.demo };
    let known = programmes::names(&app.db).await?;
    let drafted = match read(&typed, &known, app.clock.today()) {
        Ok(told) => verbs::draft(&app, &reader, told, how).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match drafted {
        Ok(call) => Ok(see(call.address()).saying(msg("calls-drafted")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Edit::with(&app, None, typed, errors).await?).into_response())
        }
    }
}

/// A call that may still be changed.
async fn open(app: &App, reader: &Reader, code: &str) -> Result<Call> {
    reader.must_sign_in()?;
    let call = seen(app, reader, code).await?;
    policy::may_edit(reader)?;
    Ok(call)
}

fn as_saved(call: &Call) -> Typed {
    let mut typed = filled(&call.told);
    typed.set("version", call.version.to_string());
    typed
}

pub(super) async fn edit_form(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Edit> {
    let call = open(&app, &reader, &code).await?;
    call.clone().edited(call.told.clone()).map_err(Error::Conflict)?;
    let typed = as_saved(&call);
    Edit::with(&app, Some(call), typed, FormErrors::new()).await
}

pub(super) async fn edit(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let mut typed = Typed::from(fields);
    let call = open(&app, &reader, &code).await?;
    let step = typed.text("step").to_owned();
    if typed.step(&step) {
        return Ok(Edit::with(&app, Some(call), typed, FormErrors::new()).await?.into_response());
    }
    let version = version_seen(typed.text("version")).unwrap_or(0);
    let known = programmes::names(&app.db).await?;
    let edited = match read(&typed, &known, app.clock.today()) {
        Ok(told) => verbs::edit(&app, &reader, &code, told, version).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match edited {
        Ok(call) => Ok(see(call.address()).saying(msg("calls-edited")).into_response()),
        Err(Error::Conflict(message)) => {
            let now = seen(&app, &reader, &code).await?;
            let mut errors = FormErrors::new();
            for one in typed.differing(&as_saved(&now)) {
                errors.add(one.field, msg("calls-saved-meanwhile").with("text", one.text));
            }
            typed.set("version", now.version.to_string());
            let page = Edit { refusal: Some(message), ..Edit::with(&app, Some(now), typed, errors).await? };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Edit::with(&app, Some(call), typed, errors).await?).into_response())
        }
    }
}
