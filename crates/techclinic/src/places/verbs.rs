//! What can be done to a local government: each one transaction and one row in the trail.

use kit::message::msg;
use kit::{Error, Facts, FormErrors, Result};

use super::local_government::{LocalGovernment, NewLocalGovernment};
use super::policy::{self, Verb};
use super::store;
use crate::app::App;
use crate::rights::Reader;

/// Enters a local government. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not, or the province has one of that kind and name.
pub async fn register(
    app: &App,
    reader: &Reader,
    told: NewLocalGovernment,
    once: Option<&str>,
) -> Result<LocalGovernment> {
    policy::may_register(reader, &told.province)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let known = store::list_called_for_change(&act, &told.name.th, &told.province).await?;
    let same = known.into_iter().find(|one| one.told.kind == told.kind);
    if let Some(key) = once
        && let Some(code) = act.done_before(key).await?
        && let Some(same) = same.as_ref().filter(|one| one.code == code)
    {
        return Ok(same.clone());
    }
    if let Some(same) = same {
        let message = msg("places-local-known").with("code", same.code);
        return Err(Error::Invalid(FormErrors::one("name", message)));
    }
    let new = LocalGovernment { id: act.new_id(), code: format!("L-{}", act.chance().code(8)), told, version: 1 };
    store::save_new(&act, &new).await?;
    if let Some(key) = once {
        act.remember(key, &new.code).await?;
    }
    let facts = Facts::none()
        .with("kind", new.told.kind.as_str())
        .with("name", new.told.name.th.clone())
        .with("place", new.told.place_code());
    act.commit(&new, facts).await?;
    Ok(new)
}
