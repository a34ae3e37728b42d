//! The forms by which a training is entered, corrected and withdrawn.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kit::form::TextForm;
use kit::web::{Form, Path, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, msg, page};

use super::forms::TrainingForm;
use super::training::{Aim, Training};
use super::{importing, policy, store, verbs};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::{Choice, choices, filters};
use crate::organisations;
use crate::told::{self, Withdrawal};

/// The form by which it is entered or corrected.
#[derive(Template)]
#[template(path = "trainings/form.html")]
pub(super) struct Entry {
    /// What is being corrected, as it stands now; `None` for a new one.
    training: Option<Training>,
    aims: Vec<Choice>,
    form: TrainingForm,
    errors: FormErrors,
}
page!(Entry, |page| match &page.training {
    None => msg("trainings-new-title"),
    Some(_) => msg("trainings-correct-title"),
});

impl Entry {
    fn with(training: Option<Training>, form: TrainingForm, errors: FormErrors) -> Self {
        Self { training, aims: choices(Aim::words(), "trainings-aim-"), form, errors }
    }

    fn action(&self) -> String {
        let at = |one: &Training| format!("/trainings/{}/correct", one.code);
        self.training.as_ref().map_or_else(|| "/trainings".to_owned(), at)
    }

    fn draft(&self) -> String {
        self.training.as_ref().map_or_else(|| "trainings".to_owned(), |one| format!("trainings-{}", one.code))
    }
}

/// What is there, as it would be typed.
async fn typed(app: &App, training: &Training) -> Result<TrainingForm> {
    let ids = training.clinics.iter().map(|(clinic, _)| *clinic);
    let clinics = organisations::clinic_names(&app.db, ids).await?;
    let came = training.clinics.iter();
    let lines = came.filter_map(|(id, persons)| Some(format!("{} {persons}", clinics.get(id)?.code)));
    Ok(TrainingForm::of(training, lines.collect()))
}

async fn found(app: &App, code: &str) -> Result<Training> {
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

pub(super) async fn new(State(app): State<App>, reader: Reader) -> Result<Entry> {
    policy::may_register(&reader)?;
    let form = TrainingForm { once: app.chance.secret(), ..TrainingForm::default() };
    Ok(Entry::with(None, form, FormErrors::new()))
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<TrainingForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    let registered = match importing::typed(&app, &reader, &form, "").await {
        Ok(training) => verbs::register(&app, &reader, training, Some(&form.once)).await,
        Err(error) => Err(error),
    };
    match registered {
        Ok(training) => {
            Ok(see("/trainings").saying(msg("trainings-registered").with("code", training.code)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name_th")?;
            Ok((status, Entry::with(None, form, errors)).into_response())
        }
    }
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    policy::may_correct(&reader)?;
    let training = found(&app, &code).await?;
    let form = typed(&app, &training).await?;
    Ok(Entry::with(Some(training), form, FormErrors::new()))
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<TrainingForm>,
) -> Result<Response> {
    policy::may_correct(&reader)?;
    let training = found(&app, &code).await?;
    let version = told::version(&form.version, &HeaderMap::new());
    let corrected = match importing::typed(&app, &reader, &form, &training.code).await {
        Ok(training) => verbs::correct(&app, &reader, training, version).await,
        Err(error) => Err(error),
    };
    let Err(error) = corrected else {
        return Ok(see("/trainings").saying(msg("trainings-corrected").with("code", code)).into_response());
    };
    let latest = found(&app, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
    Ok((status, Entry::with(Some(latest), form, errors)).into_response())
}

fn emptied(training: &Training) -> Withdrawal {
    Withdrawal::new(("/trainings", msg("trainings-title")), training, training.name.th.clone())
}

pub(super) async fn withdrawal(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Withdrawal> {
    policy::may_withdraw(&reader)?;
    Ok(emptied(&found(&app, &code).await?))
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<TextForm>,
) -> Result<Response> {
    policy::may_withdraw(&reader)?;
    let training = found(&app, &code).await?;
    let withdrawn = match form.check(told::REASON_MOST) {
        Ok(because) => verbs::withdraw(&app, &reader, &training.code, because, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match withdrawn {
        Ok(gone) => Ok(see("/trainings").saying(msg("layout-told-withdrawn").with("code", gone.code)).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "text")?;
            Ok((status, emptied(&found(&app, &code).await?).refused(form, errors)).into_response())
        }
    }
}
