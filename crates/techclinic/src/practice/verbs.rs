//! What can be done with rehearsals as a whole: one transaction and one row in the trail for each
//! clinic. The trail keeps what was done while rehearsing, for its rows are no part of the records:
//! so the chain stays whole although the records go.

use std::collections::BTreeSet;

use kit::message::msg;
use kit::{Error, Facts, Result, Subject};
use uuid::Uuid;

use super::policy::{self, Verb};
use brokerage::{matching, needs};
use house::accounts::Reader;
use house::app::App;
use transfer::{disbursements, monitoring, participation, projects, responses};

/// Everything a clinic rehearsed.
struct Rehearsals(Uuid);

impl Subject for Rehearsals {
    fn id(&self) -> Uuid {
        self.0
    }

    fn is_rehearsal(&self) -> bool {
        true
    }
}

/// Takes away everything that the reader's clinics rehearsed; answers how many needs and projects
/// there were.
///
/// # Errors
/// When the reader is not in practice mode, or the database cannot be written.
pub async fn clear(app: &App, reader: &Reader) -> Result<usize> {
    reader.must_sign_in()?;
    let clinics = reader.rehearsing_for().ok_or_else(|| Error::Forbidden(msg("practice-not-on")))?;
    let mut cleared = 0;
    for clinic in clinics.into_iter().collect::<BTreeSet<_>>() {
        cleared += clear_clinic(app, reader, clinic).await?;
    }
    Ok(cleared)
}

/// From the last step of the way back to the first, because each stands on the one before.
async fn clear_clinic(app: &App, reader: &Reader, clinic: Uuid) -> Result<usize> {
    policy::may_clear(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::Clear).await?;
    let (projects, project_codes): (Vec<_>, Vec<_>) = projects::rehearsals(&act, clinic).await?.into_iter().unzip();
    let (needs, need_codes): (Vec<_>, Vec<_>) = needs::rehearsals(&act, clinic).await?.into_iter().unzip();
    participation::forget(&act, clinic).await?;
    monitoring::forget(&act, &projects).await?;
    responses::forget(&act, &projects).await?;
    disbursements::forget(&act, &projects).await?;
    projects::forget(&act, &projects).await?;
    matching::forget(&act, &needs).await?;
    needs::forget(&act, &needs).await?;
    let cleared = projects.len() + needs.len();
    let facts = Facts::none().with("projects", project_codes).with("needs", need_codes);
    act.commit(&Rehearsals(clinic), facts).await?;
    Ok(cleared)
}
