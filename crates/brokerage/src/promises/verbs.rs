//! Setting what is promised. What was promised to somebody before stays as it was.

use kit::{Facts, Result};

use super::policy::{self, Verb};
use super::promise::{NewPromise, Promise, Stage};
use super::store;
use house::accounts::Reader;
use house::app::App;

/// Sets what is promised from a day on.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub async fn set(app: &App, reader: &Reader, set: NewPromise) -> Result<Promise> {
    policy::may_set(reader)?;
    let act = app.act(&reader.actor(), Verb::Set).await?;
    let promise = Promise { id: act.new_id(), set };
    store::save_new(&act, &promise).await?;
    act.commit(&promise, facts(&promise.set)).await?;
    Ok(promise)
}

fn facts(set: &NewPromise) -> Facts {
    let facts = Facts::none()
        .with("valid_from", set.valid_from.to_string())
        .with("climb", set.climb)
        .with("pause", set.pause)
        .with("note", set.note.clone());
    Stage::ALL.iter().fold(facts, |facts, stage| facts.with(stage.as_str(), set.days_of(*stage)))
}
