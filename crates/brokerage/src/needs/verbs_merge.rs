//! The same need told twice: the one goes on with the other, and both people are told so where they follow
//! it; and back again.

use kit::{Error, Facts, FormErrors, Result, msg};

use super::ending::End;
use super::need::Need;
use super::policy::{self, Verb};
use super::{store, store_way, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::ending;

/// Lets the need of `code` go on with that of `into`.
///
/// # Errors
/// When the reader does not work on both, or a rule stands against it.
pub async fn merge(app: &App, reader: &Reader, code: &str, into: &str) -> Result<Need> {
    let act = app.act(&reader.actor(), Verb::Merge).await?;
    let [need, other] = store::find_two_for_change(&act, [code, into]).await?;
    let need = need.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    policy::may_merge(reader, &need)?;
    let unknown = || Error::from(FormErrors::one("into", msg("needs-merge-unknown").with("code", into)));
    let other = other.ok_or_else(unknown)?;
    policy::may_see(reader, &other).map_err(|_| unknown())?;
    policy::may_merge(reader, &other)?;
    if store_way::has_merged(&act, need.id).await? {
        return Err(Error::Conflict(msg("needs-merge-merged")));
    }
    let other = other.joined(&need);
    let need = need.merged(&other).map_err(Error::Conflict)?;
    store::save(&act, &need).await?;
    store::save(&act, &other).await?;
    act.note(Verb::Merge.into(), &other, Facts::none().with("joined_by", need.code.clone())).await?;
    ending::told(&act, &need, End::Merged).await?;
    act.commit(&need, Facts::none().with("into", other.code)).await?;
    Ok(need)
}

/// Lets it go its own way again; what is promised for its stage begins anew.
///
/// # Errors
/// When the reader may not, or it goes its own way.
pub async fn unmerge(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let (act, need) = verbs::open(app, reader, Verb::Unmerge, code).await?;
    policy::may_unmerge(reader, &need)?;
    let before = need.merged_into;
    let need = need.unmerged().map_err(Error::Conflict)?;
    let today = act.today();
    let due = store_way::terms(act.db()).await?.due(need.stage(), today, &[]);
    let need = Need { since: Some(today), due, ..need };
    store::save(&act, &need).await?;
    if let Some(id) = before
        && let Some(other) = store::find(&app.db, id).await?
    {
        act.note(Verb::Unmerge.into(), &other, Facts::none().with("left_by", need.code.clone())).await?;
    }
    act.commit(&need, Facts::none()).await?;
    Ok(need)
}
