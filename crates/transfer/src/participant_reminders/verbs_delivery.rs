//! The work of the queue by which a reminder leaves. The job names the reminder alone: no number and no text ever waits
//! in the queue or stands in a log.

use anyhow::Context;
use kit::jobs::{self, Workers};
use kit::message_port::Answer;
use kit::{Lang, Result};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::reminder::{State, leaves_at, text};
use super::store;
use house::app::App;

/// The kind of job.
pub(super) const DELIVER: &str = "participant_reminders.deliver";
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
        let again = (app.chance.id(now), json!({ "reminder": id }));
        return jobs::enqueue(app.db.writer(), again.0, DELIVER, again.1, leaves_at(now)).await;
    }
    let person = store::find_to_remind(&app.db, &reminder, now).await?;
    let Some((code, to)) = person.as_ref().and_then(|one| Some((&one.code, one.to(reminder.way)?))) else {
        return store::save_settled(&app.db, id, State::Dropped, None, now).await;
    };
    let port = app.message_port.as_ref().context("no way of sending messages is configured")?;
    let said = app.words.say(LANG, &text(reminder.kind, &app.settings.public_url, code));
    // Marks that keep texts of two directions apart are shown by some telephones.
    let said = said.replace(['\u{2068}', '\u{2069}'], "");
    match port.send(reminder.way, id, to, &said).await? {
        Answer::Taken => store::save_settled(&app.db, id, State::Sent, None, now).await,
        Answer::Refused(number) => store::save_settled(&app.db, id, State::Refused, Some(number), now).await,
    }
}
