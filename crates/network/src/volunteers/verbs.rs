//! What can be done with volunteers: each one transaction and one row in the trail.

use kit::{Act, Error, Facts, Result};

use super::network::Network;
use super::policy::{self, Verb};
use super::volunteer::{Deed, NewVolunteer, Volunteer};
use super::{store, store_networks};
use brokerage::needs::{self, Need, NewNeed};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::exchange::{Change, Saved};
use house::organisations;

/// Letters of a member's code: with six, a hundred thousand members would meet the same one.
const CODE: usize = 8;
/// Letters of the code on the card, which opens a page: as many as a need's tracking code has.
const CARD: usize = 10;

/// The network of a volunteer, who always has one.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn network_of(app: &App, volunteer: &Volunteer) -> Result<Network> {
    store_networks::find(app.db.reader(), volunteer.told.network).await?.ok_or(Error::NotFound)
}

pub(super) async fn network_in(act: &Act, volunteer: &Volunteer) -> Result<Network> {
    store_networks::find(act.db(), volunteer.told.network).await?.ok_or(Error::NotFound)
}

/// Enters a volunteer.
///
/// # Errors
/// When the reader may not, or the database cannot be written.
pub(super) async fn register(
    app: &App,
    reader: &Reader,
    network: &Network,
    told: NewVolunteer,
    how: Circumstances,
) -> Result<Volunteer> {
    policy::may_register(reader, network)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    let key = how.once.filter(|key| !key.is_empty());
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return store::find_for_change(&act, &code).await?.ok_or(Error::NotFound);
    }
    let volunteer = begin(&act, None, told, how.invented);
    store::save_new(&act, std::slice::from_ref(&volunteer)).await?;
    if let Some(key) = &key {
        act.remember(key, &volunteer.code).await?;
    }
    let facts = Facts::none().with("network", network.code.clone()).with("province", volunteer.told.province.clone());
    act.commit(&volunteer, personal(facts, &volunteer.told)).await?;
    Ok(volunteer)
}

/// Who it is about, as the trail may keep it.
fn personal(facts: Facts, told: &NewVolunteer) -> Facts {
    facts.personal("name", told.name.clone()).personal("phone", told.phone.clone().unwrap_or_default())
}

fn begin(act: &Act, code: Option<String>, told: NewVolunteer, invented: bool) -> Volunteer {
    Volunteer {
        id: act.new_id(),
        code: code.unwrap_or_else(|| format!("M-{}", act.chance().code(CODE))),
        card: act.chance().code(CARD),
        told,
        merged_into: None,
        invented,
        updated_at: act.now(),
        version: 1,
    }
}

/// Changes what is said of a volunteer, unless somebody else did since `version`. Into another network
/// moves them only who keeps both.
///
/// # Errors
/// When the reader may not, or somebody else changed them.
pub(super) async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    (network, told): (&Network, NewVolunteer),
    version: i64,
) -> Result<Volunteer> {
    let act = app.act(&reader.actor(), Verb::Correct).await?;
    let before = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_correct(reader, &network_in(&act, &before).await?)?;
    if network.id != before.told.network {
        policy::may_register(reader, network)?;
    }
    let volunteer = before.clone().corrected(told, version).map_err(Error::Conflict)?;
    store::save(&act, &volunteer).await?;
    let facts = Facts::none().with("changed", volunteer.changed_since(&before.told));
    act.commit(&volunteer, personal(facts, &volunteer.told)).await?;
    Ok(volunteer)
}

/// Records a referral or a service.
///
/// # Errors
/// When the reader may not, or they are no volunteer any more.
pub(super) async fn record_deed(
    app: &App,
    reader: &Reader,
    code: &str,
    deed: Deed,
    once: Option<String>,
) -> Result<Volunteer> {
    let act = app.act(&reader.actor(), Verb::RecordDeed).await?;
    let volunteer = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_record_deed(reader, &network_in(&act, &volunteer).await?)?;
    volunteer.stands().map_err(Error::Conflict)?;
    if let Some(key) = once.filter(|key| !key.is_empty()) {
        if act.done_before(&key).await?.is_some() {
            return Ok(volunteer);
        }
        act.remember(&key, &volunteer.code).await?;
    }
    store::save_deed(&act, volunteer.id, &deed).await?;
    let facts = Facts::none().with("kind", deed.kind.as_str()).with("on", deed.on_day.to_string());
    act.commit(&volunteer, facts).await?;
    Ok(volunteer)
}

/// Brings a need for somebody else. The clinic of the place answers for it like for any other; the
/// volunteer sees what becomes of it on the page of their card.
///
/// # Errors
/// When they are no volunteer any more, or the database cannot be written.
pub(super) async fn bring_need(
    app: &App,
    reader: &Reader,
    card: &str,
    told: NewNeed,
    once: Option<String>,
) -> Result<Need> {
    let volunteer = store::find_by_card(&app.db, card).await?.ok_or(Error::NotFound)?;
    policy::may_bring_need(reader, &volunteer)?;
    let clinic = organisations::clinic_of_province(&app.db, &told.province).await?;
    let act = app.act(&reader.actor(), Verb::BringNeed).await?;
    let key = once.filter(|key| !key.is_empty());
    if let Some(key) = &key
        && let Some(code) = act.done_before(key).await?
    {
        return needs::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound);
    }
    let need = needs::write_down(&act, told, clinic.as_ref(), app.settings.demo).await?;
    store::save_brought(&act, volunteer.id, need.id).await?;
    if let Some(key) = &key {
        act.remember(key, &need.code).await?;
    }
    act.commit(&volunteer, Facts::none().with("need", need.code.clone())).await?;
    Ok(need)
}

/// A volunteer as a file brings them.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "rows live as long as one batch")]
pub enum Brought {
    /// To be written down, under the code of another register where it has one.
    New(Option<String>, NewVolunteer, bool),
    /// The register has them: to be as the file says.
    Known(Volunteer, NewVolunteer),
}

impl Brought {
    /// What the file says.
    pub(super) fn told(&self) -> &NewVolunteer {
        match self {
            Self::New(_, told, _) | Self::Known(_, told) => told,
        }
    }
}

/// Takes over the rows of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let (mut new, mut saved) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        saved.push(match row {
            Brought::New(code, told, invented) => {
                let volunteer = begin(act, code.clone(), told.clone(), *invented);
                let id = volunteer.id;
                new.push(volunteer);
                Saved { id, change: Change::Added }
            }
            Brought::Known(before, told) if before.told == *told => Saved { id: before.id, change: Change::Unchanged },
            Brought::Known(before, told) => {
                store::save(act, &Volunteer { told: told.clone(), ..before.clone() }).await?;
                Saved { id: before.id, change: Change::Changed }
            }
        });
    }
    store::save_new(act, &new).await?;
    Ok(saved)
}
