//! What can be done to a network call: each one transaction and one row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Message, Result};
use uuid::Uuid;

use super::answer::{CallAnswer, NewAnswer, next_number};
use super::call::{Ending, NetworkCall, NewCall, Status, may_be_about};
use super::forms::TypedAnswer;
use super::policy::{self, Verb};
use super::verbs_seen::seen;
use super::{store, store_answers};
use crate::matching::{self, Decision, Reason};
use crate::needs;
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::organisations;

/// Letters of a code.
const CODE: usize = 8;

/// Asks the whole network about a need.
///
/// # Errors
/// When the reader may not, no clinic answers for the need, nothing could be taken up for it, or it is asked
/// about already: then the refusal names that call.
pub async fn open(app: &App, reader: &Reader, need: &str, told: NewCall, how: Circumstances) -> Result<NetworkCall> {
    let need = needs::find_by_code(&app.db, need).await?.ok_or(Error::NotFound)?;
    policy::may_open(reader, &need)?;
    let clinic = need.clinic.ok_or_else(|| Error::Conflict(msg("network-calls-no-clinic")))?;
    let act = app.act(&reader.actor(), Verb::Open).await?;
    let key = how.once.filter(|key| !key.is_empty());
    if let Some(done) = done_before(&act, key.as_deref()).await? {
        return Ok(done);
    }
    if let Some(first) = store::find_open_for_change(&act, need.id).await? {
        return Err(open_already(&first));
    }
    may_be_about(&need).map_err(Error::Conflict)?;
    let call = NetworkCall {
        id: act.new_id(),
        code: format!("NC-{}", act.chance().code(CODE)),
        need: need.id,
        clinic,
        province: need.told.province.clone(),
        told,
        status: Status::Open,
        answered_by: None,
        reason: None,
        because: None,
        invented: how.invented,
        opened_at: act.now(),
        closed_at: None,
        version: 1,
    };
    needs::network_called(&act, need.id, &call.code).await?;
    if !store::save_new(&act, &call).await? {
        return Err(store::find_open_for_change(&act, need.id).await?.as_ref().map_or(Error::NotFound, open_already));
    }
    if let Some(key) = key {
        act.remember(&key, &call.code).await?;
    }
    let facts = Facts::none()
        .with("need", need.code)
        .with("until", call.told.until.to_string())
        .personal("tried", call.told.tried.clone());
    act.commit(&call, facts).await?;
    Ok(call)
}

async fn done_before(act: &Act, key: Option<&str>) -> Result<Option<NetworkCall>> {
    let Some(key) = key else { return Ok(None) };
    match act.done_before(key).await? {
        Some(code) => store::find_for_change(act, &code).await,
        None => Ok(None),
    }
}

fn open_already(first: &NetworkCall) -> Error {
    Error::Conflict(msg("network-calls-open-already").with("code", first.code.clone()).with("record", first.address()))
}

/// Answers a call for another clinic, with a technology of its own, with words, or with both.
///
/// # Errors
/// When the reader may not, what was typed is not there, the call is over, or nothing could be taken up for
/// its need any more.
pub async fn answer(
    app: &App,
    reader: &Reader,
    code: &str,
    typed: TypedAnswer,
    once: Option<String>,
) -> Result<NetworkCall> {
    let (call, need) = seen(app, reader, code).await?;
    policy::may_answer(reader, &call)?;
    call.must_be_open().map_err(Error::Conflict)?;
    need.matched().map_err(Error::Conflict)?;
    let clinic = answering(app, reader, &call, typed.clinic.as_deref()).await?;
    let technology = match &typed.technology {
        Some(code) => Some(offered(app, clinic, code).await?),
        None => None,
    };
    let act = app.act(&reader.actor(), Verb::Answer).await?;
    let key = once.filter(|key| !key.is_empty());
    if let Some(done) = done_before(&act, key.as_deref()).await? {
        return Ok(done);
    }
    let call = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    call.must_be_open().map_err(Error::Conflict)?;
    let answers = store_answers::list_for_change(&act, call.id).await?;
    if technology.as_ref().is_some_and(|one| answers.iter().any(|answer| answer.proposes(one.id))) {
        return Err(beside("technology", msg("network-calls-technology-twice")));
    }
    let answer = CallAnswer {
        id: act.new_id(),
        call: call.id,
        number: next_number(&answers),
        clinic,
        told: NewAnswer { technology: technology.as_ref().map(|one| one.id), words: typed.words },
        answered_at: act.now(),
        withdrawn_at: None,
    };
    store_answers::save_answer(&act, &answer).await?;
    store::save(&act, &call).await?;
    if let Some(key) = key {
        act.remember(&key, &call.code).await?;
    }
    let facts = Facts::none()
        .with("number", answer.number)
        .with("technology", technology.map(|one| one.code))
        .personal("words", answer.told.words.unwrap_or_default());
    act.commit(&call, facts).await?;
    Ok(NetworkCall { version: call.version + 1, ..call })
}

fn beside(field: &str, message: Message) -> Error {
    Error::Invalid(FormErrors::one(field, message))
}

