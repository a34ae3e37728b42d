//! The pages of needs: the data of each and its handler.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use kit::db::listing::Listing;
use kit::form::{TextForm, optional};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, client_address, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::forms::{AnalysisForm, NeedForm};
use super::need::{Analysis, GroupKind, Need, Status, TEXT_MOST, summary};
use super::policy;
use super::store::{self, Filter, Row};
use super::verbs::{self, Circumstances};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::Slots;
use crate::layout::{Choice, PlaceChooser, State as Stage, Step, filters};
use crate::organisations::{self, ClinicName};

/// The public list.
#[derive(Template)]
#[template(path = "needs/index.html")]
pub(super) struct Index {
    needs: Listing<Row>,
    filter: Filter,
    provinces: &'static [Choice],
    statuses: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
}
page!(Index, "needs-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let needs = store::list(&app.db, &filter, reader.rehearsing_for()).await?;
    Ok(Index {
        next: needs.next_cursor.as_ref().map(|cursor| filter.address(cursor)),
        first: filter.cursor.as_ref().map(|_| filter.address("")),
        provinces: provinces(),
        statuses: choices(Status::ALL.iter().map(|status| status.as_str()), "needs-status-"),
        needs,
        filter,
    })
}

fn choices<'a>(words: impl Iterator<Item = &'a str>, prefix: &str) -> Vec<Choice> {
    words.map(|word| Choice::new(word, Message::new(format!("{prefix}{word}")))).collect()
}

/// The form by which anyone tells a need.
#[derive(Template)]
#[template(path = "needs/new.html")]
pub(super) struct New {
    form: NeedForm,
    errors: FormErrors,
    places: PlaceChooser,
    group_kinds: Vec<Choice>,
}
page!(New, "needs-new-title");

impl New {
    fn with(form: NeedForm, errors: FormErrors) -> Self {
        let places = PlaceChooser::new(&form.province, &form.district, &form.subdistrict);
        let group_kinds = choices(GroupKind::ALL.iter().map(|kind| kind.as_str()), "needs-group-kind-");
        Self { form, errors, places, group_kinds }
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<NeedForm>) -> New {
    if form.once.is_empty() {
        form.once = reader.form_key(&app.chance);
    }
    New::with(form, FormErrors::new())
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Form(mut form): Form<NeedForm>,
) -> Result<Response> {
    if form.step == "places" {
        return Ok(New::with(form, FormErrors::new()).into_response());
    }
    app.public_throttle.count(format!("needs {}", client_address(&extensions)))?;
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        return Ok((StatusCode::CONFLICT, New::with(form, FormErrors::whole(message))).into_response());
    }
    let registered = match form.check(app.clock.today()) {
        Ok(told) => {
            let how = Circumstances { once: optional(&form.once), invented: app.settings.demo };
            verbs::register(&app, &reader, told, how).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(need) => Ok(see(format!("/track/{}", need.tracking_code)).saying(msg("needs-registered")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(form, errors)).into_response())
        }
    }
}

/// One need, as the public sees it, with what its clinic may do.
#[derive(Template)]
#[template(path = "needs/show.html")]
pub(super) struct Show {
    need: Need,
    clinic: Option<ClinicName>,
    analyses: Vec<Analysis>,
    person: bool,
    may_analyse: bool,
    may_decline: bool,
    may_answer: bool,
    heading: String,
    steps: Vec<Step>,
    slots: Slots,
}
page!(Show, |page| msg("needs-show-title").with("code", page.need.code.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/needs/{}/{verb}", self.need.code)
    }
}

/// The way a need goes, with where this one stands. What did not happen is not shown as done: a
/// clinic may decline without an analysis.
fn steps(need: &Need, analyses: &[Analysis]) -> Vec<Step> {
    let step = |status: Status| {
        let stage = match need.status.reached().cmp(&status.reached()) {
            std::cmp::Ordering::Greater => Stage::Done,
            std::cmp::Ordering::Equal => Stage::Now,
            std::cmp::Ordering::Less => Stage::Later,
        };
        Step::new(stage, Message::new(format!("needs-status-{status}")))
    };
    let analysed = match analyses.first() {
        Some(analysis) => step(Status::InAnalysis).on(analysis.held_on),
        None => step(Status::InAnalysis),
    };
    let received = step(Status::Received).on(need.told.received_on);
    if need.status == Status::Declined {
        let declined = step(Status::Declined);
        return if analyses.is_empty() { vec![received, declined] } else { vec![received, analysed, declined] };
    }
    vec![received, analysed, step(Status::Matched), step(Status::InProject), step(Status::Answered)]
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let need = seen(&app, &reader, &code).await?;
    let mut names = organisations::clinic_names(&app.db, need.clinic).await?;
    let analyses = store::list_analyses(&app.db, need.id).await?;
    let person = policy::may_see_person(&reader, &need);
    Ok(Show {
        clinic: need.clinic.and_then(|id| names.remove(&id)),
        heading: if person { need.told.summary() } else { summary(&kit::masked(&need.told.text)) },
        steps: steps(&need, &analyses),
        analyses,
        person,
        may_analyse: policy::may_analyse(&reader, &need).is_ok() && need.clone().analysed().is_ok(),
        may_decline: policy::may_decline(&reader, &need).is_ok() && need.clone().declined(String::new()).is_ok(),
        may_answer: policy::may_answer(&reader, &need).is_ok() && need.clone().answered(String::new()).is_ok(),
        slots: Slots::of(&app, &reader, "need", need.id).await?,
        need,
    })
}

async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let need = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok(need)
}

/// Where whoever told a need looks it up by their code.
#[derive(Template)]
#[template(path = "needs/track_form.html")]
pub(super) struct TrackForm {
    typed: String,
    errors: FormErrors,
}
page!(TrackForm, "needs-track-title");

