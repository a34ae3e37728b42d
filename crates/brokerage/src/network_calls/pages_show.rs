//! One network call: what is asked, who answered what, and what the reader may do about it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::form::optional;
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use uuid::Uuid;

use super::answer::CallAnswer;
use super::call::{Because, NetworkCall, Status};
use super::forms::{NetworkAnswerForm, NetworkAnswerNumber, NetworkCallEnding};
use super::sight::Told;
use super::{policy, store_answers, verbs, verbs_seen};
use crate::matching;
use crate::needs::{self, Need};
use crate::technologies::{self, Row};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};
use house::organisations::{self, ClinicName};

/// An answer as it is read.
struct Answered {
    answer: CallAnswer,
    clinic: Option<ClinicName>,
    technology: Option<Row>,
    /// Is it of the reader's own clinic?
    own: bool,
    /// Did it end the call?
    helped: bool,
    /// May the reader use its technology for the need?
    usable: bool,
}

/// One call.
#[derive(Template)]
#[template(path = "network_calls/show.html")]
pub(super) struct Show {
    call: NetworkCall,
    told: Told,
    heading: String,
    clinic: Option<ClinicName>,
    answers: Vec<Answered>,
    today: NaiveDate,
    /// Does the reader work for the clinic that asks?
    asks: bool,
    may_answer: bool,
    may_close: bool,
    /// The clinics for which the reader may answer, where there are several.
    clinics: Vec<Choice>,
    form: NetworkAnswerForm,
    errors: FormErrors,
    /// The answers by which the call may end.
    standing: Vec<Choice>,
    ending: NetworkCallEnding,
    ending_errors: FormErrors,
    /// What stands against a button that was pressed.
    refusal: Option<Message>,
}
page!(Show, |page| msg("network-calls-show-title").with("code", page.call.code.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", self.call.address())
    }

    /// The draft of the form by which the call was opened.
    fn draft(&self) -> Option<String> {
        self.told.code.as_ref().filter(|_| self.asks).map(|need| format!("network-call-{need}"))
    }

    /// What ended the need, where that ended the call.
    fn because(&self) -> Option<Message> {
        self.call.because.map(Because::said)
    }

    fn is_overdue(&self) -> bool {
        self.call.is_overdue(self.today)
    }

    /// Do others read less of this than its own clinic?
    fn hides(&self, text: &str) -> bool {
        kit::masked(text) != text
    }

    async fn of(app: &App, reader: &Reader, code: &str) -> Result<Self> {
        let (call, need) = verbs_seen::seen(app, reader, code).await?;
        let told = verbs_seen::tellings(app, reader, std::slice::from_ref(&call)).await?.remove(&need.id);
        let told = told.ok_or(Error::NotFound)?;
        let answers = store_answers::list_answers(&app.db, [call.id]).await?.remove(&call.id).unwrap_or_default();
        let own = policy::answering(reader, &call);
        let named = answers.iter().map(|one| one.clinic).chain([call.clinic]).chain(own.iter().copied());
        let names = organisations::clinic_names(&app.db, named.collect::<Vec<_>>()).await?;
        let takes = call.status == Status::Open && need.clone().matched().is_ok();
        Ok(Self {
            heading: if told.text.is_empty() { call.code.clone() } else { told.summary() },
            told,
            clinic: names.get(&call.clinic).cloned(),
            standing: standing(&answers, &names),
            answers: answered(app, reader, (&call, &need), answers, &names).await?,
            today: app.clock.today(),
            asks: policy::asks(reader, &call),
            may_answer: takes && policy::may_answer(reader, &call).is_ok(),
            may_close: call.status == Status::Open && policy::may_close(reader, &call).is_ok(),
            clinics: if own.len() > 1 { choices(&own, &names) } else { Vec::new() },
            form: NetworkAnswerForm::default(),
            errors: FormErrors::new(),
            ending: NetworkCallEnding { version: call.version.to_string(), ..NetworkCallEnding::default() },
            ending_errors: FormErrors::new(),
            refusal: None,
            call,
        })
    }
}

fn choices(clinics: &[Uuid], names: &HashMap<Uuid, ClinicName>) -> Vec<Choice> {
    let named = clinics.iter().filter_map(|clinic| names.get(clinic));
    named.map(|clinic| Choice::new(clinic.code.clone(), clinic.name.clone())).collect()
}

