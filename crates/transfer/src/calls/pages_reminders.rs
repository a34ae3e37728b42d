//! What calls remind of: that one closes soon.

use chrono::NaiveDate;
use kit::clock::{start_of_thai_day, thai_day};
use kit::message::msg;

use super::call::Call;
use super::store;
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 100;
/// Days before the closing at which clinics are spoken to, the longest first.
const STAGES: [i64; 3] = [14, 7, 1];

/// For every clinic: the calls that close in two weeks, in one, tomorrow.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let calls = store::list_open(&app.db, start_of_thai_day(today), MOST).await?;
        Ok(calls.iter().filter_map(|call| due(call, today)).collect())
    })
}

fn due(call: &Call, today: NaiveDate) -> Option<Due> {
    let closes_on = thai_day(call.told.closes_at);
    let left = (closes_on - today).num_days();
    let stage = STAGES.iter().rev().find(|days| left <= **days)?;
    let message = msg("calls-reminder").with("name", &call.told.name).with("day", closes_on);
    Some(Due {
        key: format!("call {} closes {closes_on}", call.code),
        stage: stage.to_string(),
        whom: Whom::Holding(vec![Role::ClinicManager, Role::ClinicDirector], None),
        message,
        address: call.address(),
        on: closes_on,
    })
}