/// What was typed there.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct TrackQuery {
    code: String,
}

pub(super) async fn track_form(Query(query): Query<TrackQuery>) -> Response {
    if query.code.trim().is_empty() {
        return TrackForm { typed: String::new(), errors: FormErrors::new() }.into_response();
    }
    see(format!("/track/{}", kit::chance::normalise_code(&query.code))).into_response()
}

/// A need as its teller follows it.
#[derive(Template)]
#[template(path = "needs/track.html")]
pub(super) struct Track {
    need: Need,
    clinic: Option<ClinicName>,
    analyses: Vec<Analysis>,
    steps: Vec<Step>,
}
page!(Track, "needs-track-title");

pub(super) async fn track(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Response> {
    // Counted before looking, so that guesses at once are counted too; whoever has the code is no guesser.
    let caller = format!("track {}", client_address(&extensions));
    app.public_throttle.count(&*caller)?;
    let code = kit::chance::normalise_code(&code);
    let found = store::find_by_tracking_code(&app.db, &code).await?;
    let Some(need) = found.filter(|need| policy::may_see(&reader, need).is_ok()) else {
        let errors = FormErrors::one("code", msg("needs-track-unknown"));
        return Ok((StatusCode::NOT_FOUND, TrackForm { typed: code, errors }).into_response());
    };
    app.public_throttle.give_back(&caller);
    let mut names = organisations::clinic_names(&app.db, need.clinic).await?;
    let clinic = need.clinic.and_then(|id| names.remove(&id));
    let analyses = store::list_analyses(&app.db, need.id).await?;
    Ok(Track { clinic, steps: steps(&need, &analyses), analyses, need }.into_response())
}

/// The form by which a clinic records a joint analysis.
#[derive(Template)]
#[template(path = "needs/analysis.html")]
pub(super) struct AnalysisPage {
    need: Need,
    form: AnalysisForm,
    errors: FormErrors,
}
page!(AnalysisPage, "needs-analysis-title");

impl AnalysisPage {
    fn action(&self) -> String {
        format!("/needs/{}/analyse", self.need.code)
    }
}

pub(super) async fn analysis(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<AnalysisPage> {
    let need = seen(&app, &reader, &code).await?;
    policy::may_analyse(&reader, &need)?;
    Ok(AnalysisPage { need, form: AnalysisForm::default(), errors: FormErrors::new() })
}

pub(super) async fn analyse(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<AnalysisForm>,
) -> Result<Response> {
    let need = seen(&app, &reader, &code).await?;
    policy::may_analyse(&reader, &need)?;
    let analysed = match form.check(need.told.received_on, app.clock.today()) {
        Ok(analysis) => verbs::analyse(&app, &reader, &code, analysis).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match analysed {
        Ok(_) => Ok(see(format!("/needs/{code}")).saying(msg("needs-analysed")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, AnalysisPage { need, form, errors }).into_response())
        }
    }
}

/// A text that a clinic writes about a need for the public to read.
#[derive(Clone, Copy)]
pub(super) enum Writing {
    /// Why it is not taken up.
    Decline,
    /// The public reply.
    Answer,
}

impl Writing {
    /// What the ids of its page's messages begin with.
    fn labels(self) -> &'static str {
        match self {
            Self::Decline => "needs-decline-",
            Self::Answer => "needs-answer-",
        }
    }

    fn may(self, reader: &Reader, need: &Need) -> Result<()> {
        match self {
            Self::Decline => policy::may_decline(reader, need),
            Self::Answer => policy::may_answer(reader, need),
        }
    }

    /// Does it; answers what is said about it.
    async fn save(self, app: &App, reader: &Reader, code: &str, form: &TextForm) -> Result<Message> {
        let text = form.check(TEXT_MOST)?;
        match self {
            Self::Decline => verbs::decline(app, reader, code, text, form.seen()).await.map(|_| msg("needs-declined")),
            Self::Answer => verbs::answer(app, reader, code, text, form.seen()).await.map(|_| msg("needs-answered")),
        }
    }
}

/// The page of such a text.
#[derive(Template)]
#[template(path = "needs/write.html")]
pub(super) struct Write {
    writing: Writing,
    need: Need,
    form: TextForm,
    errors: FormErrors,
}
page!(Write, |page| Message::new(page.label("title")));

impl Write {
    fn action(&self) -> String {
        let verb = match self.writing {
            Writing::Decline => "decline",
            Writing::Answer => "answer",
        };
        format!("/needs/{}/{verb}", self.need.code)
    }

    fn label(&self, part: &str) -> String {
        format!("{}{part}", self.writing.labels())
    }

    async fn of(app: &App, reader: &Reader, code: &str, writing: Writing) -> Result<Self> {
        let need = seen(app, reader, code).await?;
        writing.may(reader, &need)?;
        Ok(Self { writing, need, form: TextForm::default(), errors: FormErrors::new() })
    }
}

/// The page of a text, and what it sends.
pub(super) fn write(writing: Writing) -> MethodRouter<App> {
    get(move |State(app): State<App>, reader: Reader, Path(code): Path<String>| async move {
        Write::of(&app, &reader, &code, writing).await
    })
    .post(
        move |State(app): State<App>, reader: Reader, Path(code): Path<String>, Form(form): Form<TextForm>| async move {
            let error = match writing.save(&app, &reader, &code, &form).await {
                Ok(said) => return Ok(see(format!("/needs/{code}")).saying(said).into_response()),
                Err(error) => error,
            };
            let (status, errors) = shown_again(error, "text")?;
            let page = Write { form, errors, ..Write::of(&app, &reader, &code, writing).await? };
            Ok::<_, Error>((status, page).into_response())
        },
    )
}
