//! The list of network calls, and the form by which a clinic opens one.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Narrowed, Query, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::answer::CallAnswer;
use super::call::{DAYS_MOST, NetworkCall, Status, may_be_about};
use super::forms::NetworkCallForm;
use super::sight::{Tellings, Told};
use super::store::{self, Filter};
use super::verbs;
use super::{policy, store_answers, verbs_seen};
use crate::needs::{self, Need};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::layout::place_chooser::provinces;
use house::layout::{Choice, choices, filters};
use house::organisations::{self, ClinicName};

/// The public list.
#[derive(Template)]
#[template(path = "network_calls/index.html")]
pub(super) struct Index {
    calls: Listing<NetworkCall>,
    told: Tellings,
    clinics: HashMap<Uuid, ClinicName>,
    answers: HashMap<Uuid, Vec<CallAnswer>>,
    of_network: bool,
    filter: Filter,
    provinces: &'static [Choice],
    statuses: Vec<Choice>,
    unanswered: Vec<Choice>,
    own: Vec<Choice>,
    today: NaiveDate,
    turns: Turns,
}
page!(Index, "network-calls-title", shared);

impl Index {
    /// The beginning of the need behind a call; the call's code where the reader is told nothing of it.
    fn heading(&self, call: &NetworkCall) -> String {
        let told = self.told.get(&call.need).map(Told::summary).filter(|summary| !summary.is_empty());
        told.unwrap_or_else(|| call.code.clone())
    }

    fn is_overdue(&self, call: &NetworkCall) -> bool {
        call.is_overdue(self.today)
    }

    fn answered(&self, call: &Uuid) -> usize {
        self.answers.get(call).map_or(0, |answers| answers.iter().filter(|one| one.stands()).count())
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let calls = store::list(&app.db, &verbs_seen::reach(&reader), &filter).await?;
    Ok(Index {
        told: verbs_seen::tellings(&app, &reader, &calls.items).await?,
        clinics: organisations::clinic_names(&app.db, calls.items.iter().map(|call| call.clinic)).await?,
        answers: store_answers::list_answers(&app.db, calls.items.iter().map(|call| call.id)).await?,
        of_network: policy::is_of_network(&reader),
        provinces: provinces(),
        statuses: choices(Status::words(), "network-calls-status-"),
        unanswered: vec![Choice::new("yes", msg("network-calls-unanswered-only"))],
        own: vec![Choice::new("yes", msg("network-calls-own-only"))],
        today: app.clock.today(),
        turns: calls.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        calls,
        filter,
    })
}

/// The form by which a clinic asks the network about a need.
#[derive(Template)]
#[template(path = "network_calls/new.html")]
pub(super) struct New {
    need: Need,
    form: NetworkCallForm,
    errors: FormErrors,
    most: u64,
}
page!(New, "network-calls-new");

impl New {
    fn with(need: Need, form: NetworkCallForm, errors: FormErrors) -> Self {
        Self { need, form, errors, most: DAYS_MOST }
    }

    fn draft(&self) -> String {
        format!("network-call-{}", self.need.code)
    }
}

/// The need of the form, where the reader may ask about it.
async fn asked_about(app: &App, reader: &Reader, form: &NetworkCallForm) -> Result<Need> {
    let code = optional(&form.need).ok_or_else(|| FormErrors::one("need", msg("kit-field-required")))?;
    let need = needs::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_open(reader, &need)?;
    Ok(need)
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(form): Query<NetworkCallForm>) -> Result<New> {
    let need = asked_about(&app, &reader, &form).await?;
    may_be_about(&need).map_err(Error::Conflict)?;
    let form = NetworkCallForm::beginning(need.code.clone(), reader.form_key(&app.chance), app.clock.today());
    Ok(New::with(need, form, FormErrors::new()))
}

pub(super) async fn open(
    State(app): State<App>,
    reader: Reader,
    Form(mut form): Form<NetworkCallForm>,
) -> Result<Response> {
    let need = asked_about(&app, &reader, &form).await?;
    if let Err(message) = reader.check_form_key(&form.once) {
        form.once = reader.form_key(&app.chance);
        return Ok((StatusCode::CONFLICT, New::with(need, form, FormErrors::whole(message))).into_response());
    }
    let opened = match form.check(app.clock.today()) {
        Ok(told) => {
            let how = Circumstances { once: optional(&form.once), invented: app.settings.demo };
            verbs::open(&app, &reader, &need.code, told, how).await
        }
        Err(errors) => Err(errors.into()),
    };
    match opened {
        Ok(call) => {
            let hidden = kit::masked(&call.told.tried) != call.told.tried;
            let said = if hidden { msg("network-calls-opened-hidden") } else { msg("network-calls-opened") };
            Ok(see(call.address()).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New::with(need, form, errors)).into_response())
        }
    }
}