/// The clinic for which the reader answers: the one they name, or the only one there is.
async fn answering(app: &App, reader: &Reader, call: &NetworkCall, named: Option<&str>) -> Result<Uuid> {
    let own = policy::answering(reader, call);
    match (named, own.as_slice()) {
        (None, [only]) => Ok(*only),
        (None, _) => Err(beside("clinic", msg("network-calls-clinic-choose"))),
        (Some(code), _) => {
            let clinic = organisations::find_clinic(&app.db, code).await?.filter(|clinic| own.contains(&clinic.id));
            clinic.map(|clinic| clinic.id).ok_or_else(|| beside("clinic", msg("network-calls-clinic-choose")))
        }
    }
}

/// A technology that this clinic offers.
async fn offered(app: &App, clinic: Uuid, code: &str) -> Result<Technology> {
    let found = technologies::find_by_code(&app.db, &code.to_ascii_uppercase()).await?;
    let unknown = || msg("network-calls-technology-unknown").with("code", code);
    let technology = found.ok_or_else(|| beside("technology", unknown()))?;
    let own = technology.clinic == clinic;
    let why = match technology.status {
        technologies::Status::Published if own => return Ok(technology),
        technologies::Status::Published => msg("network-calls-technology-of-others"),
        technologies::Status::Archived if own => msg("network-calls-technology-archived"),
        technologies::Status::Draft | technologies::Status::InReview if own => msg("network-calls-technology-draft"),
        _ => unknown(),
    };
    Err(beside("technology", why))
}

/// Takes an answer back. `seen` is the version of the call that the reader read.
///
/// # Errors
/// When the reader may not, there is no such answer, the call is over, or somebody else changed it.
pub async fn withdraw(app: &App, reader: &Reader, code: &str, number: i32, seen: Option<i64>) -> Result<NetworkCall> {
    let (act, call) = begin(app, reader, Verb::Withdraw, code).await?;
    let answers = store_answers::list_for_change(&act, call.id).await?;
    let answer = answers.into_iter().find(|one| one.number == number);
    let answer = answer.ok_or_else(|| beside("number", msg("network-calls-no-such-answer")))?;
    policy::may_withdraw(reader, &answer)?;
    unchanged_since(&call, seen)?;
    call.must_be_open().map_err(Error::Conflict)?;
    let answer = answer.withdrawn(act.now()).map_err(Error::Conflict)?;
    store_answers::save_withdrawn(&act, &answer).await?;
    store::save(&act, &call).await?;
    act.commit(&call, Facts::none().with("number", number)).await?;
    Ok(NetworkCall { version: call.version + 1, ..call })
}

/// Ends a call: by one of its answers, or without and why. `seen` is the version that the reader read, so
/// that no answer is passed over that came meanwhile.
///
/// # Errors
/// When the reader may not, it is over, there is no such answer, or somebody else changed it.
pub async fn close(app: &App, reader: &Reader, code: &str, ending: Ending, seen: Option<i64>) -> Result<NetworkCall> {
    let (act, call) = begin(app, reader, Verb::Close, code).await?;
    policy::may_close(reader, &call)?;
    unchanged_since(&call, seen)?;
    let answers = store_answers::list_for_change(&act, call.id).await?;
    let call = call.ended(ending, &answers, act.now()).map_err(Error::Conflict)?;
    store::save(&act, &call).await?;
    let facts = Facts::none()
        .with("status", call.status.as_str())
        .with("answer", call.answered_by)
        .personal("reason", call.reason.clone().unwrap_or_default());
    act.commit(&call, facts).await?;
    Ok(NetworkCall { version: call.version + 1, ..call })
}

/// Uses the technology that an answer proposes: matching confirms it, with who proposed it as its first
/// reason. `version` is that of the call that the reader read.
///
/// # Errors
/// When the reader may not decide what fits the need, the answer proposes none or was withdrawn, somebody else
/// changed the call, or the match may not be confirmed.
pub async fn confirm(app: &App, reader: &Reader, code: &str, number: i32, version: Option<i64>) -> Result<Decision> {
    let (call, need) = seen(app, reader, code).await?;
    needs::may_analyse(reader, &need)?;
    unchanged_since(&call, version)?;
    let answers = store_answers::list_answers(&app.db, [call.id]).await?.remove(&call.id).unwrap_or_default();
    let answer = answers.into_iter().find(|one| one.number == number && one.stands());
    let proposed = answer.and_then(|one| Some((one.clinic, one.told.technology?)));
    let (clinic, technology) = proposed.ok_or_else(|| beside("number", msg("network-calls-no-such-answer")))?;
    let row = technologies::find_many(&app.db, [technology]).await?.remove(&technology).ok_or(Error::NotFound)?;
    let names = organisations::clinic_names(&app.db, [clinic]).await?;
    let reason = names.get(&clinic).map(|clinic| Reason::proposed(&clinic.name, call.address()));
    let choice = matching::Choice { need: need.code, technology: row.code, proposed: reason, ..Default::default() };
    matching::confirm(app, reader, choice, None).await
}

async fn begin(app: &App, reader: &Reader, verb: Verb, code: &str) -> Result<(Act, NetworkCall)> {
    seen(app, reader, code).await?;
    let act = app.act(&reader.actor(), verb).await?;
    let call = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    Ok((act, call))
}

fn unchanged_since(call: &NetworkCall, seen: Option<i64>) -> Result<()> {
    let changed = seen.is_some_and(|version| version != call.version);
    if changed { Err(Error::changed_meanwhile()) } else { Ok(()) }
}
