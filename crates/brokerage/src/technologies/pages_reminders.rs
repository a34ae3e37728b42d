//! What technologies remind of: those that are to be renewed.

use chrono::{Days, NaiveDate};
use kit::Result;
use kit::message::msg;

use super::policy;
use super::store_life;
use super::technology::{STAGES, Technology};
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 2_000;

/// What is due on `today`: published technologies that are to be renewed within ninety days, or were to
/// be. Each stage of each reaches its clinic once.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(to_renew(app, today))
}

async fn to_renew(app: &App, today: NaiveDate) -> Result<Vec<Due>> {
    let first = STAGES.into_iter().max().and_then(|days| u64::try_from(days).ok()).unwrap_or_default();
    let last = today.checked_add_days(Days::new(first)).unwrap_or(NaiveDate::MAX);
    let pressing = store_life::list_to_renew(&app.db, last, MOST).await?;
    Ok(pressing.iter().map(|one| due(one, today)).collect())
}

fn due(technology: &Technology, today: NaiveDate) -> Due {
    let on = technology.renew_by();
    let left = (on - today).num_days();
    let stage = STAGES.into_iter().rev().find(|days| left <= *days);
    let said = if left < 0 { msg("technologies-reminder-overdue") } else { msg("technologies-reminder-renew") };
    let message = said.with("code", technology.code.clone()).with("title", &technology.told.name).with("day", on);
    Due {
        // Renewed, it is another matter two years later.
        key: format!("technology {} {on}", technology.code),
        stage: if left < 0 { "overdue".to_owned() } else { stage.unwrap_or_default().to_string() },
        whom: Whom::Holding(policy::RENEWING.to_vec(), Some(technology.clinic)),
        message,
        address: format!("/technologies/{}", technology.code),
        on,
    }
}
