//! What is said on the way: a question asked back, the reply; and who may read what was told.

use kit::{Act, Error, Facts, Result};

use super::need::Need;
use super::policy::{self, Verb};
use super::remark::RemarkKind;
use super::verbs_files::Through;
use super::{store, store_way, verbs};
use house::accounts::Reader;
use house::app::App;

/// Asks whoever told the need something back. The clock stands until they reply, or for as long as the
/// ministry lets it.
///
/// # Errors
/// When the reader may not, or nothing is open any more.
pub async fn ask(app: &App, reader: &Reader, code: &str, question: String) -> Result<Need> {
    let (act, need) = verbs::open(app, reader, Verb::Ask, code).await?;
    policy::may_ask(reader, &need)?;
    need.may_be_asked().map_err(Error::Conflict)?;
    store_way::save_remark(&act, &need, RemarkKind::Question, &question).await?;
    let need = counted(&act, need).await?;
    act.commit(&need, Facts::none().personal("question", question).with("due", written(&need))).await?;
    Ok(need)
}

/// Replies to what was asked, or tells more. The clock goes on.
///
/// # Errors
/// When the reader may not, or nothing is open any more.
pub async fn reply(app: &App, reader: &Reader, through: Through<'_>, text: String) -> Result<Need> {
    let (act, need) = through.open(app, reader, Verb::Reply, policy::may_reply).await?;
    need.may_be_asked().map_err(Error::Conflict)?;
    // Nobody reads numbers of persons in it, not even those who work on the need.
    let text = kit::masked(&super::wording::legible(&text)).into_owned();
    store_way::save_remark(&act, &need, RemarkKind::Reply, &text).await?;
    let need = counted(&act, need).await?;
    let facts = Facts::none().personal("reply", text).with("through", through.word()).with("due", written(&need));
    act.commit(&need, facts).await?;
    Ok(need)
}

fn written(need: &Need) -> Option<String> {
    need.due.map(|day| day.to_string())
}

/// The need with the day that is promised after what was said.
async fn counted(act: &Act, need: Need) -> Result<Need> {
    let since = need.since.unwrap_or_else(|| act.today());
    let remarks = store_way::list_remarks(act.db(), vec![need.id]).await?.remove(&need.id).unwrap_or_default();
    let due = store_way::terms(act.db()).await?.due(need.stage(), since, &remarks);
    store_way::save_due(act, &need, since, due).await?;
    Ok(Need { since: Some(since), due, ..need })
}

/// Keeps the need from strangers, and says why. Nothing is lost: whoever told it follows it as before.
///
/// # Errors
/// When the reader may not, or it is withheld already.
pub async fn withhold(app: &App, reader: &Reader, code: &str, reason: String) -> Result<Need> {
    let (act, need) = verbs::open(app, reader, Verb::Withhold, code).await?;
    policy::may_withhold(reader, &need)?;
    let need = need.withheld(reason).map_err(Error::Conflict)?;
    store::save(&act, &need).await?;
    act.commit(&need, Facts::none().with("reason", need.shown_reason.clone())).await?;
    Ok(need)
}

/// Lets strangers read the need.
///
/// # Errors
/// When the reader may not, or they read it already.
pub async fn publish(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let (act, need) = verbs::open(app, reader, Verb::Publish, code).await?;
    policy::may_publish(reader, &need)?;
    let need = need.published().map_err(Error::Conflict)?;
    store::save(&act, &need).await?;
    act.commit(&need, Facts::none()).await?;
    Ok(need)
}
