//! A plan that is open becomes what a file says, once its writer has seen what that changes. What in it is the same
//! keeps its identifier; the trail says which file it was, and of which project.

use kit::{Error, Facts, FormErrors, Result};

use super::amendment::Amendment;
use super::budget::Grants;
use super::counterpart::recognised;
use super::plan::Plan;
use super::plan_file::Origin;
use super::policy::{self, Verb};
use super::project::Project;
use super::standing::{keeps, standing};
use super::verbs::{open, with_ids};
use super::verbs_amendments::{held, stays};
use super::{store, store_amendments};
use house::accounts::Reader;
use house::app::App;

/// The plan of a file, as its writer saw it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The plan.
    pub plan: Plan,
    /// Where the file comes from, where it says.
    pub origin: Option<Origin>,
    /// The digest of what the file carries.
    pub sha256: String,
    /// The change that was seen.
    pub version: i64,
    /// A form sent twice carries the same key twice.
    pub once: Option<String>,
}

impl Taken {
    fn facts(&self) -> Facts {
        let origin = self.origin.as_ref();
        Facts::none()
            .with("section", "file")
            .with("file_sha256", self.sha256.as_str())
            .with("taken_from", origin.map(|origin| origin.project.clone()))
            .with("taken_on", origin.map(|origin| origin.taken_on.to_string()))
    }
}

/// Takes a file over into a plan that is open: the right and the row in the trail are those of an edit.
///
/// # Errors
/// When the reader may not, the project is not open, or somebody else changed it.
pub async fn edit_by_file(app: &App, reader: &Reader, code: &str, taken: Taken) -> Result<Project> {
    let (act, project) = open(app, reader, Verb::Edit, code).await?;
    policy::may_edit(reader, &project)?;
    if let Some(key) = &taken.once
        && act.done_before(key).await?.is_some()
    {
        return Ok(project);
    }
    project.open().map_err(Error::Conflict)?;
    if project.version != taken.version {
        return Err(Error::changed_meanwhile());
    }
    let facts = taken.facts();
    let plan = taken_into(taken.plan, &project.plan, policy::grants(reader, &project, false));
    let mut project = project.edited(with_ids(&act, plan)).map_err(Error::Conflict)?;
    store::save_plan(&act, &project).await?;
    if let Some(key) = &taken.once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, facts).await?;
    project.version += 1;
    Ok(project)
}

/// The same for the plan that an amendment is to make: nothing is taken from under what was paid, done or reported.
///
/// # Errors
/// When the reader may not, it is with the ministry, somebody else changed it, or the plan may not become so.
pub async fn edit_amendment_by_file(
    app: &App,
    reader: &Reader,
    code: &str,
    number: i32,
    taken: Taken,
) -> Result<Amendment> {
    let (act, project, one) = held(app, reader, Verb::EditAmendment, code, number).await?;
    policy::may_edit_amendment(reader, &project)?;
    if let Some(key) = &taken.once
        && act.done_before(key).await?.is_some()
    {
        return Ok(one);
    }
    one.open().map_err(Error::Conflict)?;
    if one.version != taken.version {
        return Err(Error::changed_meanwhile());
    }
    let facts = taken.facts().with("number", one.number).with("status", one.status.as_str());
    let after = taken_into(taken.plan, &one.after, policy::grants(reader, &project, true));
    stays(&one.before, &after).map_err(of_file)?;
    keeps(&after, &standing(&act, project.id).await?).map_err(of_file)?;
    let one = one.edited(with_ids(&act, after)).map_err(Error::Conflict)?;
    store_amendments::save_amendment(&act, &one).await?;
    if let Some(key) = &taken.once {
        act.remember(key, &project.code).await?;
    }
    act.commit(&project, facts).await?;
    Ok(Amendment { version: one.version + 1, ..one })
}

/// The plan of a file as it is taken into another: what is the same keeps its identifier, and no file grants anything
/// that its bearer may not.
pub(super) fn taken_into(plan: Plan, before: &Plan, grants: Grants) -> Plan {
    let plan = recognised(plan, before);
    Plan { budget: plan.budget.with_grants_of(&before.budget, grants), ..plan }
}

/// What stands against a plan, beside the file that would make it so.
fn of_file(errors: FormErrors) -> FormErrors {
    let mut all = FormErrors::new();
    errors.iter().for_each(|(_, message)| all.add("file", message.clone()));
    all
}
