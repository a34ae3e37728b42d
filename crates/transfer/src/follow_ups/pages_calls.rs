//! The page of one person who is still to be asked: how to reach them, what came of the calls so far, and what a caller
//! writes down.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{FormErrors, Result, page};
use uuid::Uuid;

use super::attempt::{Attempt, Outcome, is_unreachable};
use super::forms::{AttemptForm, ReachForm};
use super::{policy, store, verbs};
use house::accounts::{self, Reader};
use house::app::App;
use house::layout::{Choice, choices, filters};

use crate::responses::{self, Area, Participant, Window, may_be_answered};
use xlsform::Kind;

/// One person, and the calls to them.
#[derive(Template)]
#[template(path = "follow_ups/calls.html")]
pub(super) struct Calls {
    area: Area,
    person: Participant,
    attempts: Vec<Attempt>,
    callers: HashMap<Uuid, String>,
    unreachable: bool,
    window: Option<Window>,
    /// What may be asked now.
    kinds: Vec<Kind>,
    may_record: bool,
    outcomes: Vec<Choice>,
    form: AttemptForm,
    errors: FormErrors,
    reach: ReachForm,
    reach_errors: FormErrors,
    action: String,
    reach_action: String,
}
page!(Calls, "follow-ups-calls-title");

impl Calls {
    async fn of(app: &App, reader: &Reader, person: Participant, area: Area) -> Result<Self> {
        let attempts = store::list_attempts(&app.db, person.id).await?;
        let callers = attempts.iter().filter_map(|attempt| attempt.made_by);
        let unreachable = is_unreachable(&attempts);
        let answered = responses::list_responses(&app.db, person.id).await?;
        let open = |kind: &Kind| {
            let asked_now = may_be_answered(*kind, person.transferred_on, app.clock.today()).is_ok();
            asked_now && answered.iter().all(|one| one.kind != *kind)
        };
        let at = |what: &str| format!("/desk/participants/{}/{what}", person.code);
        Ok(Self {
            callers: accounts::names_of(&app.db, callers).await?,
            window: person.transferred_on.map(Window::after),
            kinds: [Kind::Evaluation, Kind::FollowUp].into_iter().filter(open).collect(),
            may_record: policy::may_record(reader, &area).is_ok() && area.takes_answers().is_ok(),
            outcomes: choices(Outcome::OF_A_CALL.map(Outcome::as_str), "follow-ups-outcome-"),
            form: AttemptForm { once: app.chance.secret(), ..AttemptForm::default() },
            errors: FormErrors::new(),
            reach: ReachForm::default(),
            reach_errors: FormErrors::new(),
            action: at("call-attempts"),
            reach_action: at(if unreachable { "resume" } else { "give-up" }),
            unreachable,
            attempts,
            area,
            person,
        })
    }

    fn caller(&self, attempt: &Attempt) -> &str {
        attempt.made_by.and_then(|id| self.callers.get(&id)).map_or("–", String::as_str)
    }

    fn reach_title(&self) -> &'static str {
        if self.unreachable { "follow-ups-resume" } else { "follow-ups-give-up" }
    }

    fn reach_lead(&self) -> &'static str {
        if self.unreachable { "follow-ups-resume-lead" } else { "follow-ups-give-up-lead" }
    }

    /// Back to whom else there is to ask.
    fn list(&self) -> String {
        self.area.at("follow-ups")
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Calls> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    Calls::of(&app, &reader, person, area).await
}

pub(super) async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<AttemptForm>,
) -> Result<Response> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    policy::may_record(&reader, &area)?;
    let recorded = match form.check(app.clock.today()) {
        Ok(told) => verbs::record(&app, &reader, &person.code, told, &form.once).await,
        Err(errors) => Err(errors.into()),
    };
    match recorded {
        Ok(()) => Ok(see(area.at("follow-ups")).saying(msg("follow-ups-recorded")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "outcome")?;
            let page = Calls::of(&app, &reader, person, area).await?;
            Ok((status, Calls { errors, form, ..page }).into_response())
        }
    }
}

pub(super) async fn give_up(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ReachForm>,
) -> Result<Response> {
    said(app, reader, code, form, Outcome::Unreachable).await
}

pub(super) async fn resume(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ReachForm>,
) -> Result<Response> {
    said(app, reader, code, form, Outcome::Reachable).await
}

async fn said(app: App, reader: Reader, code: String, form: ReachForm, outcome: Outcome) -> Result<Response> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    policy::may_give_up(&reader, &area)?;
    let (code, again) = (&person.code, outcome == Outcome::Reachable);
    let said = match form.check() {
        Ok(reason) if again => verbs::resume(&app, &reader, code, reason).await,
        Ok(reason) => verbs::give_up(&app, &reader, code, reason).await,
        Err(errors) => Err(errors.into()),
    };
    match said {
        Ok(()) => {
            let told = if again { "follow-ups-resumed" } else { "follow-ups-given-up" };
            Ok(see(format!("/desk/participants/{code}/call-attempts")).saying(msg(told)).into_response())
        }
        Err(error) => {
            let (status, reach_errors) = shown_again(error, "reason")?;
            let page = Calls::of(&app, &reader, person, area).await?;
            Ok((status, Calls { reach_errors, reach: form, ..page }).into_response())
        }
    }
}
