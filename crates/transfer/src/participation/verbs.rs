//! What can be done to an opinion: each one transaction and one row in the trail.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::opinion::{AboutProject, Channel, Decision, Disposition, NewOpinion, Opinion, Status};
use super::policy::{self, Verb};
use super::store;
use super::store_rehearsals;
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Change, Saved};

/// Letters of a tracking code: 50 bits, as for needs.
const TRACKING_CODE: usize = 10;
/// Letters of a public code, as for needs.
const CODE: usize = 8;

/// What an opinion begins with, wherever it was heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// The code it has in another register; a new one when `None`.
    pub code: Option<String>,
    /// The project it is about.
    pub project: Option<Uuid>,
    /// The area it is about.
    pub area: Option<Uuid>,
    /// The clinic that answers for it; `None` is the ministry.
    pub clinic: Option<Uuid>,
    /// Where it was heard.
    pub channel: Channel,
    /// The person's own words.
    pub text: String,
    /// Who says it.
    pub name: Option<String>,
    /// Where to reach them.
    pub contact: Option<String>,
    /// When it was heard.
    pub received_on: NaiveDate,
    /// How far it has come.
    pub outcome: Outcome,
    /// A rehearsal.
    pub practice: bool,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// How far an opinion had come where it was kept before.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How far.
    pub status: Status,
    /// What was decided.
    pub disposition: Option<Disposition>,
    /// Why.
    pub reason: Option<String>,
    /// Where it was considered.
    pub considered_at: Option<String>,
    /// The public reply.
    pub reply: Option<String>,
}

impl Outcome {
    /// So far, and nothing decided.
    fn only(status: Status) -> Self {
        Self { status, disposition: None, reason: None, considered_at: None, reply: None }
    }
}

/// A row of a file, checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Brought {
    /// The register has it, word for word.
    Known(Uuid),
    /// To be written down.
    New(Box<Beginning>),
}

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
    let opinion = begin(&act, beginning(app, reader, said, about.as_ref())?);
    store::save_new(&act, &opinion).await?;
    if let Some(key) = once {
        act.remember(key, &opinion.code).await?;
    }
    let facts = facts_of(&opinion, about.map(|project| project.code));
    act.commit(&opinion, facts).await?;
    Ok(opinion)
}

/// From above: it is said through another, as in a survey. Part of that act; `clinic` answers for it.
///
/// # Errors
/// When the database cannot be written.
pub async fn write_down(act: &Act, said: NewOpinion, clinic: Option<Uuid>, invented: bool) -> Result<Opinion> {
    let beginning = Beginning {
        code: None,
        project: None,
        area: None,
        clinic,
        channel: said.channel,
        text: said.text,
        name: said.name,
        contact: said.contact,
        received_on: said.received_on,
        outcome: Outcome::only(Status::Received),
        practice: false,
        invented,
    };
    let opinion = begin(act, beginning);
    store::save_new(act, &opinion).await?;
    act.note(Verb::Register.into(), &opinion, facts_of(&opinion, None)).await?;
    Ok(opinion)
}

/// What the trail keeps of an opinion that is given.
fn facts_of(opinion: &Opinion, project: Option<String>) -> Facts {
    Facts::none()
        .with("channel", opinion.channel.as_str())
        .with("project", project)
        .with("masked", opinion.is_masked())
        .personal("text", opinion.text.clone())
        .personal("name", opinion.name.clone().unwrap_or_default())
        .personal("contact", opinion.contact.clone().unwrap_or_default())
}

fn unknown_project() -> FormErrors {
    FormErrors::one("project", msg("participation-project-unknown"))
}

/// Who answers for what was said, and how far it has come by being said.
fn beginning(app: &App, reader: &Reader, said: NewOpinion, about: Option<&AboutProject>) -> Result<Beginning> {
    let area = match (said.area, about) {
        (Some(number), Some(project)) => {
            let found = project.areas.iter().find(|area| area.number == number);
            Some(found.ok_or_else(|| Error::Invalid(FormErrors::one("area", msg("participation-area-unknown"))))?)
        }
        _ => None,
    };
    let at_once = said.channel == Channel::Web && app.settings.publish_at_once;
    Ok(Beginning {
        code: None,
        project: about.map(|project| project.id),
        area: area.map(|area| area.id),
        clinic: match about {
            Some(project) => project.owner(area),
            // A rehearsal about no project is the clinic's of whoever practises.
            None => reader.rehearsing_for().and_then(|own| own.first().copied()),
        },
        channel: said.channel,
        text: said.text,
        name: said.name,
        contact: said.contact,
        received_on: said.received_on,
        outcome: Outcome::only(if at_once { Status::Published } else { Status::Received }),
        practice: about.map_or(reader.practises(), |project| project.practice),
        invented: app.settings.demo,
    })
}

/// An opinion at its beginning, with its codes and freed of numbers of persons.
fn begin(act: &Act, new: Beginning) -> Opinion {
    let code = || format!("O{}-{}", thai::FiscalYear::of(new.received_on).0 % 100, act.chance().code(CODE));
    Opinion {
        id: act.new_id(),
        code: new.code.clone().unwrap_or_else(code),
        tracking_code: act.chance().code(TRACKING_CODE),
        project: new.project,
        area: new.area,
        clinic: new.clinic,
        channel: new.channel,
        masked_text: kit::masked(&new.text).into_owned(),
        text: new.text,
        name: new.name,
        contact: new.contact,
        received_on: new.received_on,
        status: new.outcome.status,
        disposition: new.outcome.disposition,
        reason: new.outcome.reason,
        considered_at: new.outcome.considered_at,
        replied_at: new.outcome.reply.as_ref().map(|_| act.now()),
        reply: new.outcome.reply,
        practice: new.practice,
        invented: new.invented,
        created_at: act.now(),
        version: 1,
    }
}

/// Writes down the opinions of a file. Part of the import's own act, which leaves the row in the
/// trail.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let mut saved = Vec::with_capacity(rows.len());
    for row in rows {
        saved.push(match row {
            Brought::Known(id) => Saved { id: *id, change: Change::Unchanged },
            Brought::New(beginning) => {
                let opinion = begin(act, (**beginning).clone());
                store::save_new(act, &opinion).await?;
                Saved { id: opinion.id, change: Change::Added }
            }
        });
    }
    Ok(saved)
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
        return Err(Error::changed_meanwhile());
    }
    Ok((act, opinion))
}
