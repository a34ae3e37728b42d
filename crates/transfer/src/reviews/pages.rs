//! The pages of whoever judges: what they were asked, and one review.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use house::layout::typed::Typed;
use kit::form::version_seen;
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use uuid::Uuid;

use super::forms::{DeclareForm, SealForm, field_of, filled, judgement};
use super::policy;
use super::review::{Review, Status};
use super::store;
use super::verbs::{self, seen};
use crate::calls::Call;
use crate::projects::{self, Project, ProjectName};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};

/// As many as a list shows.
const MOST: u64 = 200;

/// What one was asked to judge.
#[derive(Template)]
#[template(path = "reviews/index.html")]
pub(super) struct Index {
    reviews: Vec<Review>,
    names: HashMap<Uuid, ProjectName>,
}
page!(Index, "reviews-title");

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let who = reader.must_sign_in()?;
    let reviews = store::list_of_reviewer(&app.db, who.account, MOST).await?;
    let names = projects::names_of(&app.db, reviews.iter().map(|review| review.project)).await?;
    Ok(Index { reviews, names })
}

/// One review: the declaration, then the scores.
#[derive(Template)]
#[template(path = "reviews/show.html")]
pub(super) struct Show {
    review: Review,
    project: Project,
    call: Call,
    /// Is it the reader's own, to be written?
    writes: bool,
    free: [Choice; 2],
    declare: DeclareForm,
    declare_errors: FormErrors,
    typed: Typed,
    errors: FormErrors,
    refusal: Option<Message>,
}
page!(Show, |page| msg("reviews-show-title").with("code", page.review.code.clone()));

impl Show {
    async fn of(app: &App, reader: &Reader, code: &str) -> Result<Self> {
        let (review, project, call) = seen(app, reader, code).await?;
        Ok(Self {
            writes: policy::may_score(reader, &review).is_ok(),
            typed: filled(&review),
            review,
            project,
            call,
            free: [Choice::new("yes", msg("reviews-free-yes")), Choice::new("no", msg("reviews-free-no"))],
            declare: DeclareForm::default(),
            declare_errors: FormErrors::new(),
            errors: FormErrors::new(),
            refusal: None,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", self.review.address())
    }

    fn field(&self, criterion: &Uuid) -> String {
        field_of(criterion)
    }

    fn score(&self, criterion: &Uuid) -> &str {
        self.typed.raw(&field_of(criterion))
    }

    fn percent(&self, weight: &i64) -> String {
        kit::show::hundredths(*weight)
    }

    fn is(&self, status: &str) -> bool {
        self.review.status.as_str() == status
    }

    /// Is it being written?
    fn is_open(&self) -> bool {
        self.writes && self.review.status == Status::Reading
    }

    fn draft(&self) -> String {
        format!("review-{}", self.review.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    reader.must_sign_in()?;
    Show::of(&app, &reader, &code).await
}

pub(super) async fn declare(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DeclareForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let (review, ..) = seen(&app, &reader, &code).await?;
    policy::may_declare(&reader, &review)?;
    let declared = match form.check() {
        Ok(conflict) => verbs::declare(&app, &reader, &code, conflict).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match declared {
        Ok(review) => {
            let said = if review.status == Status::Conflicted { "reviews-declared-bound" } else { "reviews-declared" };
            Ok(see(review.address()).saying(msg(said)).into_response())
        }
        Err(error) => {
            let (status, declare_errors) = shown_again(error, "")?;
            let page = Show { declare: form, declare_errors, ..Show::of(&app, &reader, &code).await? };
            Ok((status, page).into_response())
        }
    }
}

pub(super) async fn score(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let (review, _, call) = seen(&app, &reader, &code).await?;
    policy::may_score(&reader, &review)?;
    let mut typed = Typed::from(fields);
    let version = version_seen(typed.text("version")).unwrap_or(0);
    let scored = match judgement(&typed, &call) {
        Ok(judgement) => verbs::score(&app, &reader, &code, judgement, version).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match scored {
        // The second button hands in what was just saved.
        Ok(review) if typed.text("step") == "onward" => sealed(&app, &reader, &code, Some(review.version)).await,
        Ok(review) => Ok(see(review.address()).saying(msg("reviews-scored")).into_response()),
        Err(Error::Conflict(message)) => {
            let page = Show::of(&app, &reader, &code).await?;
            let mut errors = FormErrors::new();
            for one in typed.differing(&page.typed) {
                errors.add(one.field, msg("reviews-saved-meanwhile").with("text", one.text));
            }
            typed.set("version", page.review.version.to_string());
            let page = Show { typed, errors, refusal: Some(message), ..page };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Show { typed, errors, ..Show::of(&app, &reader, &code).await? }).into_response())
        }
    }
}

pub(super) async fn seal(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SealForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    sealed(&app, &reader, &code, version_seen(&form.version)).await
}

async fn sealed(app: &App, reader: &Reader, code: &str, version: Option<i64>) -> Result<Response> {
    match verbs::seal(app, reader, code, version).await {
        Ok(review) => Ok(see(review.address()).saying(msg("reviews-sealed")).into_response()),
        Err(Error::Conflict(message)) => {
            let page = Show { refusal: Some(message), ..Show::of(app, reader, code).await? };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}
