//! Handing out keys, and ending them.

use kit::message::msg;
use kit::{Error, Facts, Rehearsed, Result};
use uuid::Uuid;

use super::field_key::{FieldKey, KEYS_MOST, NewKey, PREFIX};
use super::policy::{self, Verb};
use super::store_keys;
use house::accounts::Reader;
use house::app::App;

use crate::responses::{self, Area, Wanted};

/// Whoever holds this secret: the key with the area that it opens today. `caller` tries so often and no oftener.
///
/// # Errors
/// [`Error::NotFound`] where it opens nothing, and when too many secrets were tried.
pub async fn opened_by(app: &App, caller: impl std::fmt::Display, secret: &str) -> Result<(FieldKey, Area)> {
    let look = async {
        let key = store_keys::find(&app.db, secret).await?.filter(|key| key.opens(app.clock.today()));
        let key = key.ok_or(Error::NotFound)?;
        let area = responses::find_area(app.db.reader(), Wanted::Id(key.area)).await?.ok_or(Error::NotFound)?;
        Ok((key, area))
    };
    app.public_throttle.guess(format!("openrosa {caller}"), look).await
}

/// Makes a key to an area: answers it and its secret, which nobody can read again.
///
/// # Errors
/// When the reader may not, the area takes no records, or has as many keys as it may.
pub async fn make(app: &App, reader: &Reader, area: &Area, new: NewKey) -> Result<(FieldKey, String)> {
    policy::may_make(reader, area)?;
    area.takes_answers().map_err(Error::Conflict)?;
    let held = store_keys::list_of_area(&app.db, area.id).await?.len();
    let act = app.act(&reader.actor(), Verb::Make).await?;
    if held >= KEYS_MOST {
        return Err(Error::Conflict(msg("submissions-keys-most").with("most", KEYS_MOST)));
    }
    let secret = format!("{PREFIX}{}", act.chance().secret());
    let key = FieldKey {
        id: act.new_id(),
        area: area.id,
        name: new.name,
        made_at: act.now(),
        expires_on: act.today() + chrono::Days::new(new.days.into()),
        ended_at: None,
        used_at: None,
    };
    store_keys::save_new(&act, &key, &secret).await?;
    let facts = Facts::none()
        .with("project", area.project_code.clone())
        .with("area", area.number)
        .with("expires_on", key.expires_on.to_string());
    act.commit(&Rehearsed(&key, area.practice), facts).await?;
    Ok((key, secret))
}

/// Ends a key before its time; ended again, nothing changes. Answers whose it was.
///
/// # Errors
/// When the reader may not, or there is no such key.
pub async fn end(app: &App, reader: &Reader, id: Uuid) -> Result<Area> {
    reader.must_sign_in()?;
    let act = app.act(&reader.actor(), Verb::End).await?;
    let key = store_keys::find_for_change(&act, id).await?.ok_or(Error::NotFound)?;
    let area = responses::find_area(act.db(), Wanted::Id(key.area)).await?.ok_or(Error::NotFound)?;
    policy::may_end(reader, &area)?;
    if key.ended_at.is_some() {
        return Ok(area);
    }
    store_keys::save_ended(&act, id).await?;
    act.commit(&Rehearsed(&key, area.practice), Facts::none()).await?;
    Ok(area)
}
