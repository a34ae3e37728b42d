//! The public page of what is promised, on which the ministry sets it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Form, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::PromiseForm;
use super::promise::{NewPromise, PROPOSED, Promises, Stage};
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// What is promised today, and was before.
#[derive(Template)]
#[template(path = "promises/index.html")]
pub(super) struct Index {
    promises: Promises,
    today: NaiveDate,
    may: bool,
    form: PromiseForm,
    errors: FormErrors,
}
page!(Index, "promises-title");

impl Index {
    async fn of(app: &App, reader: &Reader, form: Option<PromiseForm>, errors: FormErrors) -> Result<Self> {
        let (promises, today) = (store::list(app.db.reader()).await?, app.clock.today());
        let form = form.unwrap_or_else(|| PromiseForm::of(promises.on(today)));
        Ok(Self { may: policy::may_set(reader).is_ok(), promises, today, form, errors })
    }

    fn days(&self, set: &NewPromise, stage: &Stage) -> Option<u16> {
        set.days_of(*stage)
    }

    fn current(&self) -> &NewPromise {
        self.promises.on(self.today)
    }

    /// Has the ministry not set anything yet?
    fn proposed(&self) -> bool {
        *self.current() == PROPOSED
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    Index::of(&app, &reader, None, FormErrors::new()).await
}

pub(super) async fn set(State(app): State<App>, reader: Reader, Form(form): Form<PromiseForm>) -> Result<Response> {
    policy::may_set(&reader)?;
    let set = match form.check(app.clock.today()) {
        Ok(set) => verbs::set(&app, &reader, set).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match set {
        Ok(_) => Ok(see("/promises").saying(msg("promises-set")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "valid_from")?;
            Ok((status, Index::of(&app, &reader, Some(form), errors).await?).into_response())
        }
    }
}
