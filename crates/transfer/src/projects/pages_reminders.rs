//! What projects remind of: those who decide, that an amendment waits for them.

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::message::msg;

use super::amendment::AmendmentStatus;
use super::project::Waiting;
use super::store_amendments;
use house::accounts::Role;
use house::app::App;
use house::layout::reminder::{Due, Reminding, Whom};

/// As many as one day reminds of.
const MOST: u64 = 1_000;
/// Days after which it is told once more.
const AGAIN: i64 = 14;

/// The amendments that wait for the ministry: when they come, and again once two weeks have gone by.
pub(super) fn reminders(app: &App, today: NaiveDate) -> Reminding<'_> {
    Box::pin(async move {
        let ministry = Waiting { ministry: true, ..Waiting::default() };
        let (waiting, _) = store_amendments::list_waiting_amendments(&app.db, &ministry, MOST).await?;
        let handed_in = waiting.into_iter().filter(|one| one.status == AmendmentStatus::Submitted);
        let due = handed_in.filter_map(|one| {
            let on = thai_day(one.submitted_at?);
            let late = (today - on).num_days() >= AGAIN;
            let id = if late { "projects-amendment-reminder-late" } else { "projects-amendment-reminder" };
            Some(Due {
                // Handed back and handed in once more, it is told anew.
                key: format!("amendment {} {} {on}", one.code, one.number),
                stage: if late { "late" } else { "submitted" }.to_owned(),
                whom: Whom::Holding(vec![Role::MinistryOfficer], None),
                message: msg(id).with("code", one.code.as_str()).with("number", one.number).with("on", on),
                address: format!("/projects/{}/amendments/{}", one.code, one.number),
                on,
            })
        });
        Ok(due.collect())
    })
}
