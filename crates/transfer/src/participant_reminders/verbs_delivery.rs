//! The work of the queue by which a reminder leaves. The job names the reminder alone: no number and no text ever waits
//! in the queue or stands in a log.

use anyhow::{Context, anyhow};
use chrono::Duration;
use kit::jobs::{self, Workers};
use kit::message_port::Answer;
use kit::{Lang, Result, Timestamp};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::reminder::{State, leaves_at, text};
use super::store;
use house::app::App;

/// The kind of job.
pub(super) const DELIVER: &str = "participant_reminders.deliver";
/// After how long a service that could not take a message is asked again. The queue's own tries end within the hour, and a
/// gateway may be down for longer.
const AGAIN: Duration = Duration::minutes(30);
/// For how long that goes on.
const LASTS: Duration = Duration::days(3);
/// The language of reminders: nobody has told us another.
const LANG: Lang = Lang::Th;

/// What a job carries.
#[derive(Deserialize)]
struct Carried {
    reminder: Uuid,
}

/// The jobs of this feature, done for this program.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let app = app.clone();
    workers.on(DELIVER, move |payload| {
        let app = app.clone();
        async move {
            let carried: Carried = serde_json::from_value(payload).context("a reminder in the queue")?;
            deliver(&app, carried.reminder).await
        }
    })
}

/// Sends one reminder, where there is still something to remind of. At night it is put off until the morning.
async fn deliver(app: &App, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let Some(reminder) = store::find_reminder(&app.db, id).await? else { return Ok(()) };
    if reminder.state != State::Waiting {
        return Ok(());
    }
    if leaves_at(now) > now {
        return put_off(app, id, leaves_at(now)).await;
    }
    let person = store::find_to_remind(&app.db, &reminder, now).await?;
    let Some((code, to)) = person.as_ref().and_then(|one| Some((&one.code, one.to(reminder.way)?))) else {
        return store::save_settled(&app.db, id, State::Dropped, None, now).await;
    };
    let said = app.words.say(LANG, &text(reminder.kind, &app.settings.public_url, code));
    // Marks that keep texts of two directions apart are shown by some telephones.
    let said = said.replace(['\u{2068}', '\u{2069}'], "");
    let sent = match &app.message_port {
        Some(port) => port.send(reminder.way, id, to, &said).await,
        None => Err(anyhow!("no way of sending messages is configured")),
    };
    match sent {
        Ok(Answer::Taken) => store::save_settled(&app.db, id, State::Sent, None, now).await,
        Ok(Answer::Unknown) => store::save_settled(&app.db, id, State::Refused, None, now).await,
        Ok(Answer::Refused(number)) => store::save_settled(&app.db, id, State::Refused, Some(number), now).await,
        Err(error) if now - reminder.asked_at > LASTS => {
            tracing::warn!(%error, "a reminder was given up");
            store::save_settled(&app.db, id, State::Refused, None, now).await
        }
        Err(error) => {
            tracing::warn!(%error, "a reminder could not leave; trying again");
            put_off(app, id, now + AGAIN).await
        }
    }
}

/// Puts a reminder into the queue once more.
async fn put_off(app: &App, id: Uuid, until: Timestamp) -> Result<()> {
    let job = app.chance.id(app.clock.now());
    jobs::enqueue(app.db.writer(), job, DELIVER, json!({ "reminder": id }), until).await
}
