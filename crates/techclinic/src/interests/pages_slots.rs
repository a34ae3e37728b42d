//! What other pages show of those who want a technology: the way to say so, what waits on a desk, what
//! is handed over.

use askama::Template;
use chrono::NaiveDate;
use kit::Result;
use kit::message::msg;
use uuid::Uuid;

use super::interest::Interest;
use super::{policy, store};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::filters;
use crate::layout::followed::Leading;
use crate::layout::handover::{Finding, Waiting};
use crate::layout::reminder::{Due, Reminding, Whom};
use crate::layout::slots::{Filling, Piece};
use crate::technologies;

/// As many as one day reminds of, and as are handed over.
const MOST: u64 = 1_000;
/// Days after which somebody who waits is spoken of once more, the longest first.
const STAGES: [i64; 3] = [14, 7, 0];

/// On the page of a technology: the way to say that one wants it.
#[derive(Template)]
#[template(path = "interests/on_technology.html")]
struct OnTechnology {
    code: String,
}

impl OnTechnology {
    fn address(&self) -> String {
        kit::web::address("/interests/new", &[("technology", &self.code)])
    }
}

/// Fills the slot "technology-ask".
pub fn on_technology<'a>(app: &'a App, _: &'a Reader, technology: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let found = technologies::find_many(&app.db, [technology]).await?.remove(&technology);
        Ok(found.map(|row| Box::new(OnTechnology { code: row.code }) as Piece))
    })
}

/// Where the code of whoever asked leads to, for those who type it where needs are followed.
pub fn followed<'a>(app: &'a App, code: &'a str) -> Leading<'a> {
    Box::pin(async move {
        let found = store::find_by_tracking_code(&app.db, code).await?;
        Ok(found.map(|one| format!("/interests/{}", one.tracking_code)))
    })
}

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

/// Who waits for a reply of a clinic when somebody there hands their work over.
pub fn waiting(app: &App, clinic: Uuid) -> Finding<'_> {
    Box::pin(async move {
        let waiting = store::list_waiting(&app.db, Some(clinic), MOST).await?;
        let wanted = technologies::find_many(&app.db, waiting.iter().map(|one| one.technology)).await?;
        let one = |one: Interest| Waiting {
            title: wanted.get(&one.technology).map(|row| row.name_th.clone()).unwrap_or_default(),
            address: format!("/desk/interests/{}", one.code),
        };
        Ok(waiting.into_iter().map(one).collect())
    })
}
