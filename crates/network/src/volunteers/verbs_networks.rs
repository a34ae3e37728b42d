//! What can be done with networks of volunteers: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};

use super::network::{Network, NewNetwork};
use super::policy::{self, Verb};
use super::store_networks as store;
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::exchange::{Change, Saved};
use house::organisations::Clinic;

/// Letters of a code.
const CODE: usize = 5;

fn begin(act: &Act, code: Option<String>, told: NewNetwork, invented: bool) -> Network {
    Network {
        id: act.new_id(),
        code: code.unwrap_or_else(|| format!("VN-{}", act.chance().code(CODE))),
        told,
        invented,
        updated_at: act.now(),
        version: 1,
    }
}

/// Enters a network.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub(super) async fn register_network(
    app: &App,
    reader: &Reader,
    clinic: Option<&Clinic>,
    told: NewNetwork,
    how: Circumstances,
) -> Result<Network> {
    policy::may_register_network(reader, clinic)?;
    let act = app.act(&reader.actor(), Verb::RegisterNetwork).await?;
    let key = how.once.filter(|key| !key.is_empty());
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let network = begin(&act, None, told, how.invented);
    store::save_new(&act, std::slice::from_ref(&network)).await?;
    if let Some(key) = &key {
        act.remember(key, &network.code).await?;
    }
    let facts = Facts::none()
        .with("province", network.told.province.clone())
        .with("clinic", clinic.map(|clinic| clinic.code.clone()));
    act.commit(&network, facts).await?;
    Ok(network)
}

/// Changes what is said of a network, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, or somebody else changed it.
pub(super) async fn correct_network(
    app: &App,
    reader: &Reader,
    code: &str,
    (clinic, told): (Option<&Clinic>, NewNetwork),
    version: i64,
) -> Result<Network> {
    let act = app.act(&reader.actor(), Verb::CorrectNetwork).await?;
    let before = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_correct_network(reader, &before)?;
    if told.clinic != before.told.clinic {
        policy::may_register_network(reader, clinic)?;
    }
    let network = before.corrected(told, version).map_err(Error::Conflict)?;
    store::save(&act, &network).await?;
    act.commit(&network, Facts::none().with("clinic", clinic.map(|clinic| clinic.code.clone()))).await?;
    Ok(network)
}

/// A network as a file brings it: its code, what is said of it, and whether it is invented.
pub type Brought = (Option<String>, NewNetwork, bool);

/// Takes over the rows of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes = rows.iter().filter_map(|(code, ..)| code.clone()).collect();
    let known = store::list_for_change(act, codes).await?;
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for (code, told, invented) in rows {
        saved.push(match code.as_ref().and_then(|code| known.get(code)) {
            Some(before) if before.told == *told => Saved { id: before.id, change: Change::Unchanged },
            Some(before) => {
                store::save(act, &Network { told: told.clone(), ..before.clone() }).await?;
                Saved { id: before.id, change: Change::Changed }
            }
            None => {
                let network = begin(act, code.clone(), told.clone(), *invented);
                let id = network.id;
                new.push(network);
                Saved { id, change: Change::Added }
            }
        });
    }
    store::save_new(act, &new).await?;
    Ok(saved)
}
