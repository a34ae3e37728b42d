//! The public pages of opinions: the register, one opinion, the form and the way to follow it.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, client_address, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::OpinionForm;
use super::opinion::{AboutArea, AboutProject, Channel, Disposition, Opinion, Status};
use super::store;
use super::store_list::{self, Filter, Row};
use super::{policy, verbs};
use brokerage::needs;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use house::organisations::{self, ClinicName};

/// The public register.
#[derive(Template)]
#[template(path = "participation/index.html")]
pub(super) struct Index {
    opinions: Listing<Row>,
    filter: Filter,
    channels: Vec<Choice>,
    dispositions: Vec<Choice>,
    turns: Turns,
}
page!(Index, "participation-title", shared);

impl Index {
    fn new_address(&self) -> String {
        kit::web::address("/participation/new", &[("project", &self.filter.project)])
    }
}

pub(super) async fn index(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let opinions = store_list::list(&app.db, &filter).await?;
    Ok(Index {
        turns: opinions.turns(filter.cursor.as_deref(), |at| filter.address("/participation", at)),
        channels: channels(),
        dispositions: dispositions(),
        opinions,
        filter,
    })
}

fn channels() -> Vec<Choice> {
    choices(Channel::words(), "participation-channel-")
}

pub(super) fn dispositions() -> Vec<Choice> {
    choices(Disposition::words(), "participation-disposition-")
}

pub(super) fn statuses() -> Vec<Choice> {
    choices(Status::words(), "participation-status-")
}

/// The form by which anyone gives an opinion.
#[derive(Template)]
#[template(path = "participation/new.html")]
pub(super) struct New {
    form: OpinionForm,
    errors: FormErrors,
    about: Option<AboutProject>,
    areas: Vec<Choice>,
    channels: Vec<Choice>,
    staff: bool,
}
page!(New, "participation-new-title");

impl New {
    async fn with(app: &App, reader: &Reader, form: OpinionForm, errors: FormErrors) -> Result<Self> {
        let about = match form.project.trim() {
            "" => None,
            code => store::find_project(&app.db, &code.to_uppercase()).await?,
        };
        let about = about.filter(|project| policy::may_register(reader, Channel::Web, Some(project)).is_ok());
        let area = |area: &AboutArea| Choice::new(area.number.to_string(), area.as_printed.clone());
        let areas = about.iter().flat_map(|project| &project.areas).map(area).collect();
        Ok(Self { form, errors, about, areas, channels: channels(), staff: policy::is_staff(reader) })
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<OpinionForm>) -> Result<New> {
    if form.once.is_empty() {
        form.once = reader.form_key(&app.chance);
    }
    // A link to a project that is not there must not turn into an opinion on everything.
    if !form.project.trim().is_empty() {
        let about = store::find_project(&app.db, &form.project.trim().to_uppercase()).await?.ok_or(Error::NotFound)?;
        policy::may_register(&reader, Channel::Web, Some(&about))?;
    }
    New::with(&app, &reader, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Form(mut form): Form<OpinionForm>,
) -> Result<Response> {
    if let Err(error) = app.public_throttle.count(format!("opinions {}", client_address(&extensions))) {
        let (status, errors) = shown_again(error, "")?;
        return Ok((status, New::with(&app, &reader, form, errors).await?).into_response());
    }
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        let page = New::with(&app, &reader, form, FormErrors::whole(message)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let registered = match form.check(app.clock.today()) {
        Ok(said) => {
            verbs::register(&app, &reader, said, Some(&form.once).filter(|key| !key.is_empty()).map(String::as_str))
                .await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(opinion) => {
            let said = if opinion.is_masked() {
                msg("participation-registered-masked")
            } else {
                msg("participation-registered")
            };
            Ok(see(format!("/participation/track/{}", opinion.tracking_code)).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(&app, &reader, form, errors).await?).into_response())
        }
    }
}

/// One opinion, as its reader may see it, with what they may do.
#[derive(Template)]
#[template(path = "participation/show.html")]
pub(super) struct Show {
    opinion: Opinion,
    about: Option<AboutProject>,
    clinic: Option<ClinicName>,
    person: bool,
    may_publish: bool,
    may_withhold: bool,
    may_dispose: bool,
    may_reply: bool,
}
page!(Show, |page| msg("participation-show-title").with("code", page.opinion.code.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/participation/{}/{verb}", self.opinion.code)
    }
}

/// The opinion, if this reader may know of it.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Opinion> {
    let opinion = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &opinion)?;
    Ok(opinion)
}

async fn owner(app: &App, opinion: &Opinion) -> Result<Option<ClinicName>> {
    let mut names = organisations::clinic_names(&app.db, opinion.clinic).await?;
    Ok(opinion.clinic.and_then(|id| names.remove(&id)))
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let opinion = seen(&app, &reader, &code).await?;
    let works = policy::may_publish(&reader, &opinion).is_ok();
    let decided = opinion.status == Status::Disposed;
    Ok(Show {
        about: store::find_project_by_id(&app.db, opinion.project).await?,
        clinic: owner(&app, &opinion).await?,
        person: policy::may_see_person(&reader, &opinion),
        may_publish: works && opinion.clone().published().is_ok(),
        may_withhold: works && opinion.clone().withheld(String::new()).is_ok(),
        may_dispose: works && opinion.status.is_public() && opinion.reply.is_none(),
        may_reply: works && decided,
        opinion,
    })
}

/// An opinion as its writer follows it.
#[derive(Template)]
#[template(path = "participation/track.html")]
pub(super) struct Track {
    opinion: Opinion,
    about: Option<AboutProject>,
    clinic: Option<ClinicName>,
}
page!(Track, "participation-track-title");

pub(super) async fn track(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Response> {
    let code = kit::chance::normalise_code(&code);
    let look = async {
        let found = store::find_by_tracking_code(&app.db, &code).await?;
        found.filter(|one| !one.practice || policy::may_see(&reader, one).is_ok()).ok_or(Error::NotFound)
    };
    let caller = format!("track opinions {}", client_address(&extensions));
    let opinion = match app.public_throttle.guess(caller, look).await {
        Ok(opinion) => opinion,
        Err(Error::NotFound) => return Ok(needs::unknown_code(code)),
        Err(error) => return Err(error),
    };
    let about = store::find_project_by_id(&app.db, opinion.project).await?;
    Ok(Track { about, clinic: owner(&app, &opinion).await?, opinion }.into_response())
}
