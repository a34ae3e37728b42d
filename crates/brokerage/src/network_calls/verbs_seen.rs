//! What a reader sees of calls and of the needs behind them; nothing is changed here.

use std::collections::HashMap;

use kit::{Error, Result};
use uuid::Uuid;

use super::call::NetworkCall;
use super::policy;
use super::sight::{Sight, Tellings, Told};
use super::store::{self, Reach};
use crate::needs::{self, Need};
use house::accounts::Reader;
use house::app::App;

/// Which calls this reader's lists hold.
pub(super) fn reach(reader: &Reader) -> Reach {
    Reach { all: policy::sees_all(reader), own: reader.clinics().collect() }
}

/// The call with this code and the need it is about, for whoever may read them.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub(super) async fn seen(app: &App, reader: &Reader, code: &str) -> Result<(NetworkCall, Need)> {
    let call = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    let need = needs::find(&app.db, call.need).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &need)?;
    Ok((call, need))
}

/// The needs behind some calls as far as the reader sees them: one query, and a second one where strangers
/// may not read one of them.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn tellings(app: &App, reader: &Reader, calls: &[NetworkCall]) -> Result<Tellings> {
    let needs = needs::find_many(&app.db, calls.iter().map(|call| call.need).collect()).await?;
    let seen: Vec<(Need, Sight)> =
        needs.into_iter().filter_map(|need| policy::may_see(reader, &need).ok().map(|sight| (need, sight))).collect();
    let hidden: Vec<Uuid> =
        seen.iter().filter(|(_, sight)| *sight == Sight::Problem).map(|(need, _)| need.id).collect();
    let problems = match hidden.is_empty() {
        true => HashMap::new(),
        false => needs::list_problems(&app.db, hidden.into_iter()).await?,
    };
    let told = |(need, sight): &(Need, Sight)| {
        (need.id, Told::of(need, *sight, problems.get(&need.id).map_or(&[], Vec::as_slice)))
    };
    Ok(seen.iter().map(told).collect())
}
