//! What reviews remind of: whoever was asked, that a proposal waits; whoever proposed, what was said of its eligibility,
//! and that it is decided.

use std::collections::HashSet;

use chrono::{Duration, NaiveDate};
use kit::clock::{start_of_thai_day, thai_day};
use kit::message::msg;
use kit::{Result, Timestamp};

use super::screening::Screening;
use super::{store, store_screening};
use crate::projects;
use house::accounts::Role;
use house::app::App;
use house::layout::Label;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 1_000;
/// Days for which a decision is told.
const TOLD: i64 = 14;
/// Letters of a reason that a notice tells; the whole stands on the page.
const REASON: usize = 300;

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
        all.extend(screened(app, since).await?);
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

/// What was said last of the eligibility of proposals, with its reason, for those who decide for their clinics.
async fn screened(app: &App, since: Timestamp) -> Result<Vec<Due>> {
    let said = store_screening::list_since(&app.db, since, MOST).await?;
    let names = projects::names_of(&app.db, said.iter().map(|one| one.project)).await?;
    let mut told = HashSet::new();
    let due = |one: &Screening| {
        let name = names.get(&one.project).filter(|_| told.insert(one.project))?;
        let id = match (one.eligible, &one.reason) {
            (true, None) => "reviews-screened-reminder-yes",
            (true, Some(_)) => "reviews-screened-reminder-yes-now",
            (false, _) => "reviews-screened-reminder-no",
        };
        let reason = one.reason.as_deref().unwrap_or_default();
        Some(Due {
            key: format!("screening {}", one.id),
            stage: "screened".to_owned(),
            whom: Whom::Holding(vec![Role::ClinicManager, Role::ClinicDirector], Some(name.lead_clinic?)),
            message: msg(id).with("code", name.code.clone()).with("reason", cut(reason)),
            address: format!("/projects/{}", name.code),
            on: thai_day(one.at),
        })
    };
    Ok(said.iter().filter_map(due).collect())
}

fn cut(reason: &str) -> String {
    match Label::from(reason).cut(REASON) {
        Label::Text(text) => text,
        Label::Message(_) | Label::Names(_) => reason.to_owned(),
    }
}
