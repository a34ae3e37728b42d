//! What can be done with reminders: each one transaction with its row in the trail.

use kit::message::msg;
use kit::message_port::Way;
use kit::{Act, Error, Facts, Result, Subject};
use serde_json::json;
use uuid::Uuid;
use xlsform::Kind;

use super::policy::{self, Verb};
use super::reminder::{Reminder, State, leaves_at};
use super::verbs_delivery::DELIVER;
use super::{store, store_lines};
use house::accounts::Reader;
use house::app::App;

use crate::responses::{self, Area};

/// Can messages leave this way?
pub(super) fn is_open(app: &App, way: Way) -> bool {
    app.message_port.as_ref().is_some_and(|port| port.is_open(way))
}

/// All reminders that are asked for at once: what the trail is about.
struct Round(Uuid);

impl Subject for Round {
    fn id(&self) -> Uuid {
        self.0
    }
}

/// Reminds everybody of an area who has something to answer now and whom a way reaches; answers how many. Pressed twice
/// it is once, for nobody is reminded twice in a week.
///
/// # Errors
/// When the reader may not, the project takes no answers, it is a rehearsal, or no way is configured.
pub async fn send(app: &App, reader: &Reader, area: &Area) -> Result<usize> {
    policy::may_send(reader, area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    if area.practice {
        return Err(Error::Conflict(msg("participant-reminders-not-in-practice")));
    }
    if !is_open(app, Way::Line) && !is_open(app, Way::Sms) {
        return Err(Error::Conflict(msg("participant-reminders-not-configured")));
    }
    let act = app.act(&reader.actor(), Verb::Send).await?;
    let people = store::list_to_remind(act.db(), area.id, act.now()).await?;
    let reminder = |one: &store::ToRemind| {
        Some(Reminder {
            id: act.new_id(),
            participant: one.id,
            area: area.id,
            kind: Kind::from_code(&one.kind)?,
            way: one.way(|way| is_open(app, way))?,
            state: State::Waiting,
            asked_by: reader.actor().person(),
            asked_at: act.now(),
            settled_at: None,
            answered: None,
        })
    };
    let reminders: Vec<Reminder> = people.iter().filter_map(reminder).collect();
    if reminders.is_empty() {
        return Ok(0);
    }
    store::save_new(&act, &reminders).await?;
    for one in &reminders {
        act.enqueue(DELIVER, json!({ "reminder": one.id }), leaves_at(act.now())).await?;
    }
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("reminders", reminders.len());
    act.commit(&Round(area.id), facts).await?;
    Ok(reminders.len())
}

/// What came of a code that somebody sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Linked {
    /// The slip is linked.
    Yes,
    /// It is somebody's who may not be contacted: nothing is kept.
    NotAgreed,
    /// It is nobody's.
    Unknown,
}

/// Links a slip with an account of LINE.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn link(app: &App, line_user: &str, code: &str) -> Result<Linked> {
    let person = responses::find_participant(app.db.reader(), code).await?.filter(|person| !person.practice);
    let Some(person) = person else { return Ok(Linked::Unknown) };
    if !person.told.consented {
        return Ok(Linked::NotAgreed);
    }
    let act = app.act(&Reader::system("line").actor(), Verb::Link).await?;
    store_lines::save_line(&act, person.id, line_user).await?;
    act.commit(&person, Facts::none().personal("line", line_user)).await?;
    Ok(Linked::Yes)
}

/// From above: forgets the account of LINE of somebody, within an act.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_line(act: &Act, participant: Uuid) -> Result<()> {
    store_lines::delete_link(act, participant).await
}

/// Forgets an account of LINE that left.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn unlink(app: &App, line_user: &str) -> Result<()> {
    let act = app.act(&Reader::system("line").actor(), Verb::Unlink).await?;
    let Some(first) = store_lines::list_linked(&act, line_user).await?.into_iter().next() else { return Ok(()) };
    store_lines::delete_line(&act, line_user).await?;
    act.commit(&Round(first), Facts::none().personal("line", line_user)).await
}
