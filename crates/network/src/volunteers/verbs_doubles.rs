//! What can be done with two who may be one: merge them, take that back, tell them apart.

use kit::form::{optional, public_text};
use kit::{Act, Error, Facts, FormErrors, Message, Result, msg};

use super::alike::reasons;
use super::forms::MergeForm;
use super::merge::{Merge, REASON_MOST};
use super::policy::{self, Verb};
use super::store;
use super::verbs::network_in;
use super::volunteer::Volunteer;
use house::accounts::Reader;
use house::app::App;

/// Both of a pair, to be changed, in one order whoever asks: two who merge at once must not wait for
/// each other.
async fn both(act: &Act, code: &str, other: &str) -> Result<(Volunteer, Volunteer)> {
    let unknown = || FormErrors::one("other", msg("volunteers-unknown"));
    let turned = code > other;
    let (first, second) = if turned { (other, code) } else { (code, other) };
    let first = store::find_for_change(act, first).await?;
    let second = store::find_for_change(act, second).await?;
    let (one, another) = if turned { (second, first) } else { (first, second) };
    Ok((one.ok_or(Error::NotFound)?, another.ok_or_else(unknown)?))
}

/// Why these two are proposed to be one; empty where they are not alike, or somebody said that they are two.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn proposed(app: &App, one: &Volunteer, other: &Volunteer) -> Result<Vec<Message>> {
    let apart = store::are_apart(&app.db, one.id, other.id).await?;
    Ok(if apart { Vec::new() } else { reasons(&one.told, &other.told) })
}

/// Why two who are not proposed are one all the same, in the words of who knows it: a name changed by marriage.
fn because(form: &MergeForm, is_proposed: bool) -> Result<Option<String>, FormErrors> {
    let said = optional(&form.reason);
    if said.is_none() && is_proposed {
        return Ok(None);
    }
    let beside = |message| FormErrors::one("reason", message);
    let said = said.ok_or_else(|| beside(msg("volunteers-merge-unalike")))?;
    public_text(&said, REASON_MOST).map(Some).map_err(beside)
}

/// Takes up one record into another of the same person, with all that was done under it; its card
/// opens the other's page from now on.
///
/// # Errors
/// When the reader may not, one of them was taken up already, or they are not proposed to be one and no reason
/// is given.
pub(super) async fn merge(app: &App, reader: &Reader, code: &str, form: &MergeForm) -> Result<Volunteer> {
    let act = app.act(&reader.actor(), Verb::Merge).await?;
    let (from, to) = both(&act, code, form.other.trim()).await?;
    policy::may_merge(reader, &network_in(&act, &from).await?, &network_in(&act, &to).await?)?;
    let is_proposed = !proposed(app, &from, &to).await?.is_empty();
    let before = to.told.clone();
    let (merged, kept) = from.merged(to).map_err(Error::Conflict)?;
    let because = because(form, is_proposed)?;
    store::save(&act, &merged).await?;
    store::save(&act, &kept).await?;
    let moved = store::save_moved(&act, merged.id, kept.id).await?;
    let merge = Merge::of(&before, &kept, moved);
    let took_up = Facts::none().with("took_up", merged.code.clone()).with("merge", serde_json::json!(merge));
    act.note(Verb::Merge.into(), &kept, told(took_up, &because)).await?;
    act.commit(&merged, told(Facts::none().with("into", kept.code.clone()), &because)).await?;
    Ok(kept)
}

fn told(facts: Facts, because: &Option<String>) -> Facts {
    match because {
        Some(because) => facts.with("because", because.clone()),
        None => facts,
    }
}

/// Takes a merge back: who was taken up stands again with all that went over, and the other is as before.
///
/// # Errors
/// When the reader may not, the record was not taken up, or something was done since with the one that stayed.
pub(super) async fn split(app: &App, reader: &Reader, code: &str) -> Result<Volunteer> {
    let act = app.act(&reader.actor(), Verb::Split).await?;
    let merged = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_split(reader, &network_in(&act, &merged).await?)?;
    let stands = || Error::Conflict(msg("volunteers-split-stands"));
    let kept = store::find(act.db(), merged.merged_into.ok_or_else(stands)?).await?.ok_or_else(stands)?;
    policy::may_split(reader, &network_in(&act, &kept).await?)?;
    let late = || Error::Conflict(msg("volunteers-split-late").with("code", kept.code.clone()));
    let merge = store::find_merge(&app.db, &kept, &merged.code).await?.ok_or_else(late)?;
    let kept = kept.parted(&merge);
    let again = Volunteer { merged_into: None, ..merged };
    // Whoever saved either of them meanwhile has changed its version, and this is refused.
    store::save(&act, &kept).await?;
    store::save(&act, &again).await?;
    store::save_moved_back(&act, &merge.moved, again.id).await?;
    act.note(Verb::Split.into(), &kept, Facts::none().with("gave_back", again.code.clone())).await?;
    act.commit(&again, Facts::none().with("out_of", kept.code.clone())).await?;
    Ok(again)
}

/// Says that two who look like one are two: they are proposed no more.
///
/// # Errors
/// When the reader may not.
pub(super) async fn tell_apart(app: &App, reader: &Reader, code: &str, other: &str) -> Result<Volunteer> {
    let act = app.act(&reader.actor(), Verb::TellApart).await?;
    let (one, another) = both(&act, code, other).await?;
    policy::may_tell_apart(reader, &network_in(&act, &one).await?, &network_in(&act, &another).await?)?;
    store::save_apart(&act, one.id, another.id).await?;
    act.commit(&one, Facts::none().with("other", another.code.clone())).await?;
    Ok(one)
}
