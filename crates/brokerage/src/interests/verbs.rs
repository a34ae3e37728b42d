//! What can be done to an expression of interest: each one transaction and one row in the trail.

use std::net::IpAddr;

use chrono::Duration;
use kit::message::msg;
use kit::{Act, Error, Facts, Result};

use super::interest::{AGAIN_DAYS, Interest, NewInterest, Status};
use super::policy::{self, Verb};
use super::store;
use crate::needs::{self, Channel, GroupKind, NewNeed};
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::organisations::{self, ClinicName};

/// Letters of a tracking code, as of a need's.
const TRACKING_CODE: usize = 10;
/// Letters of the code its clinic knows it by.
const CODE: usize = 8;

/// The technology somebody asks for, where it is offered.
///
/// # Errors
/// [`Error::NotFound`] where there is none that a stranger may know of; `interests-not-offered` for one
/// that was laid aside.
pub(super) async fn offered(app: &App, code: &str) -> Result<Technology> {
    let technology = technologies::find_by_code(&app.db, code.trim()).await?.ok_or(Error::NotFound)?;
    match technology.status {
        technologies::Status::Published => Ok(technology),
        technologies::Status::Archived if technology.is_public() => Err(Error::Conflict(msg("interests-not-offered"))),
        _ => Err(Error::NotFound),
    }
}

/// Hands it to the clinic of the reader's own province; where none answers for it, to the clinic that
/// offers the technology.
///
/// # Errors
/// When the reader may not, the technology is not offered, the same was said within [`AGAIN_DAYS`], or the
/// database cannot be written.
pub async fn register(
    app: &App,
    reader: &Reader,
    technology: &str,
    told: NewInterest,
    how: Circumstances,
) -> Result<Interest> {
    policy::may_register(reader)?;
    let technology = offered(app, technology).await?;
    let own = organisations::clinic_of_province(&app.db, &told.province).await?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let key = how.once.filter(|key| !key.is_empty());
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let told = told.prepared();
    let since = act.now() - Duration::days(AGAIN_DAYS);
    let before = store::list_since(&act, technology.id, since).await?;
    if before.iter().any(|before| told.is_again(&before.told)) {
        // Whoever knows somebody's words could ask for their code: neither it nor the day is told.
        return Err(Error::Conflict(msg("interests-received-already")));
    }
    let interest = Interest {
        id: act.new_id(),
        code: format!("I-{}", act.chance().code(CODE)),
        tracking_code: act.chance().code(TRACKING_CODE),
        technology: technology.id,
        clinic: own.map_or(technology.clinic, |clinic| clinic.id),
        held: told.must_be_held(),
        told,
        status: Status::Received,
        reply: None,
        need: None,
        invented: how.invented,
        created_at: act.now(),
        version: 1,
    };
    store::save_new(&act, &interest).await?;
    if let Some(key) = key {
        act.remember(&key, &interest.code).await?;
    }
    let facts = Facts::none()
        .with("technology", technology.code)
        .with("province", interest.told.province.clone())
        .personal("name", interest.told.name.clone())
        .personal("contact", interest.told.contact.clone())
        .personal("words", interest.told.words.clone());
    act.commit(&interest, facts).await?;
    Ok(interest)
}

/// The same for whoever says it at `address`; strangers no more than the settings say.
///
/// # Errors
/// As [`register`], and [`Error::TooMany`].
pub(super) async fn tell(
    app: &App,
    reader: &Reader,
    address: IpAddr,
    (technology, told): (&str, NewInterest),
    how: Circumstances,
) -> Result<Interest> {
    let caller = format!("interests {address}");
    let stranger = reader.who().is_none();
    if stranger {
        app.told_throttle.count(&*caller)?;
    }
    let registered = register(app, reader, technology, told, how).await;
    if stranger && registered.is_err() {
        app.told_throttle.give_back(&caller);
    }
    registered
}

/// Replies to whoever asked. `seen` is the version on which the reader wrote it.
///
/// # Errors
/// When the reader may not, it is closed, or somebody else changed it.
pub async fn answer(app: &App, reader: &Reader, code: &str, reply: String, seen: Option<i64>) -> Result<Interest> {
    let (act, interest) = open(app, reader, Verb::Answer, code, seen).await?;
    policy::may_answer(reader, &interest)?;
    let interest = interest.answered(reply).map_err(Error::Conflict)?;
    store::save(&act, &interest).await?;
    act.commit(&interest, Facts::none()).await?;
    Ok(interest)
}

/// Makes a need of it, which goes its own way from here; answers the need's code with it.
///
/// # Errors
/// When the reader may not, it is closed, or a need was made of it.
pub async fn take_up(app: &App, reader: &Reader, code: &str, seen: Option<i64>) -> Result<(Interest, String)> {
    let before = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &before)?;
    let names = organisations::clinic_names(&app.db, [before.clinic]).await?;
    let clinic = match names.get(&before.clinic) {
        Some(ClinicName { code, .. }) => organisations::find_clinic(&app.db, code).await?,
        None => None,
    };
    let (act, interest) = open(app, reader, Verb::TakeUp, code, seen).await?;
    policy::may_take_up(reader, &interest)?;
    interest.may_be_taken_up().map_err(Error::Conflict)?;
    let need = needs::write_down(&act, need_of(&interest), clinic.as_ref(), interest.invented).await?;
    let interest = interest.taken_up(need.id);
    store::save(&act, &interest).await?;
    act.commit(&interest, Facts::none().with("need", need.code.clone())).await?;
    Ok((interest, need.code))
}

/// The need that somebody has who wants a technology, in their own words.
fn need_of(interest: &Interest) -> NewNeed {
    let told = &interest.told;
    NewNeed {
        text: told.words.clone(),
        submitted_by: Some(told.name.clone()),
        contact: Some(told.contact.clone()),
        group_kind: GroupKind::Other,
        province: told.province.clone(),
        district: None,
        subdistrict: None,
        village: told.village.clone(),
        channel: Channel::Web,
        received_on: kit::clock::thai_day(interest.created_at),
    }
}

/// Closes it, with the reason for whoever asked. `seen` is the version on which the reader decided.
///
/// # Errors
/// When the reader may not, it is closed already, or somebody else changed it.
pub async fn close(app: &App, reader: &Reader, code: &str, reason: String, seen: Option<i64>) -> Result<Interest> {
    let (act, interest) = open(app, reader, Verb::Close, code, seen).await?;
    policy::may_close(reader, &interest)?;
    let interest = interest.closed(reason).map_err(Error::Conflict)?;
    store::save(&act, &interest).await?;
    act.commit(&interest, Facts::none()).await?;
    Ok(interest)
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str, seen: Option<i64>) -> Result<(Act, Interest)> {
    let act = app.act(&reader.actor(), verb).await?;
    let interest = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &interest)?;
    if seen.is_some_and(|version| version != interest.version) {
        return Err(Error::changed_meanwhile());
    }
    Ok((act, interest))
}
