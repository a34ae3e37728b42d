//! Saying whether a proposal may be judged.

use kit::clock::thai_day;
use kit::message::msg;
use kit::{Error, Facts, FormErrors, Result};
use network::agreements;

use super::eligibility::{Known, Point};
use super::policy::{self, Verb};
use super::screening::Screening;
use super::store_screening;
use super::verbs::{must_be_judged, proposal};
use crate::calls::Call;
use crate::projects::{self, Project};
use house::accounts::Reader;
use house::app::App;

/// Says whether a proposal may be judged, and why; its proposer reads it. It may be said otherwise until it is decided.
///
/// # Errors
/// When the reader may not, the proposal is not with the ministry, or a reason is missing.
pub async fn screen(
    app: &App,
    reader: &Reader,
    code: &str,
    (eligible, reason): (bool, Option<String>),
) -> Result<(Project, Screening)> {
    policy::may_screen(reader)?;
    let (project, _) = proposal(app, reader, code).await?;
    let act = app.act(&reader.actor(), Verb::Screen).await?;
    let project = projects::held_by_id(&act, project.id).await?;
    must_be_judged(&project)?;
    // What is judged is a version of the plan, and its signature makes it one.
    if project.signature.is_none() {
        return Err(Error::Conflict(msg("reviews-screen-unsigned")));
    }
    let before = store_screening::find_last_in(&act, project.id).await?;
    let said = Screening {
        id: act.new_id(),
        project: project.id,
        eligible,
        reason,
        plan_version: project.plan_version,
        at: act.now(),
        by: act.actor().person(),
    };
    said.may_follow(before.as_ref()).map_err(|(field, message)| FormErrors::one(field, message))?;
    store_screening::save_screening(&act, &said).await?;
    let facts = Facts::none().with("eligible", eligible).with("reason", said.reason.clone());
    act.commit(&project, facts.with("plan_version", said.plan_version)).await?;
    Ok((project, said))
}

/// What the records tell of whether a proposal may be judged.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn known(app: &App, project: &Project, call: &Call) -> Result<Vec<Point>> {
    let closes_on = thai_day(call.told.closes_at - chrono::Duration::microseconds(1));
    let agreements = match project.lead_clinic {
        Some(clinic) => agreements::list_of_clinic(&app.db, clinic, false).await?,
        None => Vec::new(),
    };
    // What was returned and handed in once more after the closing may have been so by somebody new.
    let signed_on = project.signature.as_ref().map_or(closes_on, |signature| signature.on);
    let appointed = projects::was_appointed(app, project, closes_on.max(signed_on)).await?;
    let alike = projects::list_alike(&app.db, project, true).await?;
    let stands = projects::answering(app, project, call.clone()).await?;
    let alike = alike.as_deref();
    Ok(Known { project, stands: &stands, closes_on, agreements: &agreements, appointed, alike }.points())
}
