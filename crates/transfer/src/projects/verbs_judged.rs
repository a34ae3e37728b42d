//! News from above of those who judge a proposal: who reads it, and what was decided.

use kit::{Act, Error, Result};
use uuid::Uuid;

use super::outcome::Decided;
use super::project::Project;
use super::store;

/// From above: this account is asked to judge it, and reads it; or is no more. Part of that act.
///
/// # Errors
/// When somebody else changed it meanwhile.
pub async fn let_read(act: &Act, id: Uuid, account: Uuid, reads: bool) -> Result<()> {
    let mut project = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    project.readers.retain(|reader| *reader != account);
    if reads {
        project.readers.push(account);
    }
    store::save(act, &project).await
}

/// From above: somebody judges it. It stands still until that act ends.
///
/// # Errors
/// When the database cannot be read, or there is none.
pub async fn held_by_id(act: &Act, id: Uuid) -> Result<Project> {
    store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)
}

/// From above: the ministry decided about it, as one that answers its call. Part of that act.
///
/// # Errors
/// When it may not be decided as it stands, or somebody else changed it meanwhile.
pub async fn decided(act: &Act, id: Uuid, decided: Decided) -> Result<Project> {
    let project = store::find_by_id_for_change(act, id).await?.ok_or(Error::NotFound)?;
    let project = project.decided(decided).map_err(Error::Conflict)?;
    store::save(act, &project).await?;
    Ok(Project { version: project.version + 1, ..project })
}
