//! The page of what one participant agrees to, and on which a clinic writes down what they say of it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{FormErrors, Result, page};
use uuid::Uuid;

use super::consent::{Consent, How, Purpose, Relation, Standing, Way, guardian_of, is_minor};
use super::forms::ConsentForm;
use super::{policy, store, verbs};
use house::accounts::{self, Reader};
use house::app::App;
use house::layout::date_field::DateField;
use house::layout::{Choice, choices, filters};

use crate::responses::{self, Area, Door, Participant};

/// What one participant agrees to.
#[derive(Template)]
#[template(path = "consents/show.html")]
pub(super) struct Show {
    area: Area,
    person: Participant,
    standing: [Standing; 3],
    /// What was said since the application, the newest first.
    said: Vec<Consent>,
    writers: HashMap<Uuid, String>,
    /// As the application names them.
    guardian: Option<String>,
    minor: bool,
    /// Could they be a minor, for all that is known?
    asks_guardian: bool,
    may_record: bool,
    purposes: Vec<Choice>,
    agrees: Vec<Choice>,
    ways: Vec<Choice>,
    relations: Vec<Choice>,
    form: ConsentForm,
    errors: FormErrors,
    action: String,
}
page!(Show, "consents-title");

impl Show {
    async fn of(app: &App, reader: &Reader, person: Participant, area: Area) -> Result<Self> {
        let store::Known { application, said, standing } = store::find_known(&app.db, &person).await?;
        let today = DateField::from(app.clock.today());
        Ok(Self {
            standing,
            writers: accounts::names_of(&app.db, said.iter().filter_map(|one| one.made_by)).await?,
            guardian: guardian_of(application.as_ref()),
            minor: is_minor(&person),
            asks_guardian: is_minor(&person) || person.told.age_band.is_none(),
            may_record: policy::may_record(reader, &area).is_ok(),
            purposes: choices(Purpose::ALL.iter().map(|purpose| purpose.as_str()), "consents-purpose-"),
            agrees: choices(["yes", "no"], "consents-agreed-"),
            ways: choices(Way::AT_DESK.map(Way::as_str), "consents-way-"),
            relations: choices(Relation::ALL.iter().map(|relation| relation.as_str()), "consents-relation-"),
            form: ConsentForm { said_on: today, once: app.chance.secret(), ..ConsentForm::default() },
            errors: FormErrors::new(),
            action: format!("/desk/participants/{}/consents", person.code),
            said,
            area,
            person,
        })
    }

    fn writer(&self, consent: &Consent) -> &str {
        consent.made_by.and_then(|id| self.writers.get(&id)).map_or("–", String::as_str)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    Show::of(&app, &reader, person, area).await
}

pub(super) async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ConsentForm>,
) -> Result<Reply> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    policy::may_record(&reader, &area)?;
    let recorded = match form.check(is_minor(&person), app.clock.today()) {
        Ok(told) => verbs::record(&app, &reader, Door::Desk, &person.code, told, &form.once).await,
        Err(errors) => Err(errors.into()),
    };
    match recorded {
        Ok(()) => {
            let page = format!("/desk/participants/{}/consents", person.code);
            Ok(see(page).saying(msg("consents-recorded")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "purpose")?;
            let page = Show::of(&app, &reader, person, area).await?;
            Ok((status, Show { errors, form, ..page }).into_response())
        }
    }
}
