//! How a project stands before the call it answers, and who may hand it in.

use kit::clock::thai_day;
use kit::message::msg;
use kit::{Act, Error, Result, Timestamp};
use network::agreements;
use network::appointments::{self, Post};

use super::answering::Answering;
use super::check::Rules;
use super::project::{Project, Status};
use super::store_proposals::list_alike;
use super::{store, store_beside};
use crate::calls::{self, Call};
use crate::programmes;
use house::app::App;

/// What is asked of a project's plan beside what every plan must have.
///
/// # Errors
/// When the database cannot be read.
pub async fn rules(app: &App, project: &Project) -> Result<Rules> {
    let least_level = programmes::names(&app.db).await?.least_level(&project.plan.programme);
    let call = match project.call.filter(|_| project.status.is_open() || project.status == Status::Submitted) {
        Some(id) => calls::find(&app.db, id).await?,
        None => None,
    };
    let answering = match call {
        Some(call) => Some(answering(app, project, call, app.clock.now()).await?),
        None => None,
    };
    let alike = list_alike(&app.db, project).await?.into_iter().map(|other| other.code).collect();
    Ok(Rules { least_level, answering, alike })
}

/// How a project stands before the call it answers, at a moment.
async fn answering(app: &App, project: &Project, call: Call, now: Timestamp) -> Result<Answering> {
    let (mut in_force, mut others) = (true, Vec::new());
    if let Some(clinic) = project.lead_clinic {
        in_force = agreements::has_in_force(&app.db, clinic, thai_day(now)).await?;
        others = store_beside::list_handed_in(&app.db, call.id, clinic, project.id).await?;
    }
    let needs = store::list_needs(app.db.reader(), project.id).await?.len();
    Ok(Answering { call, now, in_force, others, needs })
}

/// Where it answers a call: that one stands still until the act ends, so that of two proposals which arrive
/// together the second sees the first; and whoever hands it in holds the post that the call asks for.
pub(super) async fn before_its_call(app: &App, act: &Act, project: &Project) -> Result<()> {
    let Some(id) = project.call else { return Ok(()) };
    let call = calls::held(act, id).await?;
    if let (true, Some(clinic)) = (call.told.terms.appointment, project.lead_clinic) {
        let posts = [Post::ClinicDirector, Post::ClinicManager];
        let person = act.actor().person();
        if !appointments::holds_one_of(&app.db, person, clinic, &posts, act.today()).await? {
            return Err(Error::Conflict(msg("projects-not-appointed")));
        }
    }
    Ok(())
}
