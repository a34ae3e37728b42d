//! The pages by which a record is entered, corrected and withdrawn, and what its list says of those that were
//! withdrawn.

use std::future::Future;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kit::form::{TextForm, Versioned, version_seen};
use kit::web::{Form, Path, see, shown_again, shown_beside};
use kit::{FormErrors, Message, Result, msg, page};

use super::importing::{Typed, form_of, read};
use super::{Registered, Withdrawn, found, found_for, verbs};
use crate::accounts::Reader;
use crate::app::{App, Routes};
use crate::layout::filters;

/// The longest reason of a withdrawal, in characters.
pub(super) const REASON_MOST: usize = 1_000;

/// A register as pages show it.
pub trait Shown: Typed {
    /// The address of its list, such as `/trainings`.
    const AT: &'static str;
    /// What the list is called.
    const TITLE: &'static str;
    /// Said once a record is entered, of its `code`.
    const REGISTERED: &'static str;
    /// Said once it is corrected.
    const CORRECTED: &'static str;
    /// The field beside which stands what is wrong with all of it.
    const FIELD: &'static str;

    /// The form, by which a record is corrected or a new one entered.
    fn form(
        app: &App,
        reader: &Reader,
        record: Option<Self>,
        form: Self::Form,
        errors: FormErrors,
    ) -> impl Future<Output = Result<Response>> + Send;
}

/// The addresses by which a register is written.
pub fn routes<R: Shown>() -> Routes {
    let at = |rest: &str| [R::AT, rest].concat();
    Routes::new()
        .route(R::AT, post(register::<R>))
        .route(&at("/new"), get(new::<R>))
        .route(&at("/{code}/correct"), get(correction::<R>).post(correct::<R>))
        .route(&at("/{code}/withdraw"), get(withdrawal::<R>).post(withdraw::<R>))
}

/// Where its form is sent: what is corrected, or a new one.
pub fn action<R: Shown>(record: Option<&R>) -> String {
    let correct = |one: &R| format!("{}/{}/correct", R::AT, code_of(one));
    record.map_or_else(|| R::AT.to_owned(), correct)
}

/// The name under which a browser keeps what was typed and not sent.
pub fn draft<R: Shown>(record: Option<&R>) -> String {
    let all = R::AT.trim_start_matches('/');
    record.map_or_else(|| all.to_owned(), |one| format!("{all}-{}", code_of(one)))
}

fn code_of(record: &impl Registered) -> &str {
    record.code().unwrap_or_default()
}

/// The version a form was filled in on, or a program's `If-Match`; 0, which no record has, when neither
/// can be read.
pub(super) fn version(form: &mut impl Versioned, headers: &HeaderMap) -> i64 {
    let said = headers.get("if-match").and_then(|value| value.to_str().ok());
    version_seen(said.unwrap_or(form.version_mut())).unwrap_or(0)
}

/// Back to the list, which says what was done.
fn done<R: Shown>(said: &'static str, record: &R) -> Response {
    see(R::AT).saying(msg(said).with("code", code_of(record))).into_response()
}

async fn new<R: Shown>(State(app): State<App>, reader: Reader) -> Result<Response> {
    (R::REGISTER.1)(&reader, None)?;
    let mut form = R::Form::default();
    *R::once(&mut form) = app.chance.secret();
    R::form(&app, &reader, None, form, FormErrors::new()).await
}

async fn register<R: Shown>(State(app): State<App>, reader: Reader, Form(mut form): Form<R::Form>) -> Result<Response> {
    (R::REGISTER.1)(&reader, None)?;
    let once = R::once(&mut form).clone();
    let registered = match read::<R>(&app, &reader, &form, "").await {
        Ok(brought) => verbs::register(&app, &reader, brought, Some(&once)).await,
        Err(error) => Err(error),
    };
    match registered {
        Ok(record) => Ok(done(R::REGISTERED, &record)),
        Err(error) => {
            let (status, errors) = shown_again(error, R::FIELD)?;
            Ok((status, R::form(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

async fn correction<R: Shown>(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let record: R = found_for(&app, &reader, R::CORRECT.1, &code).await?;
    let form = form_of(&app, &record).await?;
    R::form(&app, &reader, Some(record), form, FormErrors::new()).await
}

async fn correct<R: Shown>(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<R::Form>,
) -> Result<Response> {
    let record: R = found_for(&app, &reader, R::CORRECT.1, &code).await?;
    let version = version(&mut form, &HeaderMap::new());
    let corrected = match read::<R>(&app, &reader, &form, code_of(&record)).await {
        Ok(brought) => verbs::correct(&app, &reader, brought, version).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else { return Ok(done(R::CORRECTED, &record)) };
    let latest: R = found(&app, &code).await?;
    let saved = form_of(&app, &latest).await?;
    let (status, errors) = shown_beside(error, R::FIELD, &mut form, saved)?;
    Ok((status, R::form(&app, &reader, Some(latest), form, errors).await?).into_response())
}

async fn withdrawal<R: Shown>(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Withdrawal> {
    Ok(Withdrawal::of(&found_for::<R>(&app, &reader, R::WITHDRAW.1, &code).await?))
}

async fn withdraw<R: Shown>(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    let record: R = found_for(&app, &reader, R::WITHDRAW.1, &code).await?;
    let withdrawn = match form.check(REASON_MOST) {
        Ok(because) => verbs::withdraw::<R>(&app, &reader, code_of(&record), because, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = withdrawn else { return Ok(done("layout-told-withdrawn", &record)) };
    let (status, errors) = shown_again(error, "text")?;
    Ok((status, Withdrawal::of(&found::<R>(&app, &code).await?).refused(form, errors)).into_response())
}

/// A record that was withdrawn, at the foot of its list.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Its code.
    pub code: String,
    /// What it was called.
    pub name: String,
    /// When and why.
    pub withdrawn: Withdrawn,
    /// May whoever reads bring it back?
    pub restores: bool,
}

impl Gone {
    /// Of a record that was withdrawn.
    pub fn of<R: Registered>(reader: &Reader, record: &R) -> Option<Self> {
        let withdrawn = record.standing().withdrawn.clone()?;
        let restores = (R::CORRECT.1)(reader, Some(record)).is_ok();
        Some(Self { code: code_of(record).to_owned(), name: record.called(), withdrawn, restores })
    }
}

/// The form by which a record is withdrawn.
#[derive(Template)]
#[template(path = "layout/withdraw.html")]
struct Withdrawal {
    /// Where its list stands.
    list: &'static str,
    /// What the list is called.
    title: Message,
    code: String,
    name: String,
    form: TextForm,
    errors: FormErrors,
}
page!(Withdrawal, "layout-told-withdraw-title");

impl Withdrawal {
    /// The empty form.
    fn of<R: Shown>(record: &R) -> Self {
        Self {
            list: R::AT,
            title: msg(R::TITLE),
            code: code_of(record).to_owned(),
            name: record.called(),
            form: TextForm { version: record.standing().version.to_string(), ..TextForm::default() },
            errors: FormErrors::new(),
        }
    }

    fn action(&self) -> String {
        format!("{}/{}/withdraw", self.list, self.code)
    }

    /// The same as it was typed, with what is wrong; it is about the record as it stands now.
    fn refused(mut self, form: TextForm, errors: FormErrors) -> Self {
        self.form.text = form.text;
        self.errors = errors;
        self
    }
}
