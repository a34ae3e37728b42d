//! What needs remind of: those with a promised day that is near or over.

use chrono::{Days, NaiveDate};
use kit::message::msg;

use super::need::summary;
use super::policy;
use super::store_desk::{self, Pressing};
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// How long before a promised day its clinic is reminded, in days.
const SOON: u64 = 3;

/// What needs remind of on a day: what is due soon, its clinic; what is late, whoever it has climbed to.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let until = today.checked_add_days(Days::new(SOON)).unwrap_or(today);
        let pressing = store_desk::list_pressing(&app.db, until).await?;
        Ok(pressing.iter().flat_map(|need| dues(need, today)).collect())
    })
}

fn dues(need: &Pressing, today: NaiveDate) -> Vec<Due> {
    let said = if need.due_on < today { msg("needs-reminder-late") } else { msg("needs-reminder-soon") };
    let message = said
        .with("code", need.code.clone())
        .with("summary", summary(&kit::masked(&need.text_th)))
        .with("day", need.due_on);
    let due = |stage: &str, whom| Due {
        key: format!("need {}", need.code),
        stage: format!("{} {stage}", need.due_on),
        whom,
        message: message.clone(),
        address: format!("/needs/{}", need.code),
        on: need.due_on,
    };
    let mut dues = Vec::new();
    match need.clinic_id {
        // One that no clinic answers for is the ministry's from the beginning.
        None => dues.push(due("unplaced", Whom::Holding(vec![Role::MinistryOfficer], None))),
        Some(clinic) if need.climbed < 1 => {
            dues.push(due("soon", Whom::Holding(policy::CLINIC.to_vec(), Some(clinic))));
        }
        Some(clinic) => {
            let coordinator = vec![Role::ClinicCoordinator];
            dues.push(due("late", Whom::Holding(coordinator, Some(clinic))));
            dues.push(due("head", Whom::Holding(policy::DECIDING.to_vec(), Some(clinic))));
        }
    }
    if need.climbed >= 2 {
        dues.push(due("centre", Whom::Within(vec![Role::RegionalOfficer], need.province.clone())));
    }
    if need.climbed >= 3 && need.clinic_id.is_some() {
        dues.push(due("ministry", Whom::Holding(vec![Role::MinistryOfficer], None)));
    }
    dues
}
