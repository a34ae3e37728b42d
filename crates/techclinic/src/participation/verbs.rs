//! What can be done to an opinion: each one transaction and one row in the trail.

use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::opinion::{AboutProject, Channel, Decision, NewOpinion, Opinion, Status};
use super::policy::{self, Verb};
use super::store;
use super::store_rehearsals;
use crate::accounts::Reader;
use crate::app::App;

/// Letters of a tracking code: 50 bits, as for needs.
const TRACKING_CODE: usize = 10;

/// Writes down an opinion and hands it to whoever answers for it. On the web it waits to be read
/// before it is published, unless the setting `publish-at-once` says otherwise. `once` is the key
/// that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, the project or its area is unknown, or the database cannot be written.
pub async fn register(app: &App, reader: &Reader, said: NewOpinion, once: Option<&str>) -> Result<Opinion> {
    let about = match &said.project {
        Some(code) => Some(store::find_project(&app.db, code).await?.ok_or_else(|| Error::Invalid(unknown_project()))?),
        None => None,
    };
    policy::may_register(reader, said.channel, about.as_ref())?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(key) = once
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let mut opinion = begin(app, &act, said, about.as_ref())?;
    if about.is_none() && opinion.practice {
        opinion.clinic = reader.clinics().next();
    }
    store::save_new(&act, &opinion).await?;
    if let Some(key) = once {
        act.remember(key, &opinion.code).await?;
    }
    let facts = Facts::none()
        .with("channel", opinion.channel.as_str())
        .with("project", about.map(|project| project.code))
        .with("masked", opinion.is_masked())
        .personal("text", opinion.text.clone())
        .personal("name", opinion.name.clone().unwrap_or_default())
        .personal("contact", opinion.contact.clone().unwrap_or_default());
    act.commit(&opinion, facts).await?;
    Ok(opinion)
}

fn unknown_project() -> FormErrors {
    FormErrors::one("project", msg("participation-project-unknown"))
}

fn begin(app: &App, act: &Act, said: NewOpinion, about: Option<&AboutProject>) -> Result<Opinion> {
    let area = match (said.area, about) {
        (Some(position), Some(project)) => {
            let found = project.areas.iter().find(|area| area.position == position);
            Some(found.ok_or_else(|| Error::Invalid(FormErrors::one("area", msg("participation-area-unknown"))))?)
        }
        _ => None,
    };
    let at_once = said.channel == Channel::Web && app.settings.publish_at_once;
    Ok(Opinion {
        id: act.new_id(),
        code: format!("O{}-{}", thai::FiscalYear::of(said.received_on).0 % 100, act.chance().code(8)),
        tracking_code: act.chance().code(TRACKING_CODE),
        project: about.map(|project| project.id),
        area: area.map(|area| area.id),
        clinic: about.and_then(|project| project.owner(area)),
        channel: said.channel,
        masked_text: said.masked_text(),
        text: said.text,
        name: said.name,
        contact: said.contact,
        received_on: said.received_on,
        status: if at_once { Status::Published } else { Status::Received },
        disposition: None,
        reason: None,
        considered_at: None,
        reply: None,
        replied_at: None,
        practice: about.map_or(act.actor().rehearses, |project| project.practice),
        invented: app.settings.demo,
        created_at: act.now(),
        version: 1,
    })
}

/// Puts an opinion into the public register.
///
/// # Errors
/// When the reader may not, it is public already, or somebody else changed it.
pub async fn publish(app: &App, reader: &Reader, code: &str) -> Result<Opinion> {
    let (act, opinion) = open(app, reader, Verb::Publish, code, None).await?;
    policy::may_publish(reader, &opinion)?;
    let opinion = opinion.published().map_err(Error::Conflict)?;
    store::save(&act, &opinion).await?;
    act.commit(&opinion, Facts::none().with("masked", opinion.is_masked())).await?;
    Ok(opinion)
}

/// Keeps an opinion out of the register, with a reason its writer can read. `seen` is the version
/// on which the reader decided.
///
/// # Errors
/// When the reader may not, it has been considered, or somebody else changed it.
pub async fn withhold(app: &App, reader: &Reader, code: &str, reason: String, seen: Option<i64>) -> Result<Opinion> {
    let (act, opinion) = open(app, reader, Verb::Withhold, code, seen).await?;
    policy::may_withhold(reader, &opinion)?;
    let opinion = opinion.withheld(reason).map_err(Error::Conflict)?;
    store::save(&act, &opinion).await?;
    act.commit(&opinion, Facts::none().with("reason", opinion.reason.clone())).await?;
    Ok(opinion)
}

/// Records what was decided about an opinion, why and where it was considered; all of it is public.
///
/// # Errors
/// When the reader may not, it is not public, a reply was given, or somebody else changed it.
pub async fn dispose(app: &App, reader: &Reader, code: &str, decision: Decision, seen: Option<i64>) -> Result<Opinion> {
    let (act, opinion) = open(app, reader, Verb::Dispose, code, seen).await?;
    policy::may_dispose(reader, &opinion)?;
    let facts = Facts::none()
        .with("disposition", decision.disposition.as_str())
        .with("reason", decision.reason.clone())
        .with("considered_at", decision.considered_at.clone());
    let opinion = opinion.disposed(decision).map_err(Error::Conflict)?;
    store::save(&act, &opinion).await?;
    act.commit(&opinion, facts).await?;
    Ok(opinion)
}

/// Gives the public reply.
///
/// # Errors
/// When the reader may not, nothing is decided yet, or somebody else changed it.
pub async fn reply(app: &App, reader: &Reader, code: &str, text: String, seen: Option<i64>) -> Result<Opinion> {
    let (act, opinion) = open(app, reader, Verb::Reply, code, seen).await?;
    policy::may_reply(reader, &opinion)?;
    let opinion = opinion.replied(text, act.now()).map_err(Error::Conflict)?;
    store::save(&act, &opinion).await?;
    act.commit(&opinion, Facts::none().with("reply", opinion.reply.clone())).await?;
    Ok(opinion)
}

/// From above: the clinic clears what it rehearsed. Part of that act, before the projects the
/// opinions are about.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(act: &Act, clinic: Uuid) -> Result<()> {
    store_rehearsals::delete_rehearsals(act, clinic).await
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str, seen: Option<i64>) -> Result<(Act, Opinion)> {
    let act = app.act(&reader.actor(), verb).await?;
    let opinion = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &opinion)?;
    if seen.is_some_and(|version| version != opinion.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    Ok((act, opinion))
}
