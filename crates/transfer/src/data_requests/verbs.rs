//! What can be done with requests: each one transaction with its row in the trail.

use kit::message::msg;
use kit::{Error, Facts, FormErrors, Rehearsed, Result};

use super::policy::{self, Verb};
use super::request::{CODE, DataRequest, NewRequest, Outcome, Settled, Wish, due_on};
use super::store;
use house::accounts::Reader;
use house::app::App;

use crate::consents::Way;
use crate::participant_reminders;
use crate::responses::{self, Area, Door, Wanted};

/// A request with its area, as the reader may see it.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<(DataRequest, Area)> {
    reader.must_sign_in()?;
    let code = kit::chance::normalise_code(code);
    let request = store::find_request(app.db.reader(), &code).await?.ok_or(Error::NotFound)?;
    let area = responses::find_area(app.db.reader(), Wanted::Id(request.area)).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &area)?;
    Ok((request, area))
}

/// Writes down what somebody asks; the days begin to run. The same asked again while it
/// is open is the same request; anything said beside it is another.
///
/// # Errors
/// When the reader may not; beside `asked_on` for a day before they applied.
pub async fn record(app: &App, reader: &Reader, door: Door, code: &str, told: NewRequest) -> Result<DataRequest> {
    let (person, area) = responses::whose(app, code).await?;
    match door {
        Door::Desk => policy::may_record(reader, &area)?,
        Door::Slip => responses::may_use_slip(reader, &area)?,
    }
    if (door == Door::Slip) != (told.way == Way::Slip) {
        return Err(Error::NotFound);
    }
    if told.asked_on < person.told.registered_on {
        return Err(FormErrors::one("asked_on", msg("data-requests-before-application")).into());
    }
    let act = app.act(&reader.actor(), Verb::Record).await?;
    let person = responses::find_by_slip(&act, &person.code).await?.ok_or(Error::NotFound)?;
    let open = store::list_open(&act, person.id, told.wish).await?;
    let same = |open: &DataRequest| {
        open.told.asked_on <= told.asked_on && (told.words.is_none() || open.told.words == told.words)
    };
    if let Some(open) = open.into_iter().find(same) {
        return Ok(open);
    }
    let request = DataRequest {
        id: act.new_id(),
        code: act.chance().code(CODE),
        participant: person.id,
        area: person.area,
        due_on: due_on(told.asked_on),
        told,
        made_by: reader.actor().person(),
        made_at: act.now(),
        settled: None,
    };
    store::save_new(&act, &request).await?;
    act.commit(&Rehearsed(&request, person.practice), facts(&request)).await?;
    Ok(request)
}

/// Says that it was done as they asked, and how.
///
/// # Errors
/// When the reader may not, it was settled before, or whoever asks to be deleted has not been withdrawn.
pub async fn answer(app: &App, reader: &Reader, code: &str, reason: String) -> Result<()> {
    let (request, area) = seen(app, reader, code).await?;
    policy::may_answer(reader, &area)?;
    let stays = responses::find_code(&app.db, request.participant).await?.is_some();
    if request.told.wish == Wish::Deletion && stays {
        return Err(FormErrors::one("reason", msg("data-requests-not-withdrawn")).into());
    }
    settle(app, reader, Verb::Answer, &request, &area, (Outcome::Done, reason)).await
}

/// Says that it is not done, and why.
///
/// # Errors
/// As [`answer`].
pub async fn refuse(app: &App, reader: &Reader, code: &str, reason: String) -> Result<()> {
    let (request, area) = seen(app, reader, code).await?;
    policy::may_refuse(reader, &area)?;
    settle(app, reader, Verb::Refuse, &request, &area, (Outcome::Refused, reason)).await
}

async fn settle(
    app: &App,
    reader: &Reader,
    verb: Verb,
    request: &DataRequest,
    area: &Area,
    (outcome, reason): (Outcome, String),
) -> Result<()> {
    let act = app.act(&reader.actor(), verb).await?;
    let settled = Settled { outcome, reason, by: reader.actor().person(), at: act.now() };
    if !store::save_settled(&act, request.id, &settled).await? {
        return Err(Error::Conflict(msg("data-requests-settled-already")));
    }
    if request.told.wish == Wish::Deletion && outcome == Outcome::Done {
        store::forget_words(&act, request.participant).await?;
        participant_reminders::forget_line(&act, request.participant).await?;
    }
    let facts = facts(request).with("late", act.today() > request.due_on).personal("reason", settled.reason);
    act.commit(&Rehearsed(request, area.practice), facts).await
}

/// What the trail keeps; what they said as a digest alone.
fn facts(request: &DataRequest) -> Facts {
    let told = &request.told;
    Facts::none()
        .with("participant", request.participant.to_string())
        .with("wish", told.wish.as_str())
        .with("way", told.way.as_str())
        .with("asked_on", told.asked_on.to_string())
        .with("due_on", request.due_on.to_string())
        .personal("words", told.words.clone().unwrap_or_default())
}
