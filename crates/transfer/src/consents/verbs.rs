//! What can be done with consents: each one transaction with its row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Rehearsed, Result};

use super::consent::{Consent, NewConsent, Purpose, Way, standing};
use super::policy::{self, Verb};
use super::store;
use house::accounts::Reader;
use house::app::App;

use crate::responses::{self, Door, Participant};
use xlsform::Kind;

/// Writes down what somebody says of a purpose; what it covers stops, or goes on, from the same moment. By a slip it can
/// only be taken back, and taken back twice is once: whoever finds a slip shall agree to nothing in another's name.
///
/// # Errors
/// When the reader may not; beside `said_on` for a day before they applied.
pub async fn record(app: &App, reader: &Reader, door: Door, code: &str, told: NewConsent, once: &str) -> Result<()> {
    let (person, area) = responses::whose(app, code).await?;
    match door {
        Door::Desk => policy::may_record(reader, &area)?,
        Door::Slip => responses::may_use_slip(reader, &area)?,
    }
    if door == Door::Slip && (told.agreed || told.way != Way::Slip) {
        return Err(Error::Forbidden(msg("consents-slip-takes-back")));
    }
    if told.said_on < person.told.registered_on {
        return Err(FormErrors::one("said_on", msg("consents-before-application")).into());
    }
    let act = app.act(&reader.actor(), Verb::Record).await?;
    let person = responses::find_by_slip(&act, &person.code).await?.ok_or(Error::NotFound)?;
    if !once.is_empty() && act.done_before(once).await?.is_some() {
        return Ok(());
    }
    if door == Door::Slip && !is_agreed(app, &act, &person, told.purpose).await? {
        return Ok(());
    }
    let consent = save(&act, reader, &person, told).await?;
    if !once.is_empty() {
        act.remember(once, &consent.id.to_string()).await?;
    }
    act.commit(&Rehearsed(&consent, person.practice), facts(&consent)).await
}

/// Is there anything to take back?
async fn is_agreed(app: &App, act: &Act, person: &Participant, purpose: Purpose) -> Result<bool> {
    let said = store::list_consents(act.db(), person.id).await?;
    let answers = responses::list_responses(&app.db, person.id).await?;
    let application = answers.iter().find(|one| one.kind == Kind::Application && !one.superseded);
    let stands = standing(person, application, &said).into_iter().find(|one| one.purpose == purpose);
    Ok(stands.is_some_and(|one| one.agreed != Some(false)))
}

async fn save(act: &Act, reader: &Reader, person: &Participant, told: NewConsent) -> Result<Consent> {
    let made_by = reader.actor().person();
    let consent = Consent { id: act.new_id(), participant: person.id, told, made_by, made_at: act.now() };
    store::save_new(act, &consent).await?;
    if consent.told.purpose == Purpose::Contact {
        let said = store::list_consents(act.db(), person.id).await?;
        let agreed = standing(person, None, &said)[0].agreed == Some(true);
        responses::say_contact(act, person, agreed).await?;
    }
    Ok(consent)
}

/// What the trail keeps; who spoke and what was noted as digests alone.
fn facts(consent: &Consent) -> Facts {
    let told = &consent.told;
    Facts::none()
        .with("participant", consent.participant.to_string())
        .with("purpose", told.purpose.as_str())
        .with("agreed", told.agreed)
        .with("said_on", told.said_on.to_string())
        .with("way", told.way.as_str())
        .personal("guardian", told.guardian.as_ref().map(|(name, _)| name.clone()).unwrap_or_default())
        .personal("note", told.note.clone().unwrap_or_default())
}
