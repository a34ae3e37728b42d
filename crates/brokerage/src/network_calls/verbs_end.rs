//! A call ends with the need it is about: the program closes it, in the act by which the need ended.

use kit::{Act, Error, Facts, Result};
use uuid::Uuid;

use super::call::Because;
use super::policy::Verb;
use super::{store, store_answers};
use crate::needs::{End, Need};
use house::layout::ending::Following;

/// The part of the program that closes it, as the trail names it.
const PART: &str = "network_calls";

/// News from needs: no technology is looked for any more, and whoever is asked for one need not answer.
pub fn end_with<'a>(act: &'a Act, need: &'a Need, how: End) -> Following<'a> {
    let (because, chosen) = match how {
        End::Chosen(technology) => (Because::Chosen, Some(technology)),
        End::Declined => (Because::Declined, None),
        End::Merged => (Because::Merged, None),
        End::InProject => (Because::InProject, None),
    };
    Box::pin(end(act, need, because, chosen))
}

async fn end(act: &Act, need: &Need, because: Because, chosen: Option<Uuid>) -> Result<()> {
    let Some(call) = store::find_open_for_change(act, need.id).await? else { return Ok(()) };
    let answers = store_answers::list_for_change(act, call.id).await?;
    let call = call.ended_with_need(because, chosen, &answers, act.now()).map_err(Error::Conflict)?;
    store::save(act, &call).await?;
    let facts = Facts::none()
        .with("need", need.code.clone())
        .with("because", because.as_str())
        .with("status", call.status.as_str())
        .with("answer", call.answered_by);
    act.note_of_system(PART, Verb::Close.into(), &call, facts).await
}
