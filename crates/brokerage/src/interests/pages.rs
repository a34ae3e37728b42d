//! The pages on which anyone says that they want a technology, and follows what becomes of it.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Path, Query, client_address, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::InterestForm;
use super::interest::Interest;
use super::policy;
use super::store;
use super::verbs;
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::provinces;
use house::layout::{Choice, filters};
use house::organisations::{self, Clinic, ClinicName};

/// The form by which anyone says that they want a technology.
#[derive(Template)]
#[template(path = "interests/new.html")]
pub(super) struct New {
    technology: Technology,
    form: InterestForm,
    errors: FormErrors,
    provinces: &'static [Choice],
}
page!(New, |page| msg("interests-new-title").with("name", &page.technology.told.name));

impl New {
    async fn with(app: &App, form: InterestForm, errors: FormErrors) -> Result<Self> {
        let technology = verbs::offered(app, &form.technology).await?;
        Ok(Self { technology, form, errors, provinces: provinces() })
    }

    fn draft(&self) -> String {
        format!("interest-{}", self.technology.code)
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<InterestForm>) -> Result<New> {
    if form.once.is_empty() {
        form.once = reader.form_key(&app.chance);
    }
    form.opened = app.clock.now().timestamp_millis().to_string();
    New::with(&app, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    extensions: Extensions,
    reader: Reader,
    Form(mut form): Form<InterestForm>,
) -> Result<Response> {
    policy::may_register(&reader)?;
    if let Err(error) = app.public_throttle.count(format!("interests {}", client_address(&extensions))) {
        let (status, errors) = shown_again(error, "")?;
        return Ok((status, New::with(&app, form, errors).await?).into_response());
    }
    if form.technology.trim().is_empty() {
        return Err(Error::Invalid(FormErrors::one("technology", msg("kit-field-required"))));
    }
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        let page = New::with(&app, form, FormErrors::whole(message)).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let registered = match form.check() {
        Ok(_) if form.is_hasty(app.clock.now()) => {
            form.website.clear();
            Err(FormErrors::whole(msg("interests-send-again")).into())
        }
        Ok(told) => {
            let how = Circumstances { once: optional(&form.once), invented: app.settings.demo };
            verbs::tell(&app, &reader, client_address(&extensions), (&form.technology, told), how).await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match registered {
        Ok(one) => {
            Ok(see(format!("/interests/{}", one.tracking_code)).saying(msg("interests-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(&app, form, errors).await?).into_response())
        }
    }
}

/// What became of it, for whoever asked: who answers, and the reply.
#[derive(Template)]
#[template(path = "interests/track.html")]
pub(super) struct Track {
    interest: Interest,
    technology: Option<technologies::Row>,
    clinic: Option<Clinic>,
    draft: String,
}
page!(Track, "interests-track-title");

pub(super) async fn track(State(app): State<App>, extensions: Extensions, Path(code): Path<String>) -> Result<Track> {
    let code = kit::chance::normalise_code(&code);
    let look = async { store::find_by_tracking_code(&app.db, &code).await?.ok_or(Error::NotFound) };
    let interest = app.public_throttle.guess(format!("interest {}", client_address(&extensions)), look).await?;
    let names = organisations::clinic_names(&app.db, [interest.clinic]).await?;
    let clinic = match names.get(&interest.clinic) {
        Some(ClinicName { code, .. }) => organisations::find_clinic(&app.db, code).await?,
        None => None,
    };
    let technology = technologies::find_many(&app.db, [interest.technology]).await?.into_values().next();
    let draft = technology.as_ref().map(|row| format!("interest-{}", row.code)).unwrap_or_default();
    Ok(Track { interest, technology, clinic, draft })
}