/// The answers that stand, each by its number and its clinic.
fn standing(answers: &[CallAnswer], names: &HashMap<Uuid, ClinicName>) -> Vec<Choice> {
    let one = |answer: &CallAnswer| {
        let number = answer.number;
        let name = names.get(&answer.clinic).map(|clinic| clinic.name.clone()).unwrap_or_default();
        let name = Bilingual { th: format!("{number}. {}", name.th), en: name.en.map(|en| format!("{number}. {en}")) };
        Choice::new(number.to_string(), name)
    };
    answers.iter().filter(|answer| answer.stands()).map(one).collect()
}

async fn answered(
    app: &App,
    reader: &Reader,
    (call, need): (&NetworkCall, &Need),
    answers: Vec<CallAnswer>,
    names: &HashMap<Uuid, ClinicName>,
) -> Result<Vec<Answered>> {
    let rows = technologies::find_many(&app.db, answers.iter().filter_map(|one| one.told.technology)).await?;
    let decides = needs::may_analyse(reader, need).is_ok() && need.clone().matched().is_ok();
    let chosen = if decides { matching::confirmed_technologies(&app.db, need.id).await? } else { Vec::new() };
    let own: Vec<Uuid> = reader.clinics().collect();
    let read = |answer: CallAnswer| {
        let technology = answer.told.technology.and_then(|id| rows.get(&id).cloned());
        let offered = |row: &Row| row.status() == technologies::Status::Published && !chosen.contains(&row.id);
        Answered {
            clinic: names.get(&answer.clinic).cloned(),
            own: own.contains(&answer.clinic),
            helped: call.answered_by == Some(answer.number),
            usable: decides && answer.stands() && technology.as_ref().is_some_and(offered),
            technology,
            answer,
        }
    };
    Ok(answers.into_iter().map(read).collect())
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    Show::of(&app, &reader, &code).await
}

pub(super) async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NetworkAnswerForm>,
) -> Result<Response> {
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &call)?;
    let done = match form.check() {
        Ok(typed) => {
            let hidden = typed.words.as_deref().is_some_and(|words| kit::masked(words) != words);
            verbs::answer(&app, &reader, &code, typed, optional(&form.once)).await.map(|_| hidden)
        }
        Err(errors) => Err(errors.into()),
    };
    match done {
        Ok(hidden) => {
            let said = if hidden { msg("network-calls-answer-sent-hidden") } else { msg("network-calls-answer-sent") };
            Ok(see(call.address()).saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Show { form, errors, ..Show::of(&app, &reader, &code).await? }).into_response())
        }
    }
}

pub(super) async fn close(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NetworkCallEnding>,
) -> Result<Response> {
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    policy::may_close(&reader, &call)?;
    let done = match form.check() {
        Ok(ending) => verbs::close(&app, &reader, &code, ending, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    match done {
        Ok(_) => Ok(see(call.address()).saying(msg("network-calls-closed")).into_response()),
        Err(error) => {
            let (status, ending_errors) = shown_again(error, "text")?;
            let page = Show::of(&app, &reader, &code).await?;
            let ending = NetworkCallEnding { version: page.ending.version.clone(), ..form };
            Ok((status, Show { ending, ending_errors, ..page }).into_response())
        }
    }
}

/// After a button beside an answer: on to where it leads, or the page with what stands against it.
async fn pressed(app: &App, reader: &Reader, code: &str, done: Result<String>, said: &'static str) -> Result<Response> {
    match done {
        Ok(onward) => Ok(see(onward).saying(msg(said)).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "number")?;
            let refusal = errors.iter().next().map(|(_, message)| message.clone());
            Ok((status, Show { refusal, ..Show::of(app, reader, code).await? }).into_response())
        }
    }
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NetworkAnswerNumber>,
) -> Result<Response> {
    let (call, _) = verbs_seen::seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &call)?;
    let done = match form.check() {
        Ok(number) => verbs::withdraw(&app, &reader, &code, number, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    pressed(&app, &reader, &code, done.map(|call| call.address()), "network-calls-withdrawn").await
}

pub(super) async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<NetworkAnswerNumber>,
) -> Result<Response> {
    let (_, need) = verbs_seen::seen(&app, &reader, &code).await?;
    needs::may_analyse(&reader, &need)?;
    let done = match form.check() {
        Ok(number) => verbs::confirm(&app, &reader, &code, number, form.seen()).await,
        Err(errors) => Err(errors.into()),
    };
    let onward = done.map(|_| format!("/needs/{}", need.code));
    pressed(&app, &reader, &code, onward, "network-calls-confirmed").await
}
