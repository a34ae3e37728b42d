//! The pages on which somebody is appointed, an appointment is mended or ended, and a post handed over.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Path, Query, see, shown_again, shown_beside};
use kit::{FormErrors, Result, page};

use super::appointment::Appointment;
use super::forms::{AppointmentForm, EndForm, HandOverForm};
use super::pages::account_of;
use super::policy;
use super::post::Post;
use super::verbs::{self, clinics_of, found, read, register_for};
use house::accounts::{Reach, Reader};
use house::app::App;
use house::layout::handover::{Waiting, waiting_at};
use house::layout::place_chooser::provinces;
use house::layout::{Choice, choices, filters};
use house::{organisations, places};

/// The form by which somebody is appointed, or an appointment mended. It offers the posts and places
/// that its reader may fill and, once it is known where, only what belongs there.
#[derive(Template)]
#[template(path = "appointments/form.html")]
pub(super) struct Entry {
    /// What is being mended, as it stands now.
    appointment: Option<Appointment>,
    form: AppointmentForm,
    errors: FormErrors,
    /// Where posts are held that are asked about; `None` while nobody has said.
    reach: Option<Reach>,
    posts: Vec<Choice>,
    clinics: Vec<Choice>,
    provinces: &'static [Choice],
    regions: Vec<Choice>,
}
page!(Entry, |page| match &page.appointment {
    None => msg("appointments-new-title"),
    Some(_) => msg("appointments-correct-title"),
});

impl Entry {
    async fn with(
        app: &App,
        reader: &Reader,
        appointment: Option<Appointment>,
        form: AppointmentForm,
        errors: FormErrors,
    ) -> Result<Self> {
        let may_fill = policy::posts_of(reader);
        let reach = reach_of(&form, &may_fill);
        let posts: Vec<Post> = may_fill.into_iter().filter(|post| reach.is_none_or(|at| post.reach() == at)).collect();
        let clinics = organisations::list_clinic_names(&app.db).await?.into_iter();
        let clinics = clinics.filter(|clinic| posts.iter().any(|post| policy::fills_at(reader, *post, clinic.id)));
        let clinics: Vec<Choice> = clinics.map(|clinic| Choice::new(clinic.code, clinic.name)).collect();
        let mut form = form;
        if let ([only], true) = (clinics.as_slice(), form.clinic.is_empty() && reach == Some(Reach::Clinic)) {
            form.clinic.clone_from(&only.value);
        }
        Ok(Self {
            appointment,
            form,
            errors,
            reach,
            posts: choices(posts.iter().map(|post| post.as_str()), "appointments-post-"),
            clinics,
            provinces: provinces(),
            regions: places::regions().map(|(word, names)| Choice::new(word, names)).collect(),
        })
    }

    /// Is it still to be said to what somebody is appointed?
    fn chooses(&self) -> bool {
        self.reach.is_none() && self.errors.is_empty()
    }

    /// Is a place of this kind asked for, where the post is known or not?
    fn asks(&self, reach: &str) -> bool {
        let posts = |post: &Choice| Post::from_word(&post.value).is_some_and(|post| post.reach().as_str() == reach);
        self.posts.iter().any(posts)
    }

    fn action(&self) -> String {
        self.appointment
            .as_ref()
            .map_or_else(|| "/appointments".to_owned(), |one| format!("/appointments/{}/correct", one.code))
    }
}

/// Where the post is held that a form is about: its own post says so, or the place it names, or that all
/// the posts its reader may fill are held there.
fn reach_of(form: &AppointmentForm, may_fill: &[Post]) -> Option<Reach> {
    let named = [(&form.clinic, Reach::Clinic), (&form.province, Reach::Province), (&form.region, Reach::Region)];
    let named = named.into_iter().find(|(place, _)| !place.trim().is_empty()).map(|(_, reach)| reach);
    let first = may_fill.first().map(|post| post.reach());
    let only = first.filter(|reach| may_fill.iter().all(|post| post.reach() == *reach));
    Post::from_word(&form.post).map(Post::reach).or(named).or(only)
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<AppointmentForm>,
) -> Result<Entry> {
    policy::may_appoint_somebody(&reader)?;
    form.once = app.chance.secret();
    Entry::with(&app, &reader, None, form, FormErrors::new()).await
}

