//! What network calls remind of: answers that came, and calls that nobody has closed.

use chrono::{Duration, NaiveDate};
use kit::Result;
use kit::message::msg;

use super::answer::CallAnswer;
use super::call::NetworkCall;
use super::{policy, store, store_answers};
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};
use house::organisations;

/// As many as one day reminds of.
const MOST: u64 = 1_000;
/// Days after the day until which answers were wanted, at which the clinic is spoken to, the longest first.
const STAGES: [i64; 3] = [14, 7, 0];
/// Days for which an answer that came is told.
const TOLD: i64 = 14;

/// For the clinic that asked: which answers came, and the calls for which the day is over on which answers
/// were wanted, so that it says how they ended; at once, after a week and after two.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let overdue = store::list_overdue(&app.db, today, MOST).await?;
        let mut all: Vec<Due> = overdue.iter().map(|call| due(call, today)).collect();
        all.extend(answered(app, today).await?);
        Ok(all)
    })
}

/// The latest answer of each call to which one came in these days. Each is told once, and says no more of who
/// answered than the page of the call does.
async fn answered(app: &App, today: NaiveDate) -> Result<Vec<Due>> {
    let since = kit::clock::start_of_thai_day(today - Duration::days(TOLD));
    let calls = store::list_answered(&app.db, since, MOST).await?;
    let mut answers = store_answers::list_answers(&app.db, calls.iter().map(|call| call.id)).await?;
    let latest = |call: NetworkCall| {
        let standing: Vec<CallAnswer> =
            answers.remove(&call.id).unwrap_or_default().into_iter().filter(CallAnswer::stands).collect();
        Some((call, standing.len(), standing.into_iter().next_back()?))
    };
    let latest: Vec<(NetworkCall, usize, CallAnswer)> = calls.into_iter().filter_map(latest).collect();
    let clinics = organisations::clinic_names(&app.db, latest.iter().map(|(_, _, answer)| answer.clinic)).await?;
    let told = |(call, count, answer): &(NetworkCall, usize, CallAnswer)| {
        let message = msg("network-calls-answer-reminder").with("code", call.code.clone()).with("count", *count);
        Some(Due {
            key: format!("network answer {}", call.code),
            stage: answer.number.to_string(),
            whom: Whom::Holding(policy::CLINIC.to_vec(), Some(call.clinic)),
            message: message.with("clinic", &clinics.get(&answer.clinic)?.name),
            address: format!("{}#answers", call.address()),
            on: kit::clock::thai_day(answer.answered_at),
        })
    };
    Ok(latest.iter().filter_map(told).collect())
}

fn due(call: &NetworkCall, today: NaiveDate) -> Due {
    let on = call.told.until;
    let stage = STAGES.into_iter().find(|days| (today - on).num_days() >= *days).unwrap_or_default();
    Due {
        key: format!("network call {}", call.code),
        stage: stage.to_string(),
        whom: Whom::Holding(policy::CLINIC.to_vec(), Some(call.clinic)),
        message: msg("network-calls-reminder").with("code", call.code.clone()).with("day", on),
        address: call.address(),
        on,
    }
}
