//! What clinics are reminded of: requests whose last day is near, and those past it.

use chrono::{Days, NaiveDate};
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};
use kit::msg;

use super::request::NEARLY;
use super::store::{self, DueSoon};

/// Whoever settles requests at a clinic.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

/// What is due on a day.
pub(super) fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let soon = today.checked_add_days(Days::new(NEARLY)).unwrap_or(today);
        let due = store::list_due(&app.db, soon).await?;
        Ok(due.iter().map(|one| told(one, today)).collect())
    })
}

/// One request, told to its clinic; of a clinic that is not known, to the data protection officer.
fn told(one: &DueSoon, today: NaiveDate) -> Due {
    let late = today > one.due_on;
    let message = if late { msg("data-requests-reminder-late") } else { msg("data-requests-reminder-due") };
    Due {
        key: format!("data request {}", one.code),
        stage: if late { "late" } else { "closing" }.to_owned(),
        whom: match one.clinic {
            Some(clinic) => Whom::Holding(CLINIC.to_vec(), Some(clinic)),
            None => Whom::Holding(vec![Role::DataProtectionOfficer], None),
        },
        message: message.with("day", one.due_on),
        address: format!("/desk/data-requests/{}", one.code),
        on: one.due_on,
    }
}
