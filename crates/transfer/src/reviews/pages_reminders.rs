//! What reviews remind of: whoever was asked, that a proposal waits; whoever proposed, that it is decided.

use chrono::{Duration, NaiveDate};
use kit::clock::{start_of_thai_day, thai_day};
use kit::message::msg;

use super::store;
use crate::projects;
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 1_000;
/// Days for which a decision is told.
const TOLD: i64 = 14;

/// What waits for a reviewer, once; and what was decided in these days, for those who decide for the clinic.
pub fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let waiting = store::list_all_waiting(&app.db, MOST).await?;
        let names = projects::names_of(&app.db, waiting.iter().map(|review| review.project)).await?;
        let asked = waiting.iter().filter_map(|review| {
            let code = names.get(&review.project)?.code.clone();
            Some(Due {
                key: format!("review {}", review.code),
                stage: "asked".to_owned(),
                whom: Whom::Account(review.reviewer),
                message: msg("reviews-waiting-reminder").with("code", code),
                address: review.address(),
                on: thai_day(review.asked_at),
            })
        });
        let mut all: Vec<Due> = asked.collect();
        let since = start_of_thai_day(today - Duration::days(TOLD));
        for project in projects::list_decided(&app.db, since, MOST).await? {
            let (Some(decided), Some(lead)) = (&project.outcome, project.lead_clinic) else { continue };
            all.push(Due {
                key: format!("proposal {}", project.code),
                stage: decided.outcome.to_string(),
                whom: Whom::Holding(vec![Role::ClinicManager, Role::ClinicDirector], Some(lead)),
                message: msg("reviews-decided-reminder").with("code", project.code.clone()),
                address: format!("/projects/{}", project.code),
                on: thai_day(decided.at),
            });
        }
        Ok(all)
    })
}
