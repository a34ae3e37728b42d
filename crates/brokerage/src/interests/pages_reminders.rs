//! What those who want a technology remind of: their clinic owes them a reply.

use chrono::NaiveDate;
use kit::Result;
use kit::message::msg;

use super::interest::Interest;
use super::{policy, store};
use crate::technologies;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 1_000;
/// Days after which somebody who waits is spoken of once more, the longest first.
const STAGES: [i64; 3] = [14, 7, 0];

/// Whoever waits for a reply, on the desk of the clinic that answers, and by letter at once, after a
/// week and after two.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(waiting_for_reply(app, today))
}

async fn waiting_for_reply(app: &App, today: NaiveDate) -> Result<Vec<Due>> {
    let waiting = store::list_waiting(&app.db, None, MOST).await?;
    let wanted = technologies::find_many(&app.db, waiting.iter().map(|one| one.technology)).await?;
    let due = |one: &Interest| {
        let on = kit::clock::thai_day(one.created_at);
        let stage = STAGES.into_iter().find(|days| (today - on).num_days() >= *days).unwrap_or_default();
        let name = wanted.get(&one.technology).map(technologies::Row::name).unwrap_or_default();
        Due {
            key: format!("interest {}", one.code),
            stage: stage.to_string(),
            whom: Whom::Holding(policy::CLINIC.to_vec(), Some(one.clinic)),
            message: msg("interests-reminder").with("title", &name).with("day", on),
            address: format!("/desk/interests/{}", one.code),
            on,
        }
    };
    Ok(waiting.iter().map(due).collect())
}
