//! What agreements remind of: those that end, and those over without a renewal.

use chrono::{Days, NaiveDate};
use kit::message::msg;

use super::policy;
use super::store::{self, Row};
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// How long after its end somebody is still reminded of an agreement that nothing renewed, in days.
const LAPSED_DAYS: u64 = 365;

/// What agreements remind of on `today`: those that end within half a year, and those over for less
/// than a year, without a renewal.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let since = today.checked_sub_days(Days::new(LAPSED_DAYS)).unwrap_or(today);
        let pressing = store::list_pressing(&app.db, today, since).await?;
        Ok(pressing.iter().flat_map(|row| dues(row, today)).collect())
    })
}

fn dues(row: &Row, today: NaiveDate) -> Vec<Due> {
    let standing = row.standing();
    let stage = standing.stage(today);
    let (Some(last), lapsed) = (standing.period.over, stage.is_none()) else { return Vec::new() };
    let said = if lapsed { msg("agreements-reminder-lapsed") } else { msg("agreements-reminder-ending") };
    let message = said.with("code", row.code.clone()).with("title", &row.title()).with("day", last);
    let due = |whom| Due {
        key: format!("agreement {}", row.code),
        stage: stage.map_or_else(|| "lapsed".to_owned(), |days| days.to_string()),
        whom,
        message: message.clone(),
        address: format!("/agreements/{}", row.code),
        on: last,
    };
    let office = due(Whom::Holding(vec![Role::MinistryOfficer], None));
    let clinic = row.clinic_id.map(|clinic| due(Whom::Holding(policy::CLINIC.to_vec(), Some(clinic))));
    std::iter::once(office).chain(clinic).collect()
}
