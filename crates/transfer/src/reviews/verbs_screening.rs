//! Saying whether a proposal may be judged.

use kit::{Facts, FormErrors, Result};

use super::policy::{self, Verb};
use super::screening::{Screening, may_follow};
use super::store_screening;
use super::verbs::{must_be_judged, proposal};
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
    let before = store_screening::find_last_in(&act, project.id).await?;
    may_follow(before.as_ref(), eligible, reason.as_deref())
        .map_err(|(field, message)| FormErrors::one(field, message))?;
    let said = Screening {
        id: act.new_id(),
        project: project.id,
        eligible,
        reason,
        plan_version: project.plan_version,
        at: act.now(),
    };
    store_screening::save_screening(&act, &said).await?;
    let facts = Facts::none().with("eligible", eligible).with("reason", said.reason.clone());
    act.commit(&project, facts.with("plan_version", said.plan_version)).await?;
    Ok((project, said))
}
