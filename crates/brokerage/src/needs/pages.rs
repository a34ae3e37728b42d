//! The pages of needs: the data of each and its handler.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, client_address, see, shown_again};
use kit::{Error, FormErrors, Message, Result, Timestamp, page};

use thai::FiscalYear;

use super::attachment::Attachment;
use super::filter::Filter;
use super::forms::{AnalysisForm, NeedForm};
use super::need::{Analysis, GroupKind, Need, Shown, Status, summary};
use super::pages_work::Work;
use super::policy::{self, Verb};
use super::store::{self, Row};
use super::store_files;
use super::store_way::{self, Climb};
use super::verbs;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::provinces;
use house::layout::slots::{Slots, Spot};
use house::layout::{Choice, PlaceChooser, State as Stage, Step, choices, everywhere, filters, fiscal_years};
use house::organisations::{self, ClinicName};

/// The public list.
#[derive(Template)]
#[template(path = "needs/index.html")]
pub(super) struct Index {
    needs: Listing<Row>,
    filter: Filter,
    years: Vec<Choice>,
    provinces: &'static [Choice],
    statuses: Vec<Choice>,
    answered: Vec<Choice>,
    late: Vec<Choice>,
    today: NaiveDate,
    turns: Turns,
}
page!(Index, "needs-title", shared);

impl Index {
    /// The search of everything, where this list holds none of its words.
    fn everywhere(&self) -> Option<String> {
        everywhere(&self.filter.q)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let needs = store::list(&app.db, &filter, reader.rehearsing_for()).await?;
    Ok(Index {
        turns: needs.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        years: fiscal_years(FiscalYear::of(app.clock.today())),
        provinces: provinces(),
        answered: vec![Choice::new("yes", msg("needs-outcome-only"))],
        statuses: choices(Status::words(), "needs-status-"),
        late: vec![Choice::new("yes", msg("needs-late-only"))],
        today: app.clock.today(),
        needs,
        filter,
    })
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
        let group_kinds = choices(GroupKind::words(), "needs-group-kind-");
        Self { form, errors, places, group_kinds }
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<NeedForm>) -> New {
    if form.once.is_empty() {
        form.once = reader.form_key(&app.chance);
    }
    form.opened = app.clock.now().timestamp_millis().to_string();
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
    if let Err(error) = app.public_throttle.count(format!("needs {}", client_address(&extensions))) {
        let (status, errors) = shown_again(error, "")?;
        return Ok((status, New::with(form, errors)).into_response());
    }
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        return Ok((StatusCode::CONFLICT, New::with(form, FormErrors::whole(message))).into_response());
    }
    let registered = match form.check(app.clock.today()) {
        Ok(told) => match asked_first(&mut form, app.clock.now()) {
            Ok(()) => {
                let how = Circumstances { once: optional(&form.once), invented: app.settings.demo };
                verbs::tell(&app, &reader, client_address(&extensions), told, how).await
            }
            Err(errors) => Err(Error::Invalid(errors)),
        },
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

/// What is asked once of a form in which nothing is wrong; sent again as it is, it goes through.
fn asked_first(form: &mut NeedForm, now: Timestamp) -> Result<(), FormErrors> {
    if form.is_hasty(now) {
        // A person presses once more; what a program put into the hidden field is gone.
        form.website.clear();
        return Err(FormErrors::whole(msg("needs-send-again")));
    }
    if form.must_be_asked() {
        form.asked = "yes".to_owned();
        return Err(FormErrors::one("contact", msg("needs-contact-in-words")));
    }
    Ok(())
}

/// One need, as the public sees it, with what its clinic may do.
#[derive(Template)]
#[template(path = "needs/show.html")]
pub(super) struct Show {
    need: Need,
    clinic: Option<ClinicName>,
    analyses: Vec<Analysis>,
    climbs: Vec<Climb>,
    files: Vec<Attachment>,
    /// The need with which this one goes on.
    into: Option<Need>,
    /// How many go on with this one.
    merged: usize,
    today: NaiveDate,
    person: bool,
    may_analyse: bool,
    may_decline: bool,
    may_answer: bool,
    /// What those who work on it see and do beside.
    work: Option<Work>,
    heading: String,
    steps: Vec<Step>,
    slots: Slots,
}
page!(Show, |page| msg("needs-show-title").with("code", page.need.code.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/needs/{}/{verb}", self.need.code)
    }

    fn is_late(&self) -> bool {
        self.need.is_late(self.today)
    }

    /// A need as this reader sees it, with what was wrong in a form on its page.
    pub(super) async fn of(app: &App, reader: &Reader, code: &str, wrong: Option<(&str, FormErrors)>) -> Result<Self> {
        let need = seen(app, reader, code).await?;
        let mut names = organisations::clinic_names(&app.db, need.clinic).await?;
        let analyses = store_way::list_analyses(&app.db, need.id).await?;
        let person = policy::may_see_person(reader, &need);
        let mut files = store_files::list(&app.db, need.id).await?;
        files.retain(|file| file.public || policy::may_open_files(reader, &need));
        let into = match need.merged_into {
            Some(id) => store::find(&app.db, id).await?.filter(|into| policy::may_see(reader, into).is_ok()),
            None => None,
        };
        let merged = store_way::list_merged(&app.db, need.id).await?;
        Ok(Self {
            clinic: need.clinic.and_then(|id| names.remove(&id)),
            heading: if person { need.told.summary() } else { summary(&kit::masked(&need.told.text)) },
            steps: steps(&need, &analyses, &store_way::list_deeds(&app.db, need.id).await?),
            analyses,
            climbs: store_way::list_climbs(&app.db, need.id).await?,
            files,
            into,
            merged: merged.len(),
            today: app.clock.today(),
            person,
            may_analyse: policy::may_analyse(reader, &need).is_ok() && need.clone().analysed().is_ok(),
            may_decline: policy::may_decline(reader, &need).is_ok() && need.clone().declined(String::new()).is_ok(),
            may_answer: policy::may_answer(reader, &need).is_ok() && need.clone().answered(String::new()).is_ok(),
            work: Work::of(app, reader, &need, merged, wrong).await?,
            slots: Slots::of(app, reader, Spot::Need, need.id).await?,
            need,
        })
    }
}

/// The way a need goes, with where this one stands. What did not happen is not shown as done: a
/// clinic may decline without an analysis. `deeds`: what was done to it ([`store_way::list_deeds`]).
pub(super) fn steps(need: &Need, analyses: &[Analysis], deeds: &[(String, NaiveDate)]) -> Vec<Step> {
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
    let reached = |status: Status, by: Verb| {
        let step = step(status);
        let last = deeds.iter().rfind(|(verb, _)| *verb == <&str>::from(by));
        match last.filter(|_| step.state != Stage::Later) {
            Some((_, day)) => step.on(*day),
            None => step,
        }
    };
    if need.status == Status::Declined {
        let declined = reached(Status::Declined, Verb::Decline);
        return if analyses.is_empty() { vec![received, declined] } else { vec![received, analysed, declined] };
    }
    let matched = reached(Status::Matched, Verb::Matched);
    let in_project = reached(Status::InProject, Verb::TakenIntoProject);
    vec![received, analysed, matched, in_project, reached(Status::Answered, Verb::Answer)]
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    Show::of(&app, &reader, &code, None).await
}

/// A need that the reader may see.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let need = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok(need)
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