pub(super) async fn appoint(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<AppointmentForm>,
) -> Result<Response> {
    policy::may_appoint_somebody(&reader)?;
    let appointed = match read(&app, &form).await {
        Ok(told) => verbs::appoint(&app, &reader, told, optional(&form.once).as_deref()).await,
        Err(error) => Err(error),
    };
    match appointed {
        Ok(one) => Ok(see(format!("/appointments/{}", one.code)).saying(msg("appointments-appointed")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Entry::with(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

/// What is there, as it would be typed.
async fn typed(app: &App, one: &Appointment) -> Result<AppointmentForm> {
    let clinic = clinics_of(app, std::iter::once(one)).await?.into_values().next();
    let account = account_of(app, one).await?.unwrap_or_default();
    Ok(AppointmentForm::of(one, clinic.map(|clinic| clinic.code).unwrap_or_default(), account))
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let one = found(&app, &code).await?;
    policy::may_correct(&reader, &one)?;
    let form = typed(&app, &one).await?;
    Entry::with(&app, &reader, Some(one), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<AppointmentForm>,
) -> Result<Response> {
    policy::may_correct(&reader, &found(&app, &code).await?)?;
    let corrected = match read(&app, &form).await {
        Ok(told) => verbs::correct(&app, &reader, &code, told, form.seen()).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/appointments/{code}")).saying(msg("appointments-corrected")).into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name", &mut form, saved)?;
    Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
}

/// The form by which an appointment is ended.
#[derive(Template)]
#[template(path = "appointments/end.html")]
pub(super) struct EndPage {
    appointment: Appointment,
    form: EndForm,
    errors: FormErrors,
}
page!(EndPage, "appointments-end-title");

impl EndPage {
    fn action(&self) -> String {
        format!("/appointments/{}/end", self.appointment.code)
    }
}

pub(super) async fn ending(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<EndPage> {
    let appointment = found(&app, &code).await?;
    policy::may_end(&reader, &appointment)?;
    appointment.still_open(app.clock.today())?;
    let form = EndForm { last_day: app.clock.today().into(), ..EndForm::default() };
    Ok(EndPage { appointment, form, errors: FormErrors::new() })
}

pub(super) async fn end(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<EndForm>,
) -> Result<Response> {
    let appointment = found(&app, &code).await?;
    policy::may_end(&reader, &appointment)?;
    let ended = match form.check(app.clock.today()) {
        Ok(last) => verbs::end(&app, &reader, &code, last, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match ended {
        Ok(_) => Ok(see(format!("/appointments/{code}")).saying(msg("appointments-ended-now")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "last_day")?;
            Ok((status, EndPage { appointment, form, errors }).into_response())
        }
    }
}

/// The form by which a post is handed over, with what will pass.
#[derive(Template)]
#[template(path = "appointments/hand_over.html")]
pub(super) struct HandOverPage {
    appointment: Appointment,
    waiting: Vec<Waiting>,
    form: HandOverForm,
    errors: FormErrors,
}
page!(HandOverPage, "appointments-hand-over-title");

impl HandOverPage {
    async fn with(app: &App, appointment: Appointment, form: HandOverForm, errors: FormErrors) -> Result<Self> {
        let waiting = match appointment.told.place.clinic() {
            Some(clinic) => waiting_at(app, clinic).await?,
            None => Vec::new(),
        };
        Ok(Self { appointment, waiting, form, errors })
    }

    fn action(&self) -> String {
        format!("/appointments/{}/hand-over", self.appointment.code)
    }
}

pub(super) async fn handing_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<HandOverPage> {
    let appointment = found(&app, &code).await?;
    policy::may_hand_over(&reader, &appointment)?;
    appointment.still_open(app.clock.today())?;
    let form = HandOverForm { last_day: app.clock.today().into(), ..HandOverForm::default() };
    HandOverPage::with(&app, appointment, form, FormErrors::new()).await
}

pub(super) async fn hand_over(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<HandOverForm>,
) -> Result<Response> {
    let appointment = found(&app, &code).await?;
    policy::may_hand_over(&reader, &appointment)?;
    let register = register_for(&app, &form.account).await?;
    let done = match form.check(&register, app.clock.today()) {
        Ok(by) => verbs::hand_over(&app, &reader, &code, by, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match done {
        Ok(next) => {
            Ok(see(format!("/appointments/{}", next.code)).saying(msg("appointments-handed-over")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "last_day")?;
            let page = HandOverPage::with(&app, appointment, form, errors).await?;
            Ok((status, page).into_response())
        }
    }
}
