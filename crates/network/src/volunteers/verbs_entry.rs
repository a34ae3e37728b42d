//! From a form to its verb, and from a code to whom it names: what pages and the API share.

use kit::{Error, Result};
use thai::FiscalYear;

use super::forms::{VolunteerForm, VolunteerNetworkForm};
use super::network::Network;
use super::policy;
use super::verbs;
use super::volunteer::Volunteer;
use super::{store, store_lists, store_networks, verbs_networks};
use brokerage::needs::{self, Need};
use house::accounts::Reader;
use house::app::{App, Circumstances};
use house::organisations::{self, Clinic};

/// The networks whose members a reader knows, and whether these are all there are.
pub(super) async fn seen(app: &App, reader: &Reader) -> Result<(Vec<Network>, bool)> {
    let all = store_networks::list_all(app.db.reader()).await?;
    let count = all.len();
    let seen: Vec<_> = all.into_iter().filter(|network| policy::sees(reader, network)).collect();
    let whole = seen.len() == count;
    Ok((seen, whole))
}

/// A volunteer with their network, as the reader may see them.
pub(super) async fn found(app: &App, reader: &Reader, code: &str) -> Result<(Volunteer, Network)> {
    reader.must_sign_in()?;
    let volunteer = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    let network = verbs::network_of(app, &volunteer).await?;
    policy::may_see(reader, &network)?;
    Ok((volunteer, network))
}

/// Whoever holds this card. Counted before looking, so that a guess costs as much as a hit.
pub(super) async fn holder(app: &App, caller: impl std::fmt::Display, card: &str) -> Result<Option<Volunteer>> {
    app.public_throttle.count(format!("card {caller}"))?;
    store::find_by_card(&app.db, &kit::chance::normalise_code(card)).await
}

/// The needs somebody brought, oldest first.
pub(super) async fn brought_by(app: &App, volunteer: &Volunteer) -> Result<Vec<Need>> {
    needs::find_many(&app.db, store_lists::list_brought(&app.db, volunteer.id).await?).await
}

async fn network_named(app: &App, code: &str) -> Result<Option<Network>> {
    if code.trim().is_empty() { Ok(None) } else { store_networks::find_by_code(&app.db, code.trim()).await }
}

async fn clinic_named(app: &App, code: &str) -> Result<Option<Clinic>> {
    if code.trim().is_empty() { Ok(None) } else { organisations::find_clinic(&app.db, code.trim()).await }
}

/// Reads the form and enters whom it tells of.
pub(super) async fn enter(app: &App, reader: &Reader, form: &VolunteerForm, once: Option<String>) -> Result<Volunteer> {
    let network = network_named(app, &form.network).await?;
    let told = form.check(network.as_ref(), app.clock.today())?;
    let network = network.ok_or(Error::NotFound)?;
    verbs::register(app, reader, &network, told, Circumstances { once, invented: app.settings.demo }).await
}

/// Reads the form and corrects whom it tells of.
pub(super) async fn put_right(app: &App, reader: &Reader, code: &str, form: &VolunteerForm) -> Result<Volunteer> {
    let network = network_named(app, &form.network).await?;
    let told = form.check(network.as_ref(), app.clock.today())?;
    let network = network.ok_or(Error::NotFound)?;
    verbs::correct(app, reader, code, (&network, told), form.version()).await
}

/// Reads the form and enters the network.
pub(super) async fn enter_network(
    app: &App,
    reader: &Reader,
    form: &VolunteerNetworkForm,
    once: Option<String>,
) -> Result<Network> {
    let clinic = clinic_named(app, &form.clinic).await?;
    let told = form.check(clinic.as_ref(), FiscalYear::of(app.clock.today()))?;
    let how = Circumstances { once, invented: app.settings.demo };
    verbs_networks::register_network(app, reader, clinic.as_ref(), told, how).await
}

/// Reads the form and corrects the network.
pub(super) async fn put_right_network(
    app: &App,
    reader: &Reader,
    code: &str,
    form: &VolunteerNetworkForm,
) -> Result<Network> {
    let clinic = clinic_named(app, &form.clinic).await?;
    let told = form.check(clinic.as_ref(), FiscalYear::of(app.clock.today()))?;
    verbs_networks::correct_network(app, reader, code, (clinic.as_ref(), told), form.version()).await
}
