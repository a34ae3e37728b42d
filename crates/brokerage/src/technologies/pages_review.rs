//! A reviewer's desk: what other clinics have handed in, the longest waiting first; one of it with room
//! for remarks beside each part; and what of it stands on the desk.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{LIMIT, Listing, PAGE, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see};
use kit::{Error, FormErrors, Result, page};
use std::collections::HashMap;
use uuid::Uuid;

use super::attachment::Attachment;
use super::expert::Expert;
use super::filter::Waiting;
use super::forms_parts::{ReviewForm, SeenForm};
use super::pages::seen;
use super::policy;
use super::review::Review;
use super::store::{self, Row};
use super::technology::{Status, Technology};
use super::verbs_review as verbs;
use super::{store_life, store_parts};
use house::accounts::Reader;
use house::app::App;
use house::attachments;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations::{self, ClinicName};

/// As many as the desk shows; the list holds the rest.
const ON_DESK: u64 = 5;
/// Own drafts that the desk looks through for those that were sent back.
const DRAFTS: u64 = 50;

/// What waits for a review.
#[derive(Template)]
#[template(path = "technologies/reviews.html")]
pub(super) struct Desk {
    waiting: Listing<Row>,
    clinics: HashMap<Uuid, ClinicName>,
    turns: Turns,
}
page!(Desk, "technologies-reviews-title");

pub(super) async fn desk(State(app): State<App>, reader: Reader, Narrowed(asked): Narrowed<Waiting>) -> Result<Desk> {
    policy::may_see_reviews(&reader)?;
    let limit = asked.limit.unwrap_or(PAGE).min(LIMIT);
    let waiting = store_life::list_waiting(&app.db, reader.clinics().collect(), asked.cursor.as_deref(), limit).await?;
    Ok(Desk {
        clinics: organisations::clinic_names(&app.db, waiting.items.iter().map(|row| row.clinic_id)).await?,
        turns: waiting.turns(asked.cursor.as_deref(), |at| kit::web::address("/desk/reviews", &[("cursor", at)])),
        waiting,
    })
}

/// One technology before its reviewer.
#[derive(Template)]
#[template(path = "technologies/review.html")]
pub(super) struct ReviewPage {
    technology: Technology,
    clinic: Option<ClinicName>,
    pictures: Vec<Attachment>,
    papers: Vec<Attachment>,
    experts: Vec<Expert>,
    before: Vec<Review>,
    form: ReviewForm,
    errors: FormErrors,
}
page!(ReviewPage, |page| msg("technologies-review-title").with("name", &page.technology.told.name));

impl ReviewPage {
    async fn with(app: &App, technology: Technology, form: ReviewForm, errors: FormErrors) -> Result<Self> {
        let attached: Vec<Attachment> = attachments::list(app.db.reader(), technology.id).await?;
        let public = attached.into_iter().filter(|one| one.is_for_everybody());
        let (pictures, papers) = public.partition(Attachment::is_picture);
        let mut experts = store_parts::list_experts(&app.db, &[technology.id]).await?;
        let mut names = organisations::clinic_names(&app.db, [technology.clinic]).await?;
        Ok(Self {
            clinic: names.remove(&technology.clinic),
            pictures,
            papers,
            experts: experts.remove(&technology.id).unwrap_or_default(),
            before: store_parts::list_reviews(&app.db, technology.id).await?,
            technology,
            form,
            errors,
        })
    }

    fn at(&self, verb: &str) -> String {
        format!("/technologies/{}/{verb}", self.technology.code)
    }

    fn draft(&self) -> String {
        format!("review-{}", self.technology.code)
    }
}

pub(super) async fn review(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<ReviewPage> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_publish(&reader, &technology)?;
    if !technology.waits() {
        return Err(Error::Conflict(msg("technologies-not-waiting")));
    }
    let form = ReviewForm { version: technology.version.to_string(), ..ReviewForm::default() };
    ReviewPage::with(&app, technology, form, FormErrors::new()).await
}

pub(super) async fn publish(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SeenForm>,
) -> Result<Response> {
    verbs::publish(&app, &reader, &code, form.seen()).await?;
    Ok(see("/desk/reviews").saying(msg("technologies-published").with("code", code)).into_response())
}

pub(super) async fn send_back(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<ReviewForm>,
) -> Result<Response> {
    let technology = seen(&app, &reader, &code).await?;
    policy::may_send_back(&reader, &technology)?;
    let returned = match form.check() {
        Ok(remarks) => verbs::send_back(&app, &reader, &code, remarks, form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match returned {
        Ok(_) => Ok(see("/desk/reviews").saying(msg("technologies-sent-back").with("code", code)).into_response()),
        Err(error) => {
            let (head, errors) = kit::web::shown_again(error, "")?;
            let technology = seen(&app, &reader, &code).await?;
            if head.status == StatusCode::CONFLICT {
                form.version = technology.version.to_string();
            }
            Ok((head, ReviewPage::with(&app, technology, form, errors).await?).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "technologies/on_desk.html")]
struct OnDesk {
    waiting: Vec<Row>,
    /// How many wait in all.
    of: u64,
    returned: Vec<Row>,
}

/// Fills `Spot::Desk`: what waits for the reader's review, and what of their own was sent back.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let own: Vec<Uuid> = reader.clinics().collect();
        if own.is_empty() || reader.practises() {
            return Ok(None);
        }
        let waiting = match policy::may_see_reviews(reader) {
            Ok(()) => store_life::list_waiting(&app.db, own.clone(), None, ON_DESK).await?,
            Err(_) => Listing { items: Vec::new(), next_cursor: None },
        };
        let of = match waiting.is_empty() {
            true => 0,
            false => store_life::count_waiting(&app.db, own.clone()).await?,
        };
        let mut drafts = store::list_of_clinics(&app.db, own, Status::Draft, DRAFTS).await?;
        drafts.retain(|row| row.status() == Status::Draft);
        let sent = store_parts::list_returned(&app.db, drafts.iter().map(|row| row.id).collect()).await?;
        drafts.retain(|row| sent.contains(&row.id));
        let piece = OnDesk { waiting: waiting.items, of, returned: drafts };
        let shown = !piece.waiting.is_empty() || !piece.returned.is_empty();
        Ok(shown.then(|| Box::new(piece) as Piece))
    })
}
